// @ts-check
/**
 * Lets a keyboard do what a thumb does: `/` goes to the search box, Escape clears it, arrows walk the rows of the list, and
 * Enter opens one as it always does.
 */

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./search-box.js").SearchBox} search
 * @param {() => void} toSearch shows the search box where it is hidden
 */
export function listenToKeys(frame, { input, put }, toSearch) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "/" && !/^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      event.preventDefault();
      if (input.offsetParent) input.focus();
      else toSearch();
    }
    if (event.key === "Escape" && target === input) {
      event.preventDefault(); // Chromium would clear the box without telling us what is in it
      if (input.value) put("");
      else input.blur();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = step && neighbour(frame.panes.list.content, input, target, step);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/**
 * @param {HTMLElement} list
 * @param {HTMLInputElement} input
 * @param {HTMLElement} from
 * @param {number} step
 * @returns {HTMLElement | null}
 */
function neighbour(list, input, from, step) {
  const rows = Array.from(/** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(":not([hidden])>a.row")));
  if (from === input) return step > 0 ? rows[0] || null : null;
  const at = rows.indexOf(from);
  if (at < 0) return null;
  return rows[at + step] || (step < 0 && input.offsetParent ? input : null);
}
