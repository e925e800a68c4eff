import { behaviour } from "./behaviour.js";

const TYPED = ["text", "search", "email", "tel", "number"];

/** Applies filters when a choice changes; typed words only where the page is not loaded anew. */
behaviour("autosubmit", (form) => {
  let timer = 0;
  const apply = () => form.requestSubmit();
  form.addEventListener("change", (event) => {
    if (!TYPED.includes(event.target.type)) apply();
  });
  form.addEventListener("input", (event) => {
    if (!form.hasAttribute("hx-get") || !TYPED.includes(event.target.type)) return;
    clearTimeout(timer);
    timer = setTimeout(apply, 300);
  });
});
