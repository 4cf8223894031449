// @ts-check
/**
 * Builds the chain of authority: the set a rule belongs to, what that set puts into practice, and the version in force.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 * @typedef {import("../rules/cards.js").Card} Card
 */
import { t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";
import { labelsOf } from "./labels.js";
import { documentHash } from "./routes.js";

/** @param {Page} page */
export function chain(page) {
  const isSet = page.document.type === "ruleset" && !page.article;
  const steps = [!isSet && page.setCard && step(t("属于"), page.setCard)];
  page.higher.forEach(({ card, now }) => steps.push(step(t("上位规定"), card), now && step(t("上位规定的现行版本"), now)));
  if (isSet && !page.higher.length) return null;
  return el("section", { class: "group" }, el("h2", null, t("依据从哪里来")), el("ol", { class: "cells chain" }, steps), page.higher.length > 0 && el("p", { class: "note" }, t("上位规定由编者按内容对应，不一定是该规定自己写明的。")));
}

/**
 * @param {string} relation
 * @param {Card} card
 */
function step(relation, card) {
  return el("li", null, el("a", { class: "row", href: documentHash(card.id) }, el("span", { class: "kicker" }, relation), el("span", { class: "row-title", lang: CONTENT }, card.title), labelsOf(card, { labels: ["level", "region", "status"] })));
}
