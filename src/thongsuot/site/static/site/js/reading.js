// Helps to read a text: opens beside a number how it is cited, copies, and marks in the outline where one is.
// Without script every number is a permanent link of its own.
const law = document.querySelector("main.law");
const words = document.getElementById("reading-words");
// The place a text was left at is kept on this device alone; who comes back is offered it, and nothing jumps by itself.
const PLACE = `place:${location.pathname}`;
const LINE = 200; // a provision that begins above this line is the one being read
let slip = null;
let from = null;

function close() {
  if (!slip) return;
  const back = slip.contains(document.activeElement) ? from : null;
  slip.remove();
  slip = null;
  if (back) back.focus();
}

// A slip stands in the text, never over it: under the heading, or behind the words it belongs to.
function put(link) {
  slip = document.createElement("div");
  slip.className = "slip no-print";
  slip.lang = document.documentElement.lang;
  const heading = link.closest("h3") || (link.matches(".at-cite") ? link : null);
  const block = link.parentElement;
  if (heading) heading.after(slip);
  else block.insertBefore(slip, block.querySelector(":scope > .cl, :scope > .furniture"));
}

async function show(link, address) {
  const again = slip && from === link;
  close();
  if (again) return;
  from = link;
  put(link);
  const mine = slip;
  try {
    await window.htmx.ajax("GET", address, { target: mine, swap: "innerHTML" });
  } catch {
    mine.textContent = words.dataset.failed;
  }
  if (!mine.textContent.trim()) mine.textContent = words.dataset.failed;
  for (const button of mine.querySelectorAll("button[hidden]")) button.hidden = false;
  const first = mine.querySelector("a, button");
  if (first && slip === mine) first.focus({ preventScroll: true });
}

function opened(event) {
  const link = event.target.closest("a.at, a.at-cite");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const place = link.closest("[id]");
  if (place) history.replaceState(history.state, "", `#${place.id}`);
  const address = link.getAttribute("href");
  show(link, address.endsWith("/trich-dan/") ? address : `${address}trich-dan/`);
}

// On an address without TLS browsers keep their clipboard shut; the old way still works there.
function copyOldWay(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return document.execCommand("copy");
}

async function copy(button) {
  const node = document.getElementById(button.dataset.copy);
  let copied = false;
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(node.textContent.trim());
      copied = true;
    } else copied = copyOldWay(node);
  } catch {
    copied = copyOldWay(node);
  }
  const said = button.closest(".cite").querySelector("[data-copied]");
  said.textContent = copied ? said.dataset.copied : said.dataset.failed;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button);
  else if (event.target.closest("button[data-close]")) close();
});
for (const button of document.querySelectorAll(".cite button[data-copy]")) button.hidden = false;

if (law) {
  law.addEventListener("click", opened);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // A provision of another sheet: the permanent address knows where it is.
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked && words && !document.getElementById(asked) && /^[a-z0-9_]+$/.test(asked)) {
    location.replace(`${words.dataset.address}~${asked}/`);
  }
  follow();
}

// Marks in the outline the provision at the upper edge of the window, and says it in the bar of a phone.
function follow() {
  const ways = new Map();
  for (const link of document.querySelectorAll(".outline a[href^='#']")) ways.set(link.hash.slice(1), link);
  const places = [...law.querySelectorAll("[id]")].filter((place) => ways.has(place.id));
  if (!places.length || !("IntersectionObserver" in window)) return;
  const outline = document.querySelector(".outline");
  const bar = document.querySelector("[data-here]");
  const seen = new Set();
  const resume = document.querySelector("[data-resume]");
  let here = null;
  let moved = false;
  if (resume) offer(resume, ways);
  const mark = () => {
    const inside = places.filter((place) => seen.has(place));
    const at = inside.filter((place) => place.getBoundingClientRect().top <= LINE).pop() || inside[0];
    if (!at || at === here) return;
    if (here) ways.get(here.id).removeAttribute("aria-current");
    here = at;
    if (resume && moved) remember(at.id);
    const link = ways.get(at.id);
    link.setAttribute("aria-current", "location");
    if (bar) bar.textContent = link.textContent.trim();
    const box = link.getBoundingClientRect();
    const frame = outline.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) outline.scrollTop += box.top - frame.top - frame.height / 3;
  };
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target);
    mark();
  }, { rootMargin: "-72px 0px -55% 0px" });
  for (const place of places) observer.observe(place);
  let waiting = false;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      moved = true;
      mark();
    });
  }, { passive: true });
}

function remember(id) {
  try {
    localStorage.setItem(PLACE, id);
  } catch {
    // a device that keeps nothing offers nothing: the text itself is read as ever
  }
}

function offer(resume, ways) {
  let id = null;
  try {
    id = localStorage.getItem(PLACE);
  } catch {
    return;
  }
  const way = ways.get(id);
  if (!way || location.hash || way === ways.values().next().value) return;
  const link = resume.querySelector("a");
  link.href = `#${id}`;
  link.textContent = link.dataset.words.replace("#", way.textContent.trim());
  resume.hidden = false;
}
