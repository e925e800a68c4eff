import { make } from "./words.js";

let flying = 0;
const told = make("p", "", { class: "error", role: "alert" });

document.addEventListener("submit", (event) => {
  if (!flying) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  event.submitter?.after(told);
  told.textContent = told.dataset.words;
}, true);
window.addEventListener("beforeunload", (event) => {
  if (flying) event.preventDefault();
});

/** Nothing else leaves the page while a file is on its way; returns what lets go. */
export function hold(words) {
  told.dataset.words = words;
  flying += 1;
  return () => {
    flying -= 1;
    if (!flying) told.remove();
  };
}
