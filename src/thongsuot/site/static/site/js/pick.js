// Narrows a list of ticks while one types, without marks: Enter ticks the first that is left and clears the field.
// Without script the list is a plain list of ticks; the tools that need script stay hidden.
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

for (const list of document.querySelectorAll("[data-pick]")) {
  const rows = [...list.querySelectorAll("label")].map((label) => ({
    label,
    tick: label.querySelector("input"),
    words: fold(label.textContent),
  }));
  const tools = document.querySelector(list.dataset.pick);
  const field = tools.querySelector("input");
  const count = tools.querySelector("output");
  const left = () => rows.filter((row) => !row.label.hidden);
  const tell = () => {
    count.textContent = count.dataset.words.replace("#", rows.filter((row) => row.tick.checked).length);
  };
  const narrow = () => {
    const typed = fold(field.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.label.hidden = !typed.every((part) => row.words.includes(part));
  };
  tools.hidden = false;
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = left().find((row) => !row.tick.checked);
    if (first && field.value.trim()) first.tick.checked = true;
    field.value = "";
    narrow();
    tell();
  });
  for (const button of tools.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      for (const row of left()) row.tick.checked = button.dataset.tick === "all";
      tell();
    });
  }
  list.addEventListener("change", tell);
  tell();
  field.focus();
}
