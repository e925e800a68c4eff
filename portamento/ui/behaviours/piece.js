import { make } from "./words.js";

const find = (piece, root = document) => root.querySelector(`[data-piece="${CSS.escape(piece)}"]`);

/** The list of files of a piece, made when it is the first. */
export function filesOf(piece, row = find(piece)) {
  if (!row.querySelector(".files")) {
    row.querySelector(".pick").before(make("ul", "", { class: "files" }));
  }
  return row.querySelector(".files");
}

/** Puts the rows that the server answered in place of the old ones: the piece's, and those it settles.
 *  A refusal is the answer's sentence, and leaves the rows as they are. */
export function renew(piece, request, done) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const row = find(piece, answer);
  if (!row) throw new Error("no row in the answer");
  if (request.status === 422) return row.querySelector(".why").textContent;
  done();
  for (const fresh of answer.querySelectorAll("[data-piece]")) {
    const old = find(fresh.dataset.piece);
    if (old) replace(fresh.dataset.piece, old, fresh);
  }
  return "";
}

/** Files still on their way stay, and so does the focus; when all are there it goes on to what comes next. */
function replace(piece, old, fresh) {
  const focused = old.contains(document.activeElement);
  const kept = old.querySelectorAll("[data-in-flight]:not(:has(.state-half))");
  old.replaceWith(fresh);
  if (kept.length) filesOf(piece, fresh).append(...kept);
  const next = kept.length ? null : fresh.querySelector("a.button");
  if (focused) (next ?? fresh.querySelector("input[type=file], a, button"))?.focus();
}

/** The label becomes the button that one sees; the real button was for those without script. */
export function dress(input) {
  const pick = input.closest(".pick");
  const button = pick.querySelector("button");
  pick.dataset.ready = "";
  input.labels[0].className = "button button-second";
  input.labels[0].replaceChildren(...button.cloneNode(true).childNodes);
  button.hidden = true;
}

/** Where the real button would send the file. */
export function addressOf(input) {
  const button = input.closest(".pick").querySelector("button");
  return button.getAttribute("formaction") ?? input.form.action;
}
