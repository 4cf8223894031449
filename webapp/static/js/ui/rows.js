// @ts-check
/**
 * Turns cards into rows of a list: what is tapped to get to a document.
 *
 * @typedef {import("../rules/cards.js").Card} Card
 * @typedef {{text?: boolean, labels?: import("./labels.js").LabelName[]}} Show the words instead of the summary; which labels
 */
import { t } from "../i18n.js";
import { quoted } from "./citation.js";
import { CONTENT, el, icon } from "./dom.js";
import { ICONS } from "./icons.js";
import { labelsOf } from "./labels.js";
import { documentHash } from "./routes.js";

/**
 * @param {Card} card
 * @param {Show} [show]
 */
export function row(card, show) {
  return el(
    "li",
    null,
    el(
      "a",
      { class: "row", href: documentHash(card.id) },
      el("span", { class: "row-title", lang: CONTENT }, show && show.text && card.quoted && card.text === card.title ? quoted(card.title) : card.title),
      show && show.text && card.caution && el("span", { class: "row-caution" }, `${t("注意")}：`, el("span", { lang: CONTENT }, card.caution)),
      show && show.text ? words(card) : summary(card),
      labelsOf(card, show),
    ),
  );
}

/** @param {Card} card */
function summary(card) {
  return card.summary && card.summary !== card.title && el("span", { class: "row-text", lang: CONTENT }, card.summary);
}

/** @param {Card} card */
function words(card) {
  if (!card.text || card.text === card.title) return null;
  return wordsOf(card);
}

/**
 * What a source printed stands in quotation marks; our words for a rule must not pass for its own.
 *
 * @param {Card} card
 */
export function wordsOf(card) {
  if (card.quoted) return el("span", { class: "row-text said", lang: CONTENT }, quoted(card.text));
  return el("span", { class: "row-text" }, card.type === "rule" && `${t("编者说明")}：`, el("span", { lang: CONTENT }, card.text));
}

/**
 * @param {import("./dom.js").Child} title
 * @param {Card[]} cards
 * @param {Show} [show]
 */
export function section(title, cards, show) {
  if (!cards.length) return null;
  return el("section", { class: "group" }, title && el("h2", null, title), el("ul", { class: "cells" }, cards.map((card) => row(card, show))));
}

/**
 * Short names side by side, for topics.
 *
 * @param {Card[]} cards
 */
export function chips(cards) {
  return cards.map((card) => el("li", null, el("a", { class: "chip", lang: CONTENT, href: documentHash(card.id) }, card.title)));
}

/**
 * A row that leads somewhere else in the app.
 *
 * @param {string} href
 * @param {import("./dom.js").Child} title
 * @param {import("./dom.js").Child} [value] beside it
 * @param {import("./dom.js").Child} [hint] below it
 */
export function link(href, title, value, hint) {
  const text = el("span", null, title, hint && el("small", null, hint));
  return el("li", null, el("a", { class: "row line", href }, text, value && el("span", { class: "value" }, value), icon(ICONS.next)));
}
