// Shows every button that asks for printing, and prints. Without script the button stays hidden and the page says which keys to press.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
