import { behaviour } from "./behaviour.js";
import { keysAreOn } from "./keys-memory.js";

const TYPED = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

/** One letter presses what carries it; Escape leaves a field, Enter sends a list reached by its letter; never while one types, nor under a dialog, nor when turned off. */
behaviour("keys", (body) => {
  document.documentElement.dataset.keys = keysAreOn() ? "on" : "off";
  body.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches(TYPED)) return event.target.blur();
    if (event.key === "Enter" && event.target.matches("select[data-key]")) {
      event.preventDefault();
      return event.target.form.requestSubmit();
    }
    if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest(TYPED) || document.querySelector("dialog:modal")) return;
    const all = document.querySelectorAll(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    const found = [...all].find((one) => !one.disabled && one.checkVisibility());
    if (!found) return;
    event.preventDefault();
    if (found.matches(TYPED)) found.focus();
    else found.click();
  });
});
