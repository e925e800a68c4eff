import { behaviour } from "./behaviour.js";
import { make } from "./words.js";

/** A button that ticks all the boxes of its form that bear a name, then unticks them. */
behaviour("tick-all", (place) => {
  const boxes = [...place.closest("form").querySelectorAll(`input[type=checkbox][name="${place.dataset.name}"]`)];
  if (boxes.length < 2) return;
  const button = make("button", "", { type: "button", class: "button button-plain" });
  const say = () => {
    button.textContent = boxes.every((box) => box.checked) ? place.dataset.none : place.dataset.all;
  };
  button.addEventListener("click", () => {
    const ticked = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = ticked;
    say();
  });
  for (const box of boxes) box.addEventListener("change", say);
  say();
  place.append(button);
});
