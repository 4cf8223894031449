// @ts-check
/**
 * Builds the full text of a rule set: contents for a long one, its articles, and the way from one article to the next.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 */
import { t } from "../i18n.js";
import { bodyNodes } from "./body.js";
import { CONTENT, append, el } from "./dom.js";
import { label } from "./labels.js";
import { documentHash } from "./routes.js";

const LONG = 12;

/** @param {Article[]} articles */
export function articleList(articles) {
  const chapters = chaptersOf(articles);
  const section = el("section", { class: "articles" }, el("h2", null, t("条文")));
  /** @type {HTMLElement[]} */
  const heads = [];
  chapters.forEach(({ path, articles: own }) => {
    const nodes = own.map(articleNode);
    const head = path ? el("h3", { tabindex: "-1" }, path) : nodes[0];
    heads.push(head);
    append(section, path && head, nodes);
  });
  if (articles.length > LONG && chapters.length > 1) section.insertBefore(contents(chapters, heads, articles.length), section.children[1]);
  return section;
}

/**
 * The ways to the articles before and after this one.
 *
 * @param {Page} page
 */
export function neighbours({ before, after }) {
  if (!before && !after) return null;
  return el(
    "nav",
    { class: "neighbours", "aria-label": t("前后条文") },
    before ? el("a", { class: "turn", rel: "prev", href: documentHash(before.id) }, `‹ ${before.label}`) : el("span"),
    after && el("a", { class: "turn", rel: "next", href: documentHash(after.id) }, `${after.label} ›`),
  );
}

/** @param {Article} article */
function articleNode(article) {
  const head = el("div", null, el("a", { href: documentHash(article.rule || article.id), class: "article" }, article.label), article.rule && " ", article.rule && label(t("有说明")));
  return el("div", { class: "article-text", lang: CONTENT, tabindex: "-1" }, head, bodyNodes(article.blocks, 3));
}

/** @param {Article[]} articles */
function chaptersOf(articles) {
  /** @type {{path: string, articles: Article[]}[]} */
  const chapters = [];
  articles.forEach((article) => {
    const path = (article.path || []).join(" › ");
    const last = chapters[chapters.length - 1];
    if (last && last.path === path) last.articles.push(article);
    else chapters.push({ path, articles: [article] });
  });
  return chapters;
}

/**
 * Goes to a chapter inside the page; the address stays, so that Back leaves the rule set as everywhere else.
 *
 * @param {{path: string, articles: Article[]}[]} chapters
 * @param {HTMLElement[]} heads
 * @param {number} total
 */
function contents(chapters, heads, total) {
  const go = (/** @type {HTMLElement} */ head) => {
    head.scrollIntoView();
    head.focus({ preventScroll: true });
  };
  const item = (/** @type {{path: string, articles: Article[]}} */ { path, articles }, /** @type {number} */ at) => {
    const range = [articles[0].label, articles.length > 1 && articles[articles.length - 1].label].filter(Boolean).join("—");
    return el("li", null, el("button", { type: "button", class: "row", onclick: () => go(heads[at]) }, el("span", { lang: CONTENT }, path || range), path && el("span", { class: "row-text" }, range)));
  };
  return el("details", { class: "contents" }, el("summary", null, t("目录（{chapters} 章 {n} 条）", { chapters: chapters.length, n: total })), el("ul", { class: "cells" }, chapters.map(item)));
}
