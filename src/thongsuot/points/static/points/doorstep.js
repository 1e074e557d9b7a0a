// Whoever opened their delegate's page on this phone need not type their code again: the pass is kept for the day. The
// name a phone gives itself is drawn by lot and says only whether one phone spoke for several people.
const form = document.querySelector("[data-doorstep]");
const held = form.querySelector("[name=pass]");
const card = form.querySelector("[data-card]");
const drawn = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
localStorage.setItem("dien-thoai", localStorage.getItem("dien-thoai") ?? drawn());
form.querySelector("[name=device]").value = localStorage.getItem("dien-thoai");
const kept = JSON.parse(localStorage.getItem("dai-bieu") ?? "null");
if (!held.value && kept && kept.day === new Date().toDateString()) {
  held.value = kept.pass;
  if (card) card.hidden = true;
}
