// @ts-check
/**
 * Turns typing into queries: at every change, but not in the middle of a character that an input method composes.
 *
 * @typedef {{form: HTMLFormElement, input: HTMLInputElement, set(text: string): void, put(text: string): void, submit(text: string): void}} SearchBox
 */
import { t } from "../i18n.js";
import { el, icon } from "./dom.js";
import { ICONS } from "./icons.js";

const LONGEST = 64;

/**
 * @param {{expected(): void, changed(text: string): void, submitted(text: string): void}} listener
 * @returns {SearchBox}
 */
export function createSearchBox(listener) {
  const input = el("input", {
    type: "search",
    name: "q",
    maxlength: LONGEST,
    placeholder: t("红包、发文件、转发、退群…"),
    "aria-label": t("查红线、群规、规定"),
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": "suggestions",
    "aria-expanded": "false",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const clear = el("button", { type: "button", class: "clear", "aria-label": t("清空"), hidden: true }, icon(ICONS.clear));
  const form = el("form", { class: "search", role: "search" }, el("label", null, icon(ICONS.search), input), clear);
  let composing = false;
  let last = "";
  const changed = () => {
    clear.hidden = !input.value;
    if (composing || input.value === last) return;
    last = input.value;
    listener.changed(last);
  };
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    changed();
  });
  input.addEventListener("input", changed);
  input.addEventListener("focus", listener.expected);
  const put = (/** @type {string} */ text) => {
    input.value = text;
    composing = false;
    changed();
  };
  clear.addEventListener("click", () => {
    put("");
    input.focus();
  });
  const submit = (/** @type {string} */ text) => {
    put(text);
    listener.submitted(text);
    hideKeyboard();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(input.value);
  });
  // Whoever moves the results with a finger wants to see them.
  document.addEventListener(
    "touchmove",
    ({ target }) => document.activeElement === input && target instanceof Element && target.closest(".results,.nothing") && hideKeyboard(),
    { passive: true },
  );
  const set = (/** @type {string} */ text) => {
    last = text;
    if (input.value !== text) input.value = text;
    clear.hidden = !text;
  };
  /** The one on the screen; a real one takes no space, and the arrows go on from the box. */
  const hideKeyboard = () => matchMedia("(pointer: coarse)").matches && input.blur();
  return { form, input, set, put, submit };
}
