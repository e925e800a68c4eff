import { attachAll } from "./behaviour.js";

attachAll(document.documentElement);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) attachAll(node);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
