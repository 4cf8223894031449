// @ts-check
/**
 * Turns one document and its library into everything its page shows: the document and the cards around it.
 *
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{document: Doc, article: Article | null, card: Card, cards: Record<string, Card>, rules: Card[], higher: Card[],
 *   citing: Card[], siblings: Card[], members: Card[], sources: Doc[]}} Page
 */
import { ANSWERS, cardOf } from "./cards.js";

const REFERENCES = ["related", "answer_basis", "supersedes", "superseded_by", "topics"];
const SINGLE = ["ruleset", "issuer", "owner", "region", "operator", "status_basis", "parent"];

/**
 * @param {import("./library.js").Library} library
 * @param {string} id
 * @param {string} today
 * @returns {Page | null}
 */
export function pageOf(library, id, today) {
  const found = library.resolve(id);
  if (!found) return null;
  const { document, article } = found;
  const card = (/** @type {Doc} */ other) => cardOf(library, other, today);
  const citing = library.citing(document.id).filter((other) => other.type !== "source");
  return {
    document,
    article,
    card: cardOf(library, document, today, article),
    cards: referenced(library, document, today),
    higher: higherRules(library, document).map(card),
    rules: library.rulesOf(document.id).map(card),
    citing: citing.map(card),
    siblings: siblings(library, document).map(card),
    members: members(library, document).map(card),
    sources: (document.sources || []).map((source) => library.get(source.id || "")).filter(isPresent),
  };
}

/**
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 * @param {string} today
 */
function referenced(library, document, today) {
  /** @type {Record<string, Card>} */
  const cards = {};
  const add = (/** @type {unknown} */ id) => {
    const found = typeof id === "string" ? library.resolve(id) : null;
    if (found) cards[/** @type {string} */ (id)] = cardOf(library, found.document, today, found.article);
  };
  const fields = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (document));
  SINGLE.forEach((name) => add(fields[name]));
  REFERENCES.forEach((name) => {
    const value = fields[name];
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  });
  const ruleset = library.get(document.ruleset || "");
  if (ruleset) [ruleset.issuer, ruleset.owner, ruleset.region, ruleset.status_basis].forEach(add);
  return cards;
}

/**
 * What a rule or its set puts into practice.
 *
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 */
function higherRules(library, document) {
  const ruleset = library.get(document.ruleset || "");
  const ids = document.higher_rules || (ruleset && ruleset.higher_rules) || [];
  return ids.map((id) => library.get(id)).filter(isPresent);
}

/**
 * The rules of other sets on the same first topic: the same question, asked elsewhere.
 *
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 */
function siblings(library, document) {
  const topic = (document.topics || [])[0];
  if (document.type !== "rule" || !topic) return [];
  return library
    .ofType("rule")
    .filter((other) => other.ruleset !== document.ruleset && (other.topics || []).indexOf(topic) >= 0);
}

/**
 * What belongs to a topic, a region or an issuer.
 *
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 */
function members(library, document) {
  const { id, type } = document;
  if (["topic", "region", "issuer"].indexOf(type) < 0) return [];
  return library.documents.filter((other) => {
    if (ANSWERS.indexOf(other.type) < 0) return false;
    if (type === "topic") return (other.topics || []).indexOf(id) >= 0;
    if (type === "region") return other.region === id;
    return other.issuer === id || other.owner === id || other.operator === id;
  });
}

/**
 * @template T
 * @param {T | undefined} value
 * @returns {value is T}
 */
function isPresent(value) {
  return value !== undefined;
}
