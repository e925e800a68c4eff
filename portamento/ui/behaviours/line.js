import { fill, make } from "./words.js";

const SHORT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** The line of one file on its way: name, size, how far; then sent, or failed with a button to try again. */
export function line(file, words) {
  const megabytes = Math.max(file.size / 1e6, 0.1);
  const size = `${megabytes.toLocaleString(document.documentElement.lang, SHORT)}\u202f${words.unit}`;
  const label = fill(words.sending, { name: file.name });
  const progress = make("progress", "", { max: 100, value: 0, "aria-label": label });
  const said = make("span", "0\u202f%", { class: "number" });
  const button = make("button", "", { type: "button", class: "button button-plain" });
  const element = make("li", "", { "data-in-flight": "" });
  const name = make("span", ` ${file.name}`, { class: "unseen" });
  element.append(make("span", file.name), make("span", size, { class: "soft" }), progress, said, button);

  const stand = (state, kind, next) => {
    said.textContent = state;
    said.className = kind;
    progress.hidden = kind !== "number";
    button.hidden = !next;
    button.replaceChildren(next, name);
  };
  return {
    element,
    button,
    start: () => stand("0\u202f%", "number", words.cancel),
    move: (part) => {
      progress.value = part;
      said.textContent = `${part}\u202f%`;
    },
    sent: () => stand(words.sent, "state state-done", ""),
    failed: () => stand(words.failed, "state state-wrong", words.retry),
  };
}
