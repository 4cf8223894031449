// @ts-check
/**
 * Turns an answer of the search engine into the list of results, or into 未收录 with a way on.
 */
import { t } from "../i18n.js";
import { CONTENT, append, el, replace } from "./dom.js";
import { tellMissed } from "./outgoing.js";
import { remember } from "./personal.js";
import { recentSearches } from "./recent.js";
import { openResultMenu } from "./result-menu.js";
import { folding, nesting, resultRow, sharedTopic } from "./result-rows.js";
import { searchHash } from "./routes.js";
import { chips } from "./rows.js";

const PAGE = 20;
/** Who looks at 未收录 for so long has not merely typed half a word. */
const MEANT = 3000;

/**
 * @typedef {import("./app.js").View} View
 * @typedef {import("./routes.js").Route} Route
 *
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {boolean} [typing]
 * @returns {Promise<View | null>} null when a newer question passed this one
 */
export async function resultsView(context, route, typing) {
  const text = route.query;
  if (!text) return emptyView(context);
  const answer = await context.client.search(question(context, route, typing ? seenWhileTyping() : PAGE));
  if (!answer) return null;
  const found = answer.results.length > 0;
  const said = found ? t("找到 {n} 条", { n: answer.total }) : answer.partial ? t("还没有查到") : isFiltered(route) ? t("这样筛选没有结果") : t("未收录相关规定");
  context.frame.say(said);
  const { content, rest } = await below(context, route, answer, said);
  content.insertBefore(el("div", null, parts(route, answer), answer.partial && waiting(context)), content.firstChild);
  const put = (/** @type {HTMLElement} */ pane) => {
    context.filters.show(route, answer);
    putBelow(pane, [context.suggestions.row, context.filters.row], content);
  };
  const later = () => {
    context.suggestions.update(text); // until then the last ones stay
    return rest && rest();
  };
  return { title: `${text} · ${t("搜索")}`, heading: "", content, put, rest: later };
}

/**
 * As many rows as are seen while somebody types; the others are asked for in a pause. A row is about 150 high; a search box,
 * suggestions and the count stand above them, and a keyboard covers two fifths of a narrow screen.
 */
function seenWhileTyping() {
  return Math.ceil(screen.height / (screen.width < 960 ? 300 : 180));
}

/**
 * The lines of suggestions and filters stay where they are while what is below them changes.
 *
 * @param {HTMLElement} pane
 * @param {HTMLElement[]} lines
 * @param {HTMLElement} content
 */
function putBelow(pane, lines, content) {
  const known = lines[0].parentNode;
  if (known && known.parentNode === pane && known.lastChild) known.replaceChild(content, known.lastChild);
  else replace(pane, el("div", null, lines, content));
}

/**
 * What the query says besides words, each to be taken out again.
 *
 * @param {Route} route
 * @param {any} answer
 */
function parts({ filters }, answer) {
  const chip = (/** @type {any} */ { text, without }) =>
    el("li", null, el("a", { class: "chip on", "aria-label": t("去掉{term}", { term: text }), href: searchHash(without, filters) }, `${text} ×`));
  const found = answer.understood.filter((/** @type {any} */ { without }) => without !== undefined);
  return found.length > 0 && el("ul", { class: "chips" }, found.map(chip));
}

/** Part of a large library is searched already; when all of it is ready, the list comes again. @param {import("./app.js").Context} context */
function waiting(context) {
  const note = el("p", { class: "note" }, t("还在准备其余条文，准备好会自动补全。"));
  context.client.warm().then(() => note.isConnected && context.redraw(), () => {});
  return note;
}

/** @param {Route} route */
function isFiltered(route) {
  return Object.keys(route.filters).length > 0;
}

/**
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {any} answer
 * @param {string} said
 * @returns {Promise<{content: HTMLElement, rest?: () => unknown}>}
 */
async function below(context, route, answer, said) {
  if (answer.results.length) return resultList(context, route, answer, said);
  if (answer.partial || isFiltered(route)) return { content: el("div", { class: "nothing" }, el("h1", { class: "count", tabindex: "-1" }, said)) };
  return { content: await nothing(context, route.query, answer.understood) };
}

/**
 * What the shortcut 搜索 opens: the cursor in the box, and what was looked for before.
 *
 * @param {import("./app.js").Context} context
 * @returns {View}
 */
function emptyView(context) {
  const focus = context.frame.search.querySelector("input");
  return { title: t("搜索"), heading: "", focus, content: el("div", null, el("h1", { class: "unseen" }, t("搜索")), recentSearches(context)) };
}

/**
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {any} answer
 * @param {string} said
 */
function resultList(context, route, answer, said) {
  const shown = answer.results.slice();
  const list = el("ol", { class: "cells results", "aria-busy": "true" }, rows(shown));
  const menu = (/** @type {Event} */ event, /** @type {string} */ from) => {
    const source = event.target instanceof Element && event.target.closest(from);
    const item = source && source.closest("li");
    if (!item) return;
    event.preventDefault();
    openResultMenu(context, shown[Array.from(list.children).indexOf(item)], route.query);
  };
  list.addEventListener("click", (event) => menu(event, ".dots"));
  // A long press of a finger; a mouse has its own menu.
  list.addEventListener("contextmenu", (event) => /** @type {PointerEvent} */ (event).pointerType === "touch" && menu(event, ".row"));
  const content = el("div", null, head(answer, said), list);
  const rest = async () => {
    if (shown.length < Math.min(PAGE, answer.total)) await extend(context, route, list, shown, PAGE);
    list.removeAttribute("aria-busy");
    append(content, answer.total > shown.length && moreButton(context, route, list, shown, answer.total));
  };
  return { content, rest };
}

/**
 * The same list, longer. Resolves to its new rows, or to none when a newer question passed this one.
 *
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {HTMLElement} list
 * @param {any[]} shown
 * @param {number} limit
 */
async function extend(context, route, list, shown, limit) {
  const answer = await context.client.search(question(context, route, limit));
  if (!answer) return [];
  const all = rows(answer.results);
  const versions = folding(answer.results);
  // More versions may wait behind a row that is drawn already.
  folding(shown).forEach((count, at) => count === versions[at] || list.replaceChild(all[at], list.children[at]));
  const items = all.slice(shown.length);
  shown.splice(0, shown.length, ...answer.results);
  append(list, items);
  return items;
}

/** @param {any[]} results */
function rows(results) {
  const under = nesting(results);
  const versions = folding(results);
  return results.map((found, at) => resultRow(found, under[at], versions[at]));
}

/**
 * How many there are, and one way on: back from a correction, or to the regions side by side.
 *
 * @param {any} answer
 * @param {string} said
 */
function head({ corrected, results }, said) {
  const topic = corrected ? "" : sharedTopic(results);
  const term = corrected ? corrected.to : "";
  return el(
    "div",
    { class: "head" },
    el("h1", { class: "count", tabindex: "-1" }, corrected ? `${t("已按“{term}”查找", { term })} · ${said}` : said),
    corrected && el("a", { href: searchHash(`"${corrected.from}"`) }, t("仍查“{query}”", { query: corrected.from })),
    topic && el("a", { href: `#/compare/${topic}` }, t("并排看各地原文")),
  );
}

/**
 * Snippets cost time, so those below the first page are made when somebody wants them.
 *
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {HTMLElement} list
 * @param {any[]} shown
 * @param {number} total
 */
function moreButton(context, route, list, shown, total) {
  const button = el("button", { type: "button", class: "more" }, t("再显示 {n} 条", { n: total - shown.length }));
  button.addEventListener("click", async () => {
    const items = await extend(context, route, list, shown, total);
    if (!items.length) return;
    button.remove();
    /** @type {HTMLElement} */ (items[0].firstChild).focus({ preventScroll: true });
  });
  return button;
}

/**
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {number} limit
 */
function question(context, route, limit) {
  return { text: route.query, limit, filters: route.filters, person: context.personal.me };
}

/**
 * @param {import("./app.js").Context} context
 * @param {string} text
 * @param {import("../query/understanding.js").Understood[]} understood
 */
async function nothing(context, text, understood) {
  const topics = await context.client.list("topics");
  const words = understood.filter(({ found, text: word }) => found && word[1] && word !== text);
  const unknown = understood.filter(({ found, text: word }) => found === 0 && word !== text);
  const tell = () => tellMissed(context, [text, ...context.personal.missed.filter((one) => one !== text)]);
  const content = el(
    "div",
    { class: "nothing" },
    el("h1", { class: "count", tabindex: "-1" }, t("未收录相关规定")),
    el("p", null, t("本库没有收录直接说到“{query}”的规定。没有收录不等于可以做，请问本单位的纪检或保密部门。", { query: text })),
    unknown.length > 0 && el("p", null, t("库里没有：{words}", { words: unknown.map((each) => each.text).join("、") })),
    words.length > 0 && el("p", null, t("可以只查其中的词：")),
    words.length > 0 && el("ul", { class: "chips" }, words.map(({ text: word, found }) => el("li", null, el("a", { class: "chip", lang: CONTENT, href: searchHash(word) }, `${word} ${found}`)))),
    el("p", null, t("可以换个说法再查，或者按主题看：")),
    topics.groups.map((group) => el("ul", { class: "chips" }, chips(group.cards))),
    el("button", { type: "button", class: "more", onclick: tell }, t("告诉编者没有查到")),
  );
  setTimeout(() => content.isConnected && remember(context.personal, text, "missed"), MEANT);
  return content;
}
