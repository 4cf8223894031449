// @ts-check
/**
 * Builds the row of filters above the results: one list per facet, each value with how many results it leaves.
 *
 * @typedef {Record<string, {value: string, name: string, count: number}[]>} Facets
 */
import { N_, t } from "../i18n.js";
import { el } from "./dom.js";
import { searchHash } from "./routes.js";
import { typeName } from "./words.js";

/** @type {Record<string, string>} */
const NAMES = { region: N_("地区"), topic: N_("主题"), kind: N_("类别"), status: N_("状态"), platform: N_("平台"), type: N_("类型") };

/**
 * The row is as high for one result as for a hundred, so that nothing jumps while somebody types.
 *
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @param {{total: number, facets?: Facets}} answer
 */
export function filterRow(context, route, answer) {
  const chosen = Object.keys(route.filters).length > 0;
  const facets = answer.facets || {};
  if (!chosen && !answer.total) return null;
  return el(
    "div",
    { class: "filters", role: "group", "aria-label": t("筛选") },
    chosen && el("button", { type: "button", class: "chip", onclick: () => context.go(searchHash(route.query, {})) }, t("不筛选")),
    Object.keys(NAMES).map((name) => list(context, route, name, facets[name] || [])),
  );
}

/**
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @param {string} name
 * @param {Facets[string]} values
 */
function list(context, route, name, values) {
  const current = route.filters[name] || "";
  const option = (/** @type {Facets[string][number]} */ each) =>
    el("option", { value: each.value, selected: each.value === current }, `${nameOf(name, each.name)} ${each.count}`);
  const lost = current && !values.some((each) => each.value === current);
  const select = el(
    "select",
    { id: `filter-${name}`, class: current ? "chip on" : "chip", "aria-label": t(NAMES[name]) },
    el("option", { value: "" }, t(NAMES[name])),
    values.map(option),
    lost && el("option", { value: current, selected: true }, nameOf(name, current)),
  );
  // A list is as wide as its widest value by nature, and six of them would not fit beside each other.
  if (!current) select.style.width = `${widthOf(t(NAMES[name])) + 3.2}em`;
  select.addEventListener("change", () => {
    const filters = { ...route.filters, [name]: select.value };
    if (!select.value) delete filters[name];
    context.go(searchHash(route.query, filters));
  });
  return select;
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
