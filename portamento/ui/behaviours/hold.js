import { make } from "./words.js";

const flying = new Map();
const told = make("p", "", { class: "hint", role: "status" });
let waiting = null;

document.addEventListener("submit", (event) => {
  if (!flying.size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = { form: event.target, submitter: event.submitter };
  event.submitter?.after(told);
  told.textContent = [...flying.values()].find((words) => words) ?? "";
}, true);
window.addEventListener("beforeunload", (event) => {
  if ([...flying.values()].some((words) => words)) event.preventDefault();
});

/** Nothing leaves the page while this is on its way: what was pressed meanwhile goes when all is there.
 *  With words, leaving the page is asked about as well. Returns what lets go. */
export function hold(words = "") {
  const one = Symbol("hold");
  flying.set(one, words);
  return () => {
    flying.delete(one);
    if (flying.size) return;
    told.remove();
    const next = waiting;
    waiting = null;
    if (next?.form.isConnected) next.form.requestSubmit(next.submitter?.isConnected ? next.submitter : undefined);
  };
}
