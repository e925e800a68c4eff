import { behaviour } from "./behaviour.js";
import { hold } from "./hold.js";
import { renewParts } from "./renew.js";
import { typed } from "./send.js";
import { fill, hour, make } from "./words.js";

const PAUSE = 2000;
const AGAIN = 15000;

/** Saves the draft two seconds after the last change, one request at a time, and says what became of it. */
behaviour("autosave", (form) => {
  const status = form.querySelector("[data-autosave-status]") ?? make("p");
  let [timer, sending, changes, kept] = [0, false, 0, 0];

  const say = (words, failed) => {
    status.setAttribute("role", failed ? "alert" : "status");
    status.classList.toggle("error", failed);
    status.textContent = words;
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const asked = { method: "POST", redirect: "manual", headers: { "X-Requested-With": "autosave" } };
  const post = (more) => fetch(form.action, { ...asked, body: typed(form), ...more });
  async function save() {
    if (sending) return;
    sending = true;
    const release = hold();
    const seen = changes;
    const answer = await post().catch(() => null);
    sending = false;
    if (!answer?.ok) say(answer ? status.dataset.refused : status.dataset.failed, true);
    else {
      kept = seen;
      const version = answer.headers.get("X-Version");
      if (version && form.elements.version) form.elements.version.value = version;
      say(fill(status.dataset.saved, { time: hour(answer.headers.get("X-Saved-At")) }), false);
      const changed = answer.headers.get("X-Changed");
      if (changed && changes === seen) await renewParts(form.action, changed.split(" "));
      document.dispatchEvent(new Event("contact"));
    }
    release();
    if (!answer || answer.status >= 500) later(AGAIN);
    else if (changes !== seen) later(PAUSE);
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changes += 1;
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    kept = changes;
  });
  // A link followed before the pause is over: what was typed goes all the same.
  window.addEventListener("pagehide", () => changes !== kept && post({ keepalive: true }));
});
