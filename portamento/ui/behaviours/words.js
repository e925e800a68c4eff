/** Fills "Enregistré à {time}"; sentences themselves come from the page, never from here. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The server's "14:05" as one writes it in French, with narrow spaces; a telephone's clock may be wrong. */
export function hour(moment) {
  return (moment ?? "").replace(/^0?(\d+):/, "$1\u202fh\u202f");
}

/** A new element: its name, its words, its attributes. */
export function make(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
