import { behaviour } from "./behaviour.js";
import { keysAreOn, turnKeys } from "./keys-memory.js";

/** Turns the single-letter keys off and on, for those who dictate or whose hand trembles. */
behaviour("keys-switch", (line) => {
  const box = line.querySelector("input");
  line.hidden = false;
  box.checked = keysAreOn();
  box.addEventListener("change", () => turnKeys(box.checked));
});
