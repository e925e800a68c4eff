import { behaviour } from "./behaviour.js";
import { fill } from "./words.js";

const MINUTE = 60000;

/** Warns before the session ends, and says when it has; what was typed stays where it is. */
behaviour("idle", (aside) => {
  const total = Number(aside.dataset.seconds) * 1000;
  const warning = Math.min(5 * MINUTE, total / 2);
  const place = aside.querySelector("[data-idle-place]");
  const channel = new BroadcastChannel("portamento");
  let last = Date.now();
  let shown = "";
  let before = null;

  const show = (name) => {
    if (name === shown) return;
    shown = name;
    const words = name && aside.querySelector(`[data-idle-${name}]`).content.cloneNode(true);
    if (name === "soon") {
      const text = words.querySelector("p");
      text.textContent = fill(text.textContent, { minutes: Math.round(warning / MINUTE) });
      words.querySelector("button").addEventListener("click", ping);
    }
    place.replaceChildren(...(name ? [words] : []));
  };
  const look = () => {
    const left = last + total - Date.now();
    show(left <= 0 ? "over" : left <= warning ? "soon" : "");
  };
  const contact = () => {
    last = Date.now();
    look();
  };

  async function ping() {
    const answer = await fetch(aside.dataset.ping || location.href, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return;
    before?.focus();
    document.dispatchEvent(new Event("contact"));
  }

  place.addEventListener("focusin", (event) => {
    if (!place.contains(event.relatedTarget)) before = event.relatedTarget;
  });
  for (const name of ["contact", "htmx:afterRequest"]) {
    document.addEventListener(name, () => {
      contact();
      channel.postMessage("contact");
    });
  }
  channel.addEventListener("message", contact);
  channel.postMessage("contact");
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
});
