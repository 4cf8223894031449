// @ts-check
/**
 * Turns results into rows: title and words with what was found marked, labels, the reason why each is there. What a question
 * rests on stands under it, what belongs to a named rule set under that; the order is the engine's.
 */
import { t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";
import { highlighted } from "./highlight.js";
import { label, labelsOf } from "./labels.js";
import { reasonText } from "./reasons.js";
import { documentHash } from "./routes.js";

/**
 * Which results stand under the one before them.
 *
 * @param {any[]} results
 * @returns {boolean[]}
 */
export function nesting(results) {
  let set = "";
  return results.map(({ reason, card, type }) => {
    const under = reason.code === "rests" || Boolean(card && set && card.rulesetId === set && type === "rule");
    if (!under) set = type === "ruleset" ? card.rulesetId : "";
    return under;
  });
}

/**
 * The other versions of a rule set wait behind the first that was found: for each result how many wait behind it, -1 for
 * one that waits.
 *
 * @param {any[]} results
 * @returns {number[]}
 */
export function folding(results) {
  /** @type {Map<string, number>} */
  const first = new Map();
  const behind = results.map(() => 0);
  results.forEach(({ type, card }, at) => {
    const known = type === "ruleset" && card && card.work ? first.get(card.work) : undefined;
    if (known !== undefined) {
      behind[known] += 1;
      behind[at] = -1;
    } else if (card) first.set(type === "ruleset" ? card.work : "", at);
  });
  return behind;
}

/** @param {any} found @param {number} behind */
function versionsButton({ card }, behind) {
  const open = (/** @type {Event} */ { currentTarget }) => {
    const button = /** @type {HTMLElement} */ (currentTarget);
    const list = /** @type {HTMLElement} */ (button.closest("ol"));
    list.querySelectorAll(`[data-work="${card.work}"]`).forEach((item) => item.removeAttribute("hidden"));
    button.remove();
  };
  return el("button", { type: "button", class: "more", onclick: open }, t("其他版本 {n} 个", { n: behind }));
}

/**
 * @param {any} found
 * @param {boolean} under
 * @param {number} behind see `folding`
 */
export function resultRow(found, under, behind) {
  return el(
    "li",
    { "data-rule-id": found.id, class: under || behind < 0 ? "under" : null, hidden: behind < 0, "data-work": behind < 0 && found.card.work },
    el(
      "a",
      { class: "row", href: documentHash(found.id) },
      el("span", { class: "row-title", lang: CONTENT }, highlighted(found.title, found.titleMarks)),
      found.snippet && el("span", { class: "row-text", lang: CONTENT }, highlighted(found.snippet, found.marks)),
      labels(found),
      el("span", { class: "why" }, reasonText(found)),
    ),
    el("button", { type: "button", class: "dots", "aria-label": t("更多：{title}", { title: found.title }) }),
    behind > 0 && versionsButton(found, behind),
  );
}

/** @param {any} found */
function labels({ card, near }) {
  const list = card && labelsOf(card);
  if (list && near) list.appendChild(label(t("与我有关"), "mine"));
  return list;
}

/**
 * The topic on which the first results speak for more than one region; that can be compared.
 *
 * @param {any[]} results
 * @returns {string}
 */
export function sharedTopic(results) {
  /** @type {Map<string, string>} */
  const regions = new Map();
  const shared = results.slice(0, 4).filter(({ card }) => {
    if (!card || card.type !== "rule" || !card.topics.length) return false;
    const known = regions.get(card.topics[0]);
    regions.set(card.topics[0], known || card.regionId);
    return known && known !== card.regionId;
  });
  return shared.length ? shared[0].card.topics[0] : "";
}
