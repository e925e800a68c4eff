/** A behaviour is attached to each element that names it in data-behaviour, also to what comes later. */
const known = new Map();
const attached = new WeakMap();

export function behaviour(name, attach) {
  known.set(name, attach);
}

export function attachAll(root) {
  const elements = [...root.querySelectorAll("[data-behaviour]")];
  if (root.matches?.("[data-behaviour]")) elements.unshift(root);
  for (const element of elements) {
    const done = attached.get(element) ?? new Set();
    attached.set(element, done);
    for (const name of element.dataset.behaviour.split(/\s+/)) {
      if (done.has(name) || !known.has(name)) continue;
      done.add(name);
      known.get(name)(element);
    }
  }
}
