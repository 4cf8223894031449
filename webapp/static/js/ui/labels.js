// @ts-check
/**
 * Turns a card into the small labels that stand with its title everywhere.
 *
 * @typedef {import("../rules/cards.js").Card} Card
 * @typedef {"type" | "modality" | "level" | "said" | "red" | "region" | "status"} LabelName
 */
import { t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";
import { levelName, shortName, statusTone, typeName, valueName } from "./words.js";

/** @type {LabelName[]} */
const USUAL = ["type", "said", "red", "region", "status"];
/** @type {Record<LabelName, (card: Card) => import("./dom.js").Child>} */
const LABELS = {
  type: (card) => label(typeName(card.type)),
  modality: (card) => card.modality && label(shortName(card.modality), card.prohibits ? "forbid" : ""),
  level: (card) => card.level && label(levelName(card.level)),
  said: ({ type, answerKind, weight }) => {
    const said = (answerKind || weight) && valueName(answerKind || weight);
    return said && said !== typeName(type) && label(said, answerKind === "本库无规定" ? "past" : "");
  },
  red: (card) => card.redLine && label(t("红线"), "red"),
  region: (card) => card.region && el("span", { class: "label", lang: CONTENT }, card.region),
  status: (card) => card.status && label(t(card.status), statusTone(card.status)),
};

/**
 * @param {string} text
 * @param {string} [tone]
 */
export function label(text, tone) {
  return el("span", { class: tone ? `label ${tone}` : "label" }, text);
}

/**
 * Always in the same order, so that the eye finds them; a list of one type says other things than the type.
 *
 * @param {Card} card
 * @param {{labels?: LabelName[]}} [show]
 */
export function labelsOf(card, show) {
  const names = (show && show.labels) || USUAL;
  const shown = names.map((name) => LABELS[name](card)).concat(card.type === "ruleset" && recorded(card));
  return shown.some(Boolean) && el("span", { class: "labels" }, shown);
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
