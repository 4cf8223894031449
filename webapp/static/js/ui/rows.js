// @ts-check
/**
 * Turns cards into rows of a list: what is tapped to get to a document.
 *
 * @typedef {import("../rules/cards.js").Card} Card
 */
import { t } from "../i18n.js";
import { CONTENT, el, icon } from "./dom.js";
import { ICONS } from "./icons.js";
import { labelsOf } from "./labels.js";
import { documentHash } from "./routes.js";

/**
 * @param {Card} card
 * @param {{text?: boolean, level?: boolean, within?: boolean}} [show] the words instead of the summary; the source level instead of the type
 */
export function row(card, show) {
  const second = show && show.text ? card.text : card.summary;
  // Beside a source level, words of ours must not pass for words of the source.
  const ours = show && show.text && (show.level || show.within) && !card.quoted;
  return el(
    "li",
    null,
    el(
      "a",
      { class: "row", href: documentHash(card.id) },
      el("span", { class: "row-title", lang: CONTENT }, card.title),
      second && second !== card.title && el("span", { class: "row-text" }, ours && `${t("编者说明")}：`, el("span", { lang: CONTENT }, second)),
      labelsOf(card, show),
    ),
  );
}

/**
 * @param {string} title
 * @param {Card[]} cards
 * @param {{text?: boolean, level?: boolean, within?: boolean}} [show]
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
 * @param {string} title
 * @param {string} [value]
 */
export function link(href, title, value) {
  return el("li", null, el("a", { class: "row line", href }, el("span", null, title), value && el("span", { class: "value" }, value), icon(ICONS.next)));
}
