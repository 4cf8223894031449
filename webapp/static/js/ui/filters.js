// @ts-check
/**
 * Builds the row of filters above the results: one list per facet, each value with how many results it leaves.
 *
 * @typedef {Record<string, {value: string, name: string, count: number}[]>} Facets
 * @typedef {import("./routes.js").Route} Route
 * @typedef {{row: HTMLElement, show(route: Route, answer: {total: number, facets?: Facets}): void}} Filters
 */
import { N_, t } from "../i18n.js";
import { el, replace } from "./dom.js";
import { searchHash } from "./routes.js";
import { typeName } from "./words.js";

/** The values of closed lists are unseen: they wait for a pause in the typing, or for somebody to reach for them. */
const FILL_AFTER = 300;
/** @type {Record<string, string>} */
const NAMES = { region: N_("地区"), topic: N_("主题"), kind: N_("类别"), status: N_("状态"), platform: N_("平台"), type: N_("类型") };

/**
 * One row for the whole life of the page: form controls cost more to make than the results. It is as high for one
 * result as for a hundred, so that nothing jumps while somebody types.
 *
 * @param {(hash: string) => void} go
 * @returns {Filters}
 */
export function createFilters(go) {
  /** @type {Route} */
  let route = { name: "search", id: "", query: "", filters: {} };
  /** @type {Facets} */
  let facets = {};
  let timer = 0;
  const reset = el("button", { type: "button", class: "chip", onclick: () => go(searchHash(route.query, {})) }, t("不筛选"));
  const lists = Object.keys(NAMES).map((name) => list(name, (value) => go(searchHash(route.query, { ...route.filters, [name]: value }))));
  const row = el("div", { class: "filters", role: "group", "aria-label": t("筛选") }, reset, lists);
  const fill = () => {
    clearTimeout(timer);
    timer = 0;
    Object.keys(NAMES).forEach((name, place) => fillList(lists[place], name, facets[name] || [], route.filters[name] || ""));
  };
  const reached = () => timer && fill();
  row.addEventListener("pointerdown", reached);
  row.addEventListener("touchstart", reached, { passive: true });
  row.addEventListener("focusin", reached);
  return {
    row,
    show: (shown, answer) => {
      const filtered = Object.keys(shown.filters).length > 0;
      const changed = JSON.stringify(shown.filters) !== JSON.stringify(route.filters);
      route = shown;
      facets = answer.facets || {};
      reset.hidden = !filtered;
      row.hidden = !filtered && !answer.total;
      clearTimeout(timer);
      timer = setTimeout(fill, FILL_AFTER);
      if (filtered || changed) fill();
    },
  };
}

/**
 * @param {string} name
 * @param {(value: string) => void} choose
 */
function list(name, choose) {
  const select = el("select", { id: `filter-${name}`, "aria-label": t(NAMES[name]) });
  select.addEventListener("change", () => choose(select.value));
  fillList(select, name, [], "");
  return select;
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} name
 * @param {Facets[string]} values
 * @param {string} current
 */
function fillList(select, name, values, current) {
  const option = (/** @type {Facets[string][number]} */ each) =>
    el("option", { value: each.value, selected: each.value === current }, `${nameOf(name, each.name)} ${each.count}`);
  const lost = current && !values.some((each) => each.value === current);
  replace(select, el("option", { value: "" }, t(NAMES[name])), values.map(option), lost && el("option", { value: current, selected: true }, nameOf(name, current)));
  select.className = current ? "chip on" : "chip";
  // A list is as wide as its widest value by nature, and six of them would not fit beside each other.
  select.style.width = current ? "" : `${widthOf(t(NAMES[name])) + 2.7}em`;
}

/** About how many times its height a text is wide. @param {string} text */
function widthOf(text) {
  return Array.from(text).reduce((width, sign) => width + (sign < "\u2e80" ? 0.6 : 1), 0);
}

/**
 * @param {string} name
 * @param {string} text
 */
function nameOf(name, text) {
  return name === "type" ? typeName(text) : t(text);
}
