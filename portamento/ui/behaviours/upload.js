import { behaviour } from "./behaviour.js";
import { hold } from "./hold.js";
import { line } from "./line.js";
import { addressOf, dress, filesOf, renew } from "./piece.js";
import { send } from "./send.js";

/** Sends the files picked together as one document, as soon as they are; the answer holds the piece's new row. */
behaviour("upload", (input) => {
  const { piece } = input.closest("[data-piece]").dataset;
  const words = input.closest("[data-sending]").dataset;
  let queue = Promise.resolve();

  function packed(files) {
    const body = new FormData();
    const known = new FormData(input.form);
    for (const name of ["csrfmiddlewaretoken", "espace"]) body.set(name, known.get(name) ?? "");
    for (const file of files) body.append(input.name, file);
    return body;
  }

  function add(files) {
    const shown = line(files, words);
    const body = packed(files);
    let stop = null;

    const go = async () => {
      if (!shown.element.isConnected) return;
      const release = hold(words.wait);
      const sending = send(addressOf(input), body, shown.move);
      stop = sending.cancel;
      try {
        const answer = await sending.answer;
        shown.sent();
        renew(piece, answer.responseText);
        document.dispatchEvent(new Event("contact"));
      } catch (error) {
        if (error.message === "abort") shown.element.remove();
        else shown.failed();
        stop = start;
      }
      release();
    };
    function start() {
      stop = () => shown.element.remove();
      shown.start();
      queue = queue.then(go);
    }
    shown.button.addEventListener("click", () => stop());
    filesOf(piece).append(shown.element);
    start();
  }

  dress(input);
  input.addEventListener("change", () => {
    if (input.files.length) add([...input.files]);
    input.value = "";
  });
});
