// @ts-check
/**
 * Turns a card into the small labels that stand with its title everywhere.
 *
 * @typedef {import("../rules/cards.js").Card} Card
 */
import { t } from "../i18n.js";
import { el } from "./dom.js";
import { levelName, statusTone, typeName } from "./words.js";

/**
 * @param {string} text
 * @param {string} [tone]
 */
export function label(text, tone) {
  return el("span", { class: tone ? `label ${tone}` : "label" }, text);
}

/**
 * Type, red line, region, status, in this order. A list of one type says its source levels instead of the type; a list
 * within one rule set leaves out what all its rules have from the set.
 *
 * @param {Card} card
 * @param {{level?: boolean, within?: boolean}} [show]
 */
export function labelsOf(card, show) {
  const within = Boolean(show && show.within);
  const level = within || (show && show.level);
  return el(
    "span",
    { class: "labels" },
    level ? card.level && label(levelName(card.level)) : label(typeName(card.type)),
    card.redLine && label(t("红线"), "red"),
    !within && card.region && label(card.region),
    !within && card.status && label(t(card.status), statusTone(card.status)),
    card.type === "ruleset" && recorded(card),
  );
}

/**
 * How much of a set this library holds, as far as anybody knows.
 *
 * @param {Card} card
 */
export function recorded(card) {
  if (card.recorded === null) return null;
  if (card.claimed) return label(t("收录 {n}/{total}", { n: card.recorded, total: card.claimed }));
  return label(card.recorded ? t("收录 {n} 条", { n: card.recorded }) : t("未见条文"));
}
