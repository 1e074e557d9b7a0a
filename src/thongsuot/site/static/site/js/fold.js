// Keeps what a reader unfolded unfolded when htmx brings its part of the page anew.
let open = [];

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("details[id][open]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) {
    const one = document.getElementById(id);
    if (one) one.open = true;
  }
});
