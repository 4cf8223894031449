// @ts-check
/**
 * Shows an action sheet over everything. It goes away by its button, by Escape, by a tap beside it, and by the browser's
 * Back, because that is what Back means to somebody who looks at one.
 *
 * @typedef {{close(): Promise<void>}} Sheet
 */
import { t } from "../i18n.js";
import { el } from "./dom.js";

/**
 * @param {string} title
 * @param {import("./dom.js").Children} content
 * @returns {Sheet} `close` is over when the page is as it was before
 */
export function openSheet(title, content) {
  const page = /** @type {HTMLElement} */ (document.querySelector(".app"));
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const cancel = el("button", { type: "button", class: "row sheet-end" }, t("取消"));
  const heading = el("h2", { id: "sheet-title", tabindex: "-1" }, title);
  const box = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title" }, heading, content, cancel);
  const veil = el("div", { class: "veil" }, box);
  /** @type {() => void} */
  let done;
  const closed = new Promise((/** @type {(value: void) => void} */ resolve) => (done = resolve));
  const close = () => {
    history.back();
    return closed;
  };
  const gone = () => {
    removeEventListener("popstate", gone);
    veil.remove();
    page.removeAttribute("inert");
    if (opener) opener.focus({ preventScroll: true });
    done();
  };
  // The router knows this entry already, by its key, so that going back from it changes no screen.
  history.pushState(history.state, "");
  addEventListener("popstate", gone);
  cancel.addEventListener("click", close);
  veil.addEventListener("click", (event) => event.target === veil && close());
  veil.addEventListener("keydown", (event) => event.key === "Escape" && close());
  page.setAttribute("inert", "");
  document.body.appendChild(veil);
  heading.focus({ preventScroll: true });
  return { close };
}

/**
 * Asks before something is gone for good.
 *
 * @param {string} question
 * @param {string} action what the button says that does it
 * @param {() => void} act
 */
export function confirmed(question, action, act) {
  const yes = el("button", { type: "button", class: "row danger" }, action);
  const sheet = openSheet(question, yes);
  yes.addEventListener("click", () => sheet.close().then(act));
}
