// @ts-check
/**
 * Builds what a document quotes, with its source level. A paraphrase gets no quotation marks, and what nobody has printed
 * is said to be missing.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 */
import { t } from "../i18n.js";
import { bodyNodes } from "./body.js";
import { quoted, sourceLine } from "./citation.js";
import { CONTENT, el } from "./dom.js";
import { label } from "./labels.js";
import { documentHash } from "./routes.js";
import { levelMeaning, levelName } from "./words.js";

/** @param {Page} page */
export function quotation(page) {
  const { document, article, card } = page;
  const blocks = article ? article.blocks : document.text;
  const mark = article ? article.label : document.label;
  if (!blocks && !document.quote) return document.type === "rule" ? unquoted(page) : null;
  return el(
    "figure",
    { class: card.redLine ? "words red" : "words" },
    article && article.path && article.path.length > 0 && el("p", { class: "path" }, article.path.join(" › ")),
    el("blockquote", { lang: CONTENT }, mark && el("strong", { class: "article" }, mark), blocks ? bodyNodes(blocks, 2) : el("p", null, quoted(document.quote || ""))),
    caption(page),
  );
}

/** @param {Page} page */
function unquoted(page) {
  return el("figure", { class: "words" }, el("p", null, t("没有见到原话，只有报道的转述。")), caption(page));
}

/** @param {Page} page */
function caption(page) {
  const { card } = page;
  return el(
    "figcaption",
    null,
    label(levelName(card.level), "level"),
    hasClauses(card.type) && el("span", null, levelMeaning(card.level)),
    el("span", { class: "from" }, sourceLine(page)),
    card.ruleset && card.rulesetId && el("a", { href: documentHash(card.rulesetId) }, card.ruleset),
  );
}

/** What is said of clauses and their numbers would be odd under a case or an opinion. @param {string} type */
function hasClauses(type) {
  return type === "rule" || type === "ruleset";
}
