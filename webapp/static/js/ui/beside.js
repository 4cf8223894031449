// @ts-check
/**
 * Builds what stands beside a document: the same topic elsewhere, questions, and, set apart, cases and opinions.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 * @typedef {import("../rules/cards.js").Card} Card
 */
import { t } from "../i18n.js";
import { ANSWERS } from "../rules/cards.js";
import { el } from "./dom.js";
import { link, section } from "./rows.js";
import { typeName } from "./words.js";

const ELSEWHERE = 4;

/** @param {Page} page */
export function beside(page) {
  const { document, cards, citing, siblings } = page;
  const named = (document.related || []).map((id) => cards[id]).filter(Boolean);
  const near = distinct([...named, ...citing], page.card.id);
  const of = (/** @type {string[]} */ types) => near.filter((card) => types.indexOf(card.type) >= 0);
  return [
    elsewhere(page, siblings),
    section(t("场景问答"), of(["scenario", "guide"])),
    section(t("有关规定"), of(["rule", "ruleset"]).filter((card) => siblings.every((other) => other.id !== card.id)), { text: true }),
    commentary(of(["case"]), of(["interpretation", "practice", "finding"])),
    section(t("举报渠道"), of(["channel"])),
  ];
}

/**
 * What belongs to a topic, a region or an issuer: questions first, because people come with one.
 *
 * @param {Page} page
 */
export function members({ document, members: all, parts }) {
  const order = document.type === "topic" ? ["scenario", "guide", ...ANSWERS] : ANSWERS;
  const types = order.filter((type, at) => order.indexOf(type) === at);
  return [
    document.type === "topic" && comparison(document.id, all.filter((card) => card.type === "rule")),
    ...types.map((type) => section(typeName(type), all.filter((card) => card.type === type), { text: type === "rule" })),
    section(t("下级地区"), parts),
  ];
}

/**
 * @param {Page} page
 * @param {Card[]} siblings
 */
function elsewhere({ document, card }, siblings) {
  if (!siblings.length) return null;
  const list = section(t("其他地方怎么规定"), siblings.slice(0, ELSEWHERE), { text: true });
  return [list, comparison((document.topics || [])[0], [card, ...siblings])];
}

/**
 * The way to the table of one topic across regions, where there is more than one region to compare.
 *
 * @param {string} topic
 * @param {Card[]} rules
 */
function comparison(topic, rules) {
  const regions = rules.map((card) => card.regionId).filter((id, at, all) => id && all.indexOf(id) === at);
  if (regions.length < 2) return null;
  return el("ul", { class: "cells compare" }, link(`#/compare/${topic}`, t("并排看各地原文"), t("{n} 个地区", { n: regions.length })));
}

/**
 * Cases and opinions stand beside the rule, set apart, because they are not the rule.
 *
 * @param {Card[]} cases
 * @param {Card[]} comments
 */
function commentary(cases, comments) {
  if (!cases.length && !comments.length) return null;
  return el("aside", { class: "beside", "aria-label": t("案例和看法") }, el("p", { class: "byline" }, t("下面是案例和看法，不是规定")), section(t("案例"), cases), section(t("看法和做法"), comments));
}

/**
 * @param {Card[]} cards
 * @param {string} self
 */
function distinct(cards, self) {
  return cards.filter((card, index) => card.id !== self && cards.findIndex((other) => other.id === card.id) === index);
}
