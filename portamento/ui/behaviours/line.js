import { fill, make } from "./words.js";

const SHORT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** The line of files on their way together: names, size, how far; then sent, or failed with a button to try again. */
export function line(files, words) {
  const called = files.map((file) => file.name).join(", ");
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const megabytes = Math.max(bytes / 1e6, 0.1);
  const size = `${megabytes.toLocaleString(document.documentElement.lang, SHORT)}\u202f${words.unit}`;
  const label = fill(words.sending, { name: called });
  const progress = make("progress", "", { max: 100, value: 0, "aria-label": label });
  const said = make("span", "0\u202f%", { class: "number" });
  const button = make("button", "", { type: "button", class: "button button-plain" });
  const element = make("li", "", { "data-in-flight": "" });
  const name = make("span", ` ${called}`, { class: "unseen" });
  element.append(make("span", called), make("span", size, { class: "soft" }), progress, said, button);

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
