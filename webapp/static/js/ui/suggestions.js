// @ts-check
/**
 * Offers queries while somebody types: what was looked for before and goes on like this, then what the library knows. The
 * line stands where the filters stand otherwise and is as high as they are, so that nothing moves. The box is a combobox,
 * the line holds its listbox.
 *
 * @typedef {{row: HTMLElement, update(text: string): unknown, key(event: KeyboardEvent): boolean}} Suggestions
 */
import { t } from "../i18n.js";
import { el, replace } from "./dom.js";

const MOST = 6;
const REMEMBERED = 3;

/**
 * @param {HTMLInputElement} input
 * @param {(text: string) => string[]} remembered
 * @param {(text: string) => Promise<string[]>} known
 * @param {(text: string) => void} choose
 * @returns {Suggestions}
 */
export function createSuggestions(input, remembered, known, choose) {
  const list = el("ul", { id: "suggestions", role: "listbox", "aria-label": t("可能要查") });
  const filter = el("button", { type: "button", class: "chip", onclick: () => input.blur() }, t("筛选"));
  const row = el("div", { class: "filters suggestions", hidden: true }, list, filter);
  let active = -1;
  let asked = "";
  /** Somebody who only comes by with the Tab key sees the filters. */
  let typing = false;
  const mark = (/** @type {number} */ at) => {
    active = at;
    Array.from(list.children).forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    const option = list.children[at];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    if (option) option.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const show = (/** @type {string[]} */ texts) => {
    const offered = texts.filter((text, at) => text !== asked && texts.indexOf(text) === at).slice(0, MOST);
    replace(list, offered.map((text, at) => el("li", { id: `suggestion-${at}`, class: "chip", role: "option", "aria-selected": "false" }, text)));
    mark(-1);
    open();
  };
  const open = () => {
    row.hidden = !typing || !list.children.length;
    input.setAttribute("aria-expanded", String(!row.hidden));
  };
  const taken = (/** @type {Node | null} */ option) => option && choose(option.textContent || "");
  input.addEventListener("input", () => (typing = true));
  input.addEventListener("blur", () => {
    typing = false;
    open();
  });
  // The cursor stays in the box, or the line would be gone before the click arrives.
  row.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => taken(event.target instanceof Element ? event.target.closest("li") : null));
  return {
    row,
    update: async (text) => {
      asked = text;
      const texts = await known(text).catch(() => []); // what was looked for before is known here
      if (asked === text) show(remembered(text).slice(0, REMEMBERED).concat(texts));
    },
    key: (event) => {
      const count = list.children.length;
      if (event.key === "ArrowDown" && active < 0 && count && !row.hidden) mark(0);
      else if (active < 0) return false;
      else if (event.key === "ArrowRight") mark((active + 1) % count);
      else if (event.key === "ArrowLeft") mark((active + count - 1) % count);
      else if (event.key === "ArrowUp" || event.key === "Escape") mark(-1);
      else if (event.key === "Enter") taken(list.children[active]);
      else {
        mark(-1);
        return false;
      }
      event.preventDefault();
      return true;
    },
  };
}
