// Shows what a citation leads to beside the text that cites. Links carry the address of those words in data-peek.
// A mouse that rests or the keyboard's focus opens it; where there is no mouse the first touch opens it below the
// paragraph and the second follows the link. Escape closes it. Without script every link is a link.
const REST = 350;
const MARGIN = 200; // so many pixels beside the text hold a slip
const template = document.getElementById("peek");
let slip = null;
let shown = null;
let timer = 0;

function close() {
  clearTimeout(timer);
  if (slip) slip.remove();
  slip = shown = null;
}

function place(link, isTouched) {
  const article = link.closest(".art");
  const block = link.closest("p, td, pre") || link;
  if (isTouched) {
    block.after(slip);
    return;
  }
  const free = article ? article.clientWidth - block.getBoundingClientRect().right + article.getBoundingClientRect().left : 0;
  if (free < MARGIN) {
    slip.classList.add("peek-slip--low");
    document.body.append(slip);
    return;
  }
  slip.classList.add("peek-slip--margin");
  article.append(slip);
  slip.style.top = `${link.getBoundingClientRect().top - article.getBoundingClientRect().top}px`;
}

function open(link, isTouched) {
  if (shown === link) return;
  close();
  slip = template.content.firstElementChild.cloneNode(true);
  slip.querySelector("button").addEventListener("click", () => {
    const from = shown;
    close();
    if (from) from.focus();
    clearTimeout(timer); // the focus that came back opens nothing
  });
  shown = link;
  place(link, isTouched);
  window.htmx.ajax("GET", link.dataset.peek, { target: slip.querySelector("#xem-truoc"), swap: "outerHTML" });
}

function soon(event) {
  const link = event.target.closest("a[data-peek]");
  clearTimeout(timer);
  if (link) timer = setTimeout(() => open(link, false), REST);
}

if (template) {
  let touched = false;
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") soon(event); });
  document.addEventListener("focusin", (event) => { if (!touched) soon(event); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-peek]");
    if (!link || !touched || shown === link) return;
    event.preventDefault();
    open(link, true);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
}
