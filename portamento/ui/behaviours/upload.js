import { behaviour } from "./behaviour.js";
import { hold } from "./hold.js";
import { line } from "./line.js";
import { dress, filesOf, renew } from "./piece.js";
import { beginning, send } from "./send.js";

const queues = new Map();

/** Sends each file picked by itself, one after the other and in their order, as soon as they are picked. */
behaviour("upload", (control) => {
  const { piece } = control.closest("[data-piece]").dataset;
  const words = control.closest("[data-sending]").dataset;
  const address = control.formAction ?? control.href;
  const input = dress(control, words.accept);

  function packed(file, together) {
    const body = new FormData();
    for (const known of document.querySelectorAll("[name=csrfmiddlewaretoken], [name=espace]")) body.set(known.name, known.value);
    if (together) body.set("ensemble", "1");
    body.append("files", file.size > words.max ? beginning(file) : file);
    return body;
  }

  function add(file, together) {
    const [shown, body] = [line(file, words), packed(file, together)];
    let sending = null;
    const go = async () => {
      if (!shown.element.isConnected) return;
      const release = hold(words.wait);
      sending = send(address, body, shown.move);
      try {
        const refusal = renew(piece, await sending.answer, () => shown.sent());
        if (refusal) shown.refused(refusal);
        document.dispatchEvent(new Event("contact"));
      } catch (error) {
        if (error.message === "abort") shown.element.remove();
        else shown.failed();
      }
      sending = null;
      release();
    };
    const start = () => {
      shown.start();
      queues.set(piece, (queues.get(piece) ?? Promise.resolve()).then(go));
    };
    shown.again.addEventListener("click", start);
    window.addEventListener("online", () => shown.element.isConnected && !shown.again.hidden && start());
    shown.stop.addEventListener("click", () => (sending ? sending.cancel() : shown.element.remove()));
    filesOf(piece).append(shown.element);
    start();
  }

  input.addEventListener("change", () => {
    // What was refused has been read: the files picked now are the answer to it.
    for (const line of filesOf(piece).querySelectorAll("[data-in-flight]:has(.why:not([hidden]))")) line.remove();
    for (const file of input.files) add(file, input.files.length > 1);
    input.value = "";
  });
});
