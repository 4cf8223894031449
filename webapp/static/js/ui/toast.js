// @ts-check
/**
 * Shows a short message that goes away on its own and is read aloud.
 */
import { el, replace } from "./dom.js";

const SHOWN_FOR = 2400;

/**
 * @param {HTMLElement} parent
 * @returns {(text: string) => void}
 */
export function createToast(parent) {
  const box = el("div", { class: "toast", role: "status", "aria-live": "polite" });
  let timer = 0;
  parent.appendChild(box);
  return (text) => {
    clearTimeout(timer);
    replace(box, el("span", null, text));
    timer = setTimeout(() => replace(box), SHOWN_FOR);
  };
}
