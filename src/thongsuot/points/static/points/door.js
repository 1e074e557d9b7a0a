// The door of a point with the network or without: finds whom the clerk names or scans, writes it down on the device,
// and brings it to the server when it can. Without this script the form takes a code and needs the network.
const { openVault, send, file, scan } = window.diemCau;
const door = document.querySelector("[data-point]");
const say = (name) => door.querySelector(`[data-say="${name}"]`);
const words = door.dataset;
const form = door.querySelector("form");
const typed = form.querySelector("[name=code]");
const found = door.querySelector(".found");
const MOST_FOUND = 8;
const EVERY = 15_000;
const CODE_LETTERS = 24;
const TAIL = 4;

const fold = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const tidied = (code) => code.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[\s\-‑–]/g, "");
const way = () => form.querySelector("[name=direction]:checked").value;
const number = (value) => value.toLocaleString("vi");
const moment = (clock) => new Intl.DateTimeFormat(document.documentElement.lang || "vi", { hour: "numeric", minute: "2-digit", day: "numeric", month: "numeric", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date(clock));
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

async function digest(salt, code) {
  const made = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt}:${code}`));
  return btoa(String.fromCharCode(...new Uint8Array(made))).replace(/\+/g, "-").replace(/\//g, "_").slice(0, 22);
}

// The code within what was scanned: a card's picture leads to …/vao/<code>/.
function codeWithin(scanned) {
  const parts = scanned.split("/").filter(Boolean);
  const at = parts.indexOf("vao");
  return at >= 0 && at < parts.length - 1 ? parts[at + 1] : scanned;
}

class Door {
  constructor(vault) {
    this.vault = vault;
    this.list = null;
    this.names = [];
    this.ways = {};
    this.offset = 0;
    this.sending = null;
    this.stop = null;
  }

  take(list) {
    this.list = list;
    this.names = list.people.map(([seat, name, sub, codes, tails]) => ({ seat, name, sub, codes, tails, folded: fold(name) }));
    this.ways = structuredClone(list.inside);
  }

  // The list from the server if it can be reached, else the one that was taken along; it ends with the conference.
  async open() {
    try {
      const begun = Date.now();
      const response = await fetch(`${words.list}?may=${encodeURIComponent(this.vault.device)}`, { headers: { Accept: "application/json" } });
      if (response.status === 410) return await this.shut();
      if (!response.ok || response.redirected) throw new Error("no list");
      const list = await response.json();
      this.offset = Math.round((list.now - (begun + Date.now()) / 2) / 1000);
      this.take(list);
      await this.vault.keepList({ ...list, offset: this.offset });
      await this.vault.forgetSent();
    } catch {
      const kept = await this.vault.list();
      if (kept && kept.ends < Date.now()) {
        await this.vault.forgetList();
        this.pass = kept.pass;
      } else if (kept) {
        this.offset = kept.offset;
        this.take(kept);
      }
    }
    for (const one of await this.vault.queue()) this.follow(one);
    this.show();
  }

  // A keeper shut this device out: the list goes, what was not sent stays for a file.
  async shut() {
    this.pass = this.list?.pass ?? (await this.vault.list())?.pass ?? this.pass;
    await this.vault.forgetList();
    this.list = null;
    this.names = [];
    this.ways = {};
    found.replaceChildren();
    return this.show(words.shut);
  }

  half() {
    return Number(form.querySelector("[name=half_day]").value);
  }

  follow(one) {
    if (one.seat) (this.ways[one.half_day] ??= {})[one.seat] = one.direction;
  }

  async show(saved = "") {
    const queue = await this.vault.queue();
    const left = queue.filter((one) => one.state === "waiting" || one.state === "refused");
    const waiting = left.length;
    const ways = Object.values(this.ways[this.half()] ?? {});
    say("inside").textContent = this.list ? fill(words.counts, { came: number(ways.length), inside: number(ways.filter((each) => each === "in").length), all: number(this.names.length) }) : words.none;
    say("unsent").textContent = waiting ? fill(words.unsent, { number: number(waiting), since: moment(Math.min(...left.map((one) => one.clock))) }) : words.sent;
    say("unsent").classList.toggle("trouble", waiting > 0 && !navigator.onLine);
    for (const name of ["send", "file"]) door.querySelector(`[data-${name}]`).hidden = waiting === 0;
    if (saved) say("said").textContent = saved;
  }

  // Writes one passage down, whoever it was; twice the same way is one passage.
  async note(person, method, code = "") {
    const direction = way();
    const name = person?.name ?? words.unknown;
    if (person && this.ways[this.half()]?.[person.seat] === direction) {
      return this.show(fill(words.twice, { name, way: words[direction] }));
    }
    const passage = { half_day: this.half(), direction, method, clock: Date.now(), offset: this.offset };
    this.follow(await this.vault.write(person ? { ...passage, seat: person.seat } : { ...passage, code }));
    navigator.vibrate?.(60);
    await this.show(fill(person ? words.noted : words.queued, { name, way: words[direction] }));
    this.bring();
  }

  async bring() {
    const pass = this.list?.pass ?? this.pass;
    if (!pass || this.sending) return this.sending;
    this.sending = send(this.vault, words.merge, pass);
    const said = await this.sending.finally(() => { this.sending = null; });
    if (said === "shut") return this.shut();
    if (said === "ended") say("said").textContent = words.ended;
    return this.show();
  }

  async byCode(scanned, method) {
    const code = tidied(codeWithin(scanned));
    if (!code) return;
    const made = this.list ? await digest(this.list.salt, code) : "";
    const person = this.names.find((each) => each.codes.includes(made));
    await this.note(person, method, person ? "" : codeWithin(scanned));
  }

  async search() {
    const wanted = fold(typed.value.trim());
    const letters = tidied(typed.value);
    const tail = letters.length === TAIL && this.list ? await digest(this.list.salt, letters) : "-";
    const parts = wanted.split(/\s+/).filter(Boolean);
    const fits = (each) => each.tails.includes(tail) || parts.every((part) => each.folded.includes(part));
    const people = parts.length ? this.names.filter(fits).sort((one, other) => other.tails.includes(tail) - one.tails.includes(tail)) : [];
    found.replaceChildren(...people.slice(0, MOST_FOUND).map((person) => this.line(person)));
    say("found").textContent = parts.length && letters.length < CODE_LETTERS ? fill(words.found, { number: number(people.length) }) : "";
    return people;
  }

  line(person) {
    const button = document.createElement("button");
    button.type = "button";
    const sub = document.createElement("span");
    sub.className = "sub";
    sub.textContent = person.sub;
    const now = document.createElement("span");
    now.className = "way";
    now.textContent = { in: words.isin, out: words.isout }[this.ways[this.half()]?.[person.seat]] ?? "";
    button.append(person.name, sub, now);
    button.addEventListener("click", () => this.chosen(person));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  async chosen(person) {
    typed.value = "";
    found.replaceChildren();
    say("found").textContent = "";
    await this.note(person, "typed");
    typed.focus();
  }

  async enter() {
    if (tidied(typed.value).length >= CODE_LETTERS) {
      const code = typed.value;
      typed.value = "";
      await this.byCode(code, "typed");
    } else {
      const people = await this.search();
      if (people.length === 1) await this.chosen(people[0]);
    }
  }

  async save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await file(this.vault, Number(words.point), this.list?.pass ?? this.pass));
    link.download = `diem-cau-${words.point}-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async camera(button) {
    const video = door.querySelector("video");
    if (this.stop) {
      this.stop();
      this.stop = null;
    } else {
      try {
        this.stop = await scan(video, words.decoder, (code) => this.byCode(code, "scan"));
      } catch {
        say("said").textContent = words.nocamera;
      }
    }
    video.hidden = !this.stop;
    button.setAttribute("aria-pressed", String(Boolean(this.stop)));
  }
}

// Keeps this page and what it is made of for the hours without network.
async function install() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(words.worker);
  await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((each) => new URL(each.name)).filter((url) => url.origin === location.origin && url.pathname.startsWith(words.static));
  const cache = await caches.open("diem-cau");
  await Promise.all([location.pathname, words.decoder, ...parts.map((url) => url.pathname)].map((path) => cache.add(path)));
  door.dataset.ready = "yes";
}

async function begin() {
  const here = new Door(await openVault(Number(words.point)));
  for (const each of door.querySelectorAll("[data-script]")) each.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); here.enter(); });
  form.addEventListener("change", (event) => { if (event.target !== typed) { here.show(); here.search(); } });
  typed.addEventListener("input", () => here.search());
  door.querySelector("[data-send]").addEventListener("click", () => here.bring());
  door.querySelector("[data-file]").addEventListener("click", () => here.save());
  door.querySelector("[data-camera]").addEventListener("click", (event) => here.camera(event.currentTarget));
  window.addEventListener("online", () => here.bring());
  window.addEventListener("offline", () => here.show());
  await here.open();
  await here.bring();
  setInterval(() => here.bring(), EVERY);
  if (navigator.onLine) await install().catch(() => { say("said").textContent = words.noworker; });
  navigator.storage?.persist?.();
}

begin();
