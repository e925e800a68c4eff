/** What this browser remembers of the single-letter keys; a browser that remembers nothing has them on. */
export function keysAreOn() {
  try {
    return localStorage.getItem("keys") !== "off";
  } catch {
    return true;
  }
}

export function turnKeys(on) {
  document.documentElement.dataset.keys = on ? "on" : "off";
  try {
    localStorage.setItem("keys", on ? "on" : "off");
  } catch {
    document.documentElement.dataset.keys = "on";
  }
}
