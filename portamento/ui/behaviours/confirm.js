import { behaviour } from "./behaviour.js";
import { make } from "./words.js";

/** Asks the button's question before letting it act; of files, the one their list holds for all. */
behaviour("confirm", (button) => {
  const words = button.dataset.question ? button.dataset : button.closest("[data-sending]").dataset;
  const about = button.dataset.question ? "" : button.querySelector(".unseen")?.textContent ?? "";
  let sure = false;

  function ask() {
    const dialog = make("dialog", "", { class: "dialog", "aria-labelledby": "question" });
    const actions = make("div", "", { class: "actions" });
    const yes = make("button", button.firstChild.textContent.trim(), { class: "button button-danger", type: "button" });
    const no = make("button", words.cancel, { class: "button button-plain", type: "button" });
    yes.addEventListener("click", () => {
      dialog.close();
      sure = true;
      button.click();
      sure = false;
    });
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    actions.append(yes, no);
    dialog.append(make("h2", words.question + about, { id: "question" }), actions);
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  }

  button.addEventListener("click", (event) => {
    if (sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask();
  });
});
