/** Parts of the page that what was just saved has changed: fetched anew, put in place of the old. */
export async function renewParts(address, ids) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "renew" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const id of ids) {
    const [old, part] = [document.getElementById(id), fresh.getElementById(id)];
    if (old && part && !old.querySelector("[data-in-flight]")) old.replaceWith(part);
  }
  if (focused) document.getElementById(focused)?.focus();
}
