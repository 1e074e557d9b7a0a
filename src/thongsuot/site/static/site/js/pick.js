// Narrows a list of ticks while one types, without marks. Enter ticks the one person meant and clears the field; where
// several are meant nobody is ticked and the page says so: a tick beside the wrong name would stand in the record.
// Without script the list is a plain list of ticks; the tools that need script stay hidden.
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
const parts = (text) => fold(text).split(/\s+/).filter(Boolean);

for (const list of document.querySelectorAll("[data-pick]")) {
  const rows = [...list.querySelectorAll("label")].map((label) => {
    const name = label.querySelector("span").firstChild.textContent; // the post behind it is no name
    return { label, tick: label.querySelector("input"), words: fold(name), whole: parts(name) };
  });
  const tools = document.querySelector(list.dataset.pick);
  const field = tools.querySelector("input");
  const count = tools.querySelector("output");
  const left = () => rows.filter((row) => !row.label.hidden);
  const tell = () => {
    count.textContent = count.dataset.words.replace("#", rows.filter((row) => row.tick.checked).length);
  };
  const narrow = () => {
    const typed = parts(field.value);
    for (const row of rows) row.label.hidden = !typed.every((part) => row.words.includes(part));
  };
  const meant = () => {
    const typed = parts(field.value);
    const exact = left().filter((row) => typed.every((part) => row.whole.includes(part)));
    return exact.length ? exact : left();
  };
  tools.hidden = false;
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!field.value.trim()) return;
    const people = meant();
    if (people.length !== 1) {
      count.textContent = people.length ? count.dataset.several.replace("#", people.length) : count.dataset.nobody;
      return;
    }
    people[0].tick.checked = true;
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
