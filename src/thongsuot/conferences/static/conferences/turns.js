// What is presented now follows the clock, so that a page left open says it without asking the server again.
const turns = document.querySelectorAll("[data-since]");
const show = () => {
  const now = Date.now();
  for (const turn of turns) turn.hidden = now < Number(turn.dataset.since) || now >= Number(turn.dataset.until);
};
if (turns.length) {
  setInterval(show, 20_000);
  document.addEventListener("visibilitychange", show);
}
