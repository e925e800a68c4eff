import { make } from "./words.js";

const find = (piece, root = document) => root.querySelector(`[data-piece="${CSS.escape(piece)}"]`);

/** The list of files of a piece, made when it is the first. */
export function filesOf(piece, row = find(piece)) {
  if (!row.querySelector(".files")) {
    row.querySelector(".pick").before(make("ul", "", { class: "files" }));
  }
  return row.querySelector(".files");
}

/** Puts the row that the server answered in place of the old one; files still on their way stay. */
export function renew(piece, html) {
  const fresh = find(piece, new DOMParser().parseFromString(html, "text/html"));
  if (!fresh) throw new Error("no row in the answer");
  const old = find(piece);
  const focused = old.contains(document.activeElement);
  const kept = old.querySelectorAll("[data-in-flight]:not(:has(.state-done))");
  old.replaceWith(fresh);
  if (kept.length) filesOf(piece, fresh).append(...kept);
  if (focused) fresh.querySelector("input[type=file], a, button")?.focus();
}

/** The label becomes the button that one sees; the real button was for those without script. */
export function dress(input) {
  const pick = input.closest(".pick");
  const button = pick.querySelector("button");
  pick.dataset.ready = "";
  input.labels[0].className = "button button-second";
  input.labels[0].firstChild.textContent = button.firstChild.textContent;
  button.hidden = true;
}
