// @ts-check
/**
 * Turns a document into a card, the few facts that a row of a list shows, and a library into the lists of the app.
 *
 * @typedef {{id: string, type: string, title: string, summary: string, kind: string, redLine: boolean, region: string,
 *   regionId: string, status: string, level: string, ruleset: string, rulesetId: string, text: string, modality: string,
 *   quoted: boolean, topics: string[], audience: string[], platforms: string[],
 *   claimed: number | null, recorded: number | null, caution: string, prohibits: boolean, answerKind: string, weight: string,
 *   work: string, speaker: string}} Card
 * @typedef {{id: string, title: string, cards: Card[], under?: Record<string, Card[]>,
 *   counts?: Record<string, number>}} Group
 * @typedef {import("./library.js").Library} Library
 */
import { ownWords } from "./comparison.js";
import { namedList, prohibits, topicCounts } from "./lists.js";
import { rulesetOf } from "./order.js";
import { status } from "./status.js";

/** Types that answer a question; the others are facets and background. */
export const ANSWERS = ["ruleset", "rule", "scenario", "guide", "case", "interpretation", "practice", "finding", "channel"];

/**
 * @param {Library} library
 * @param {Doc} document
 * @param {string} today
 * @param {Article | null} [article]
 * @returns {Card}
 */
export function cardOf(library, document, today, article) {
  const ruleset = rulesetOf(library, document);
  const words = ownWords(document);
  const regionId = document.region || (ruleset && ruleset.region) || "";
  return {
    id: article ? article.id : document.id,
    type: article ? "rule" : document.type,
    title: article ? library.title(article.id) : document.title,
    summary: article ? (article.path || []).join(" ") : document.summary || "",
    kind: document.kind || "",
    redLine: document.red_line === true && !article,
    region: regionId ? library.title(regionId) : "",
    regionId,
    status: hasStatus(document, ruleset) ? status(document, library, today) : "",
    level: sourceLevel(document),
    ruleset: ruleset && ruleset !== document ? ruleset.title : article ? document.title : "",
    rulesetId: ruleset ? ruleset.id : "",
    quoted: words !== "",
    text: words || document.plain || document.summary || "",
    modality: document.modality || "",
    topics: document.topics || [],
    audience: document.audience || [],
    platforms: document.platforms || [],
    claimed: document.items_claimed || null,
    recorded: document.items_recorded === undefined ? null : document.items_recorded,
    caution: document.caution || "",
    prohibits: prohibits(document),
    answerKind: document.answer_kind || "",
    weight: document.weight || "",
    work: document.work || "",
    speaker: document.speaker || "",
  };
}

/**
 * Only rule sets and what belongs to one are in force or not; a scenario or a case has no life in time.
 *
 * @param {Doc} document
 * @param {Doc | undefined} ruleset
 */
function hasStatus(document, ruleset) {
  return document.type === "ruleset" || (document.type === "rule" && ruleset !== undefined);
}

/**
 * Where the words of a document come from: the level of its first source. Scenarios and guides are told by the editors.
 *
 * @param {Doc} document
 */
export function sourceLevel(document) {
  if (document.text || document.official_text) return "official_text";
  if (document.type === "scenario" || document.type === "guide") return "editorial";
  const source = (document.sources || [])[0];
  return (source && source.level) || "";
}

/**
 * @param {Library} library
 * @param {string[]} ids
 * @param {string} today
 */
export function cardsOf(library, ids, today) {
  return ids.map((id) => cardOf(library, /** @type {Doc} */ (library.get(id)), today));
}

/**
 * A named list with what its rows show.
 *
 * @param {Library} library
 * @param {string} name
 * @param {string} today
 * @param {import("./person.js").Person} [person]
 * @returns {{total: number, groups: Group[]}}
 */
export function listOf(library, name, today, person) {
  const cards = (/** @type {string[]} */ ids) => cardsOf(library, ids, today);
  const groups = namedList(library, name, today, person).map(({ id, ids, under }) => ({
    id,
    title: library.title(id),
    cards: cards(ids),
    under: mapped(under || {}, cards),
    counts: name === "topics" ? topicCounts(library) : undefined,
  }));
  return { total: groups.reduce((sum, group) => sum + group.cards.length, 0), groups };
}

/**
 * @template A, B
 * @param {Record<string, A>} record
 * @param {(value: A) => B} change
 */
function mapped(record, change) {
  /** @type {Record<string, B>} */
  const changed = {};
  Object.keys(record).forEach((name) => (changed[name] = change(record[name])));
  return changed;
}
