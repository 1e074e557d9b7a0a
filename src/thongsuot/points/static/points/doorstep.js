// Whoever opened their delegate's page on this phone need not type their code again: the pass is kept for the day.
const form = document.querySelector("[data-doorstep]");
const held = form.querySelector("[name=pass]");
const card = form.querySelector("[data-card]");
const kept = JSON.parse(localStorage.getItem("dai-bieu") ?? "null");
if (!held.value && kept && kept.day === new Date().toDateString()) {
  held.value = kept.pass;
  if (card) card.hidden = true;
}
