import { renewParts } from "./renew.js";
import { make } from "./words.js";

const find = (piece, root = document) => root.querySelector(`[data-piece="${CSS.escape(piece)}"]`);

/** The list of files of a piece, made when it is the first. */
export function filesOf(piece, row = find(piece)) {
  const list = row.querySelector(".files") ?? make("ul", "", { class: "files" });
  const ways = row.querySelector(".ways");
  if (!list.isConnected && ways) ways.before(list);
  else if (!list.parentElement) row.append(list);
  return list;
}

/** Puts the rows that the server answered in place of the old ones: the piece's, and those it settles;
 *  then the parts of the page that it says have changed.
 *  A refusal is the answer's sentence, and leaves the rows as they are. */
export function renew(piece, request, done) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const row = find(piece, answer);
  if (!row) throw new Error("no row in the answer");
  if (request.status === 422) return row.querySelector(".why").lastChild.textContent.trim();
  done();
  for (const fresh of answer.querySelectorAll("[data-piece]")) {
    const old = find(fresh.dataset.piece);
    if (old) replace(fresh.dataset.piece, old, fresh);
  }
  const changed = request.getResponseHeader("X-Changed");
  if (changed) renewParts(location.href, changed.split(" "));
  return "";
}

/** Files still on their way stay, and so does the focus; when all are there it goes on to what comes next. */
function replace(piece, old, fresh) {
  const focused = old.contains(document.activeElement);
  const kept = old.querySelectorAll("[data-in-flight]:not(:has(.state-half))");
  old.replaceWith(fresh);
  if (kept.length) filesOf(piece, fresh).append(...kept);
  const next = kept.length ? null : fresh.querySelector("a.button:not([data-behaviour])");
  if (focused) (next ?? fresh.querySelector("input[type=file], [data-behaviour=upload], a, button"))?.focus();
}

/** A file control in place of the button or link that leads those without script to a page with one. */
export function dress(control, accept) {
  const about = [...control.closest("[data-piece]").querySelectorAll(":scope > .hint, :scope > .why")];
  const described = about.map((one, place) => (one.id = `${control.closest("[data-piece]").id}-${place}`)).join(" ");
  const label = control.textContent.trim();
  const input = make("input", "", { type: "file", multiple: "", accept, "aria-label": label, "aria-describedby": described });
  const pick = make("div", "", { class: "pick" });
  pick.append(make("span", control.firstChild.textContent, { class: control.className, "aria-hidden": "true" }), input);
  const focused = control === document.activeElement;
  control.parentElement.querySelector(".field")?.remove();
  control.replaceWith(pick);
  if (focused) input.focus();
  return input;
}
