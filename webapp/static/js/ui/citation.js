// @ts-check
/**
 * Turns a page into the text that is copied or shared: the words, where they stand, how far they can be trusted.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 */
import { formatDate, t } from "../i18n.js";
import { plainText } from "./body.js";
import { levelName, valueName } from "./words.js";

/**
 * The words of the rule itself, without ours; empty when nobody has printed them.
 *
 * @param {Page} page
 */
export function wordsOf({ document, article }) {
  if (article) return plainText(article.blocks);
  return document.text ? plainText(document.text) : document.quote || "";
}

/**
 * @param {Page} page
 * @param {string} address
 */
export function citation(page, address) {
  const { document, article, card } = page;
  const words = wordsOf(page);
  const set = card.ruleset || (document.type === "ruleset" ? document.title : "");
  const lines = [
    words ? quoted(words) : ours(page),
    [set && `《${bare(set)}》`, article ? article.label : document.label].filter(Boolean).join(""),
    [levelName(words ? card.level : "editorial"), sourceLine(page), card.status && `${t("状态")}：${valueName(card.status)}`].filter(Boolean).join("；"),
    `${t("红线随身查")} ${address}`,
    t("查阅工具，不是官方答复"),
  ];
  return lines.filter(Boolean).join("\n");
}

/** A guide is there to be copied whole; of other pages the editors' sentence is enough. @param {Page} page */
function ours({ document }) {
  if (document.type === "guide") return [document.title, plainText(document.body)].join("\n");
  return document.plain || document.summary || document.title;
}

/** What is read aloud: the title, whose words follow, the words, and ours. @param {Page} page */
export function spokenText(page) {
  const { document, card } = page;
  const words = wordsOf(page);
  const explained = document.plain || (words ? "" : [document.summary, plainText(document.body)].join("\n"));
  return [card.title, words && levelName(card.level), words, explained && levelName("editorial"), explained].filter(Boolean).join("。\n");
}

/**
 * Words that bring quotation marks of their own get no second pair around them.
 *
 * @param {string} words
 */
export function quoted(words) {
  return words.indexOf("“") < 0 ? `“${words}”` : words;
}

/**
 * Who printed it and when: 转引自新京报报道（2017年6月12日）.
 *
 * @param {Page} page
 */
export function sourceLine({ sources, card }) {
  const source = sources[0];
  if (!source) return "";
  const date = source.publishedOn && source.title.indexOf("年") < 0 ? `（${formatDate(source.publishedOn)}）` : "";
  const name = source.title + date;
  return card.level === "official_text" ? t("出处：{source}", { source: name }) : t("转引自：{source}", { source: name });
}

/** A title that brings its own 《》 is not wrapped twice. @param {string} title */
function bare(title) {
  return title.replace(/^《(.*)》$/, "$1");
}
