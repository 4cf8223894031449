// @ts-check
/**
 * Turns a document into a card, the few facts that a row of a list shows, and a library into the lists of the app.
 *
 * @typedef {{id: string, type: string, title: string, summary: string, kind: string, redLine: boolean, region: string,
 *   regionId: string, status: string, level: string, ruleset: string, rulesetId: string, text: string, modality: string,
 *   statusCheckedOn: string, statusBasis: string, quoted: boolean, topics: string[], audience: string[], platforms: string[], claimed: number | null, recorded: number | null}} Card
 * @typedef {{id: string, title: string, cards: Card[]}} Group
 * @typedef {import("./library.js").Library} Library
 */
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
  const ruleset = document.type === "ruleset" ? document : library.get(document.ruleset || "");
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
    statusCheckedOn: (ruleset && ruleset.status_checked_on) || "",
    statusBasis: (ruleset && ruleset.status_basis) || "",
    level: sourceLevel(document),
    ruleset: ruleset && ruleset !== document ? ruleset.title : article ? document.title : "",
    rulesetId: ruleset ? ruleset.id : "",
    quoted: Boolean(document.quote),
    text: document.quote || document.plain || document.summary || "",
    modality: document.modality || "",
    topics: document.topics || [],
    audience: document.audience || [],
    platforms: document.platforms || [],
    claimed: document.items_claimed || null,
    recorded: document.items_recorded === undefined ? null : document.items_recorded,
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
 * Cards under the topics of the library, each card once, under its first topic; topics in the library's order.
 *
 * @param {Library} library
 * @param {Card[]} cards
 * @returns {Group[]}
 */
export function byTopic(library, cards) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  cards.forEach((card) => {
    const id = card.topics[0] || "";
    const group = groups.get(id) || { id, title: id ? library.title(id) : "", cards: [] };
    group.cards.push(card);
    groups.set(id, group);
  });
  const order = topicsInOrder(library).map((topic) => topic.id);
  return Array.from(groups.values()).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** @param {Library} library */
function topicsInOrder(library) {
  return library.ofType("topic").sort((a, b) => (a.order || 99) - (b.order || 99));
}

/**
 * The lists that the app offers by name.
 *
 * @param {Library} library
 * @param {string} name
 * @param {string} today
 * @returns {{total: number, groups: Group[]}}
 */
export function namedList(library, name, today) {
  const card = (/** @type {Doc} */ document) => cardOf(library, document, today);
  const grouped = (/** @type {Card[]} */ cards) => ({ total: cards.length, groups: byTopic(library, cards) });
  const plain = (/** @type {Card[]} */ cards) => ({ total: cards.length, groups: [{ id: "", title: "", cards }] });
  if (name === "redlines") return grouped(library.ofType("rule").filter((rule) => rule.red_line === true).map(card));
  if (name === "groups") return grouped(library.ofType("rule").filter(isGroupRule).map(card));
  if (name === "scenarios") return grouped(library.ofType("scenario").map(card));
  if (name === "topics") return plain(topicsInOrder(library).map(card));
  if (name === "rulesets") return plain(library.ofType("ruleset").map(card));
  if (name === "cases") return plain(library.ofType("case").map(card));
  if (name === "interpretations") return plain(library.ofType("interpretation").concat(library.ofType("finding")).map(card));
  if (name === "channels") return plain(library.ofType("channel").map(card));
  return { total: 0, groups: [] };
}

/** @param {Doc} document */
function isGroupRule(document) {
  return document.kind === "群规" || (document.platforms || []).indexOf("微信群") >= 0;
}
