// @ts-check
/**
 * Puts a text where the person can paste it from.
 */
import { el } from "./dom.js";

/**
 * Plain HTTP has no clipboard object, so the old way stays.
 *
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    return copiedTheOldWay(text);
  }
}

/** @param {string} text */
function copiedTheOldWay(text) {
  const field = el("textarea", { class: "unseen", readonly: true, "aria-hidden": "true" });
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  field.value = text;
  document.body.appendChild(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused) focused.focus({ preventScroll: true });
  return done;
}
