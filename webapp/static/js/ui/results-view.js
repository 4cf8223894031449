// @ts-check
/**
 * Turns an answer of the search engine into the list of results, or into 未收录 with a way on.
 */
import { t } from "../i18n.js";
import { CONTENT, append, el, replace } from "./dom.js";
import { highlighted } from "./highlight.js";
import { labelsOf } from "./labels.js";
import { reasonText } from "./reasons.js";
import { recentSearches } from "./recent.js";
import { documentHash, searchHash } from "./routes.js";
import { chips } from "./rows.js";

const PAGE = 20;

/**
 * @typedef {import("./app.js").View} View
 * @typedef {import("./routes.js").Route} Route
 *
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @returns {Promise<View | null>} null when a newer question passed this one
 */
export async function resultsView(context, route) {
  const text = route.query;
  if (!text) return emptyView(context);
  const answer = await context.client.search({ text, limit: PAGE, filters: route.filters });
  if (!answer) return null;
  const found = answer.results.length > 0;
  const said = found ? t("找到 {n} 条", { n: answer.total }) : isFiltered(route) ? t("这样筛选没有结果") : t("未收录相关规定");
  context.frame.say(said);
  const content = await below(context, route, answer, said);
  const put = (/** @type {HTMLElement} */ pane) => {
    context.filters.show(route, answer);
    putBelow(pane, context.filters.row, content);
  };
  return { title: `${text} · ${t("搜索")}`, heading: "", content, put };
}

/**
 * The row of filters stays where it is while what is below it changes.
 *
 * @param {HTMLElement} pane
 * @param {HTMLElement} row
 * @param {HTMLElement} content
 */
function putBelow(pane, row, content) {
  const known = row.parentNode;
  if (known && known.parentNode === pane && known.lastChild) known.replaceChild(content, known.lastChild);
  else replace(pane, el("div", null, row, content));
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
 */
async function below(context, route, answer, said) {
  if (answer.results.length) return resultList(context, route, answer, said);
  if (isFiltered(route)) return el("div", { class: "nothing" }, el("h1", { class: "count", tabindex: "-1" }, said));
  return nothing(context, route.query);
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
  const list = el("ol", { class: "cells results" }, answer.results.map(result));
  const more = answer.total > answer.results.length && moreButton(context, route, list, answer.total - answer.results.length);
  return el("div", null, el("h1", { class: "count", tabindex: "-1" }, said), list, more);
}

/**
 * Snippets cost time, so those below the first page are made when somebody wants them.
 *
 * @param {import("./app.js").Context} context
 * @param {Route} route
 * @param {HTMLElement} list
 * @param {number} rest
 */
function moreButton(context, route, list, rest) {
  const button = el("button", { type: "button", class: "more" }, t("再显示 {n} 条", { n: rest }));
  button.addEventListener("click", async () => {
    const answer = await context.client.search({ text: route.query, limit: PAGE + rest, filters: route.filters });
    if (!answer) return;
    const items = answer.results.slice(PAGE).map(result);
    append(list, items);
    button.remove();
    items[0].firstChild.focus({ preventScroll: true });
  });
  return button;
}

/** @param {any} found */
function result(found) {
  return el(
    "li",
    { "data-rule-id": found.id },
    el(
      "a",
      { class: "row", href: documentHash(found.id) },
      el("span", { class: "row-title", lang: CONTENT }, highlighted(found.title, found.titleMarks)),
      found.snippet && el("span", { class: "row-text", lang: CONTENT }, highlighted(found.snippet, found.marks)),
      found.card && labelsOf(found.card),
      el("span", { class: "why" }, reasonText(found)),
    ),
  );
}

/**
 * @param {import("./app.js").Context} context
 * @param {string} text
 */
async function nothing(context, text) {
  const topics = await context.client.list("topics");
  const words = namedIn(text, topics.groups);
  return el(
    "div",
    { class: "nothing" },
    el("h1", { class: "count", tabindex: "-1" }, t("未收录相关规定")),
    el("p", null, t("本库没有收录直接说到“{query}”的规定。没有收录不等于可以做，请问本单位的纪检或保密部门。", { query: text })),
    words.length > 0 && el("p", null, t("可以只查其中的词：")),
    words.length > 0 && el("ul", { class: "chips" }, words.map((word) => el("li", null, el("a", { class: "chip", lang: CONTENT, href: searchHash(word) }, word)))),
    el("p", null, t("可以换个说法再查，或者按主题看：")),
    topics.groups.map((group) => el("ul", { class: "chips" }, chips(group.cards))),
  );
}

/**
 * The words of a question that titles of topics have too, such as 红包 in 老婆收了红包: a way on, not an answer.
 *
 * @param {string} text
 * @param {import("../rules/cards.js").Group[]} groups
 */
function namedIn(text, groups) {
  /** @type {string[]} */
  const words = [];
  groups.forEach((group) => group.cards.forEach((card) => words.push(sharedWord(text, card.title))));
  return words.filter((word, at) => word && word !== text && words.indexOf(word) === at).slice(0, 3);
}

/**
 * The longest run of two or more Chinese characters that both texts hold, or nothing.
 *
 * @param {string} text
 * @param {string} title
 */
function sharedWord(text, title) {
  for (let size = title.length; size > 1; size--) {
    for (let at = 0; at + size <= title.length; at++) {
      const word = title.slice(at, at + size);
      if (/^[\u4e00-\u9fff]+$/.test(word) && text.indexOf(word) >= 0) return word;
    }
  }
  return "";
}
