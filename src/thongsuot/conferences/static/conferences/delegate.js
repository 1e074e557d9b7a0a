// Sends a step of a delegate's page and sends the very same again by itself until it is answered: the key of the form
// sees to it that nothing is recorded twice. Without this script every form is sent by its button alone.
const PAUSES = [1, 2, 4, 8, 15, 30, 30, 30, 30, 30];
const QUIET = 400; // some milliseconds each way, so that a hall that was turned away together does not return together

const clock = (at) => new Intl.DateTimeFormat("vi", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date(at));

function wait(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000 + Math.random() * QUIET);
    window.addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

async function ask(form, body) {
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "omit" });
    const told = await response.json();
    return { status: response.status, told, after: Number(response.headers.get("Retry-After")) || 0 };
  } catch {
    return { status: 0, told: {}, after: 0 }; // no line, or no answer that can be read: nobody knows, so it is sent again
  }
}

function done(step, told) {
  const said = step.querySelector("[data-done]");
  let words = said.dataset.done.replace("{at}", clock(told.at));
  if (told.of !== undefined) words = words.replace("{right}", told.right).replace("{of}", told.of);
  said.querySelector("span").textContent = words;
  said.hidden = false;
  step.querySelector("form").remove();
  step.querySelector("[role=status]").textContent = "";
  const left = document.querySelectorAll(".step form").length;
  const heading = document.querySelector("[data-left]");
  heading.textContent = left ? heading.dataset.left.replace("{left}", left) : heading.dataset.none;
  const next = document.querySelector(".step form button, .step form input:not([type=hidden])");
  if (next) next.closest(".step").scrollIntoView({ block: "start" });
  said.focus({ preventScroll: true });
}

async function send(form) {
  const step = form.closest(".step");
  const status = step.querySelector("[role=status]");
  const body = new URLSearchParams(new FormData(form));
  form.inert = true; // what is sent again must be what was sent first
  form.setAttribute("aria-busy", "true");
  status.className = "muted";
  status.textContent = status.dataset.sending;
  for (const pause of [...PAUSES, 0]) {
    const { status: code, told, after } = await ask(form, body);
    if (code === 200) return done(step, told);
    if (code !== 0 && code < 500) {
      status.textContent = told.message || status.dataset.stopped;
      break;
    }
    status.textContent = pause ? (navigator.onLine ? status.dataset.again : status.dataset.offline) : status.dataset.stopped;
    if (pause) await wait(Math.max(pause, after));
  }
  status.className = "trouble";
  form.inert = false;
  form.removeAttribute("aria-busy");
}

for (const form of document.querySelectorAll(".step form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

// The screen of a hall is scanned with the phone's own camera and opens another page: it finds the pass here until the
// day is over.
const held = document.querySelector(".step form [name=pass]");
if (held) localStorage.setItem("dai-bieu", JSON.stringify({ day: new Date().toDateString(), pass: held.value }));
