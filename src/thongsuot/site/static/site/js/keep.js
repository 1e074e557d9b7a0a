// Keeps what was typed and not yet sent, in this window alone: a reload, a lost line or a new sign-in takes no word away.
const name = (field) => `keep:${location.pathname}#${field.id}`;

function restore(root) {
  for (const field of root.querySelectorAll("[data-keep]")) {
    const kept = sessionStorage.getItem(name(field));
    if (kept === null || kept === field.value) continue;
    field.value = kept;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-keep]")) sessionStorage.setItem(name(event.target), event.target.value);
});
document.addEventListener("submit", (event) => {
  for (const field of event.target.querySelectorAll("[data-keep]")) sessionStorage.removeItem(name(field));
});
restore(document);
