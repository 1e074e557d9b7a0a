// Sends what could not be saved again, by itself, with the same key, so that nothing is recorded twice.
// Only forms that carry a key are repeated; an answer of 503 or no answer at all means "outcome unknown".
const PAUSES = [1, 2, 4, 8, 15, 30, 30, 30];
const tries = new WeakMap();

function say(which) {
  const notice = document.getElementById("notice");
  if (!notice) return;
  notice.className = "notice banner banner--warn";
  notice.textContent = notice.dataset[which] || "";
}

function release(form) {
  form.inert = false;
  form.removeAttribute("aria-busy");
}

function again(form, send) {
  const count = tries.get(form) || 0;
  if (count >= PAUSES.length) {
    tries.delete(form);
    release(form);
    say("stopped");
    return;
  }
  tries.set(form, count + 1);
  form.inert = true; // what is sent again must be what was sent first
  form.setAttribute("aria-busy", "true");
  say(navigator.onLine ? "sending" : "offline");
  let sent = false;
  const go = () => {
    if (sent) return;
    sent = true;
    window.removeEventListener("online", go);
    send();
  };
  window.addEventListener("online", go);
  setTimeout(go, PAUSES[count] * 1000);
}

function failed(event) {
  const form = event.detail.elt.closest("form");
  const status = event.detail.xhr ? event.detail.xhr.status : 0;
  if (!form || !form.elements.namedItem("key") || (status !== 0 && status !== 503)) return;
  again(form, () => window.htmx.trigger(form, "submit"));
}

function answered(event) {
  const form = event.detail.requestConfig.elt.closest("form"); // detail.elt is another where the answer replaced the form
  const status = event.detail.xhr ? event.detail.xhr.status : 0;
  if (!form || !tries.has(form) || status === 0 || status === 503) return;
  tries.delete(form);
  release(form);
  if (!event.detail.successful) return; // the refusal now stands in #notice
  const notice = document.getElementById("notice");
  if (!notice) return;
  notice.replaceChildren();
  notice.className = "notice";
}

document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:afterRequest", answered);

// A whole page of refusal that carries the form back: the same key, counted across page loads.
for (const form of document.querySelectorAll("form[data-again]")) {
  const name = `again:${form.elements.namedItem("key").value}`;
  const count = Number(sessionStorage.getItem(name) || 0);
  if (count < PAUSES.length) {
    sessionStorage.setItem(name, String(count + 1));
    tries.set(form, count);
    again(form, () => form.requestSubmit());
  } else {
    sessionStorage.removeItem(name);
    say("stopped");
  }
}
