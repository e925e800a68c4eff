import { behaviour } from "./behaviour.js";
import { make } from "./words.js";

/** Shows the password while one asks for it; it is hidden again when the form leaves. */
behaviour("reveal", (input) => {
  const { show, hide } = input.dataset;
  const button = make("button", show, {
    type: "button",
    class: "button button-plain reveal",
    "aria-controls": input.id,
  });
  const turn = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? hide : show;
  };
  button.addEventListener("click", () => turn(input.type === "password"));
  input.form?.addEventListener("submit", () => turn(false));
  input.setAttribute("spellcheck", "false");
  input.setAttribute("autocapitalize", "none");
  input.after(button);
});
