import { fill, make } from "./words.js";

/** « 0,3 Mo », « 12 ko », as the server writes it. */
function sized(octets) {
  const [unit, number, digits] = octets < 1e5 ? ["kilobyte", Math.ceil(octets / 1e3), 0] : ["megabyte", octets / 1e6, 1];
  const how = { style: "unit", unit, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return number.toLocaleString(document.documentElement.lang, how);
}

const spoken = make("p", "", { class: "unseen", role: "status" });

/** The line of a file on its way: name, size, how far; then sent, refused and why, or failed and what to do. */
export function line(file, words) {
  const label = fill(words.sending, { name: file.name });
  const progress = make("progress", "", { max: 100, value: 0, "aria-label": label });
  const said = make("span");
  const why = make("p", "", { class: "why" });
  const button = () => make("button", "", { type: "button", class: "button button-plain" });
  const [again, stop] = [button(), button()];
  const element = make("li", "", { "data-in-flight": "" });
  element.append(make("span", file.name), make("span", sized(file.size), { class: "soft" }), progress, said, again, stop, why);

  const named = (one, word) => one.replaceChildren(word, make("span", ` ${file.name}`, { class: "unseen" }));
  const stand = (state, kind, sentence = "") => {
    said.textContent = state;
    said.className = kind;
    why.textContent = sentence;
    why.hidden = !sentence;
    progress.hidden = kind !== "number";
    again.hidden = state !== words.failed;
    stop.hidden = kind === "state state-half";
    named(again, words.retry);
    named(stop, progress.hidden ? words.remove : words.cancel);
    document.body.append(spoken);
    spoken.textContent = progress.hidden ? `${file.name}, ${state}. ${sentence}` : "";
  };
  return {
    element,
    again,
    stop,
    start: () => stand("0\u202f%", "number"),
    move: (part) => {
      progress.value = part;
      said.textContent = `${part}\u202f%`;
    },
    sent: () => stand(words.sent, "state state-half"),
    refused: (sentence) => stand(words.refused, "state state-wrong", sentence),
    failed: () => stand(words.failed, "state state-wrong"),
  };
}
