// @ts-check
/**
 * Turns one document and its library into everything its page shows: the document and the cards around it.
 *
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{card: Card, now: Card | null}} Higher a rule set that stands above, and its version in force when that is another
 * @typedef {{id: string, label: string}} Place an article of the same set
 * @typedef {{title: string, url: string, publishedOn: string, level: string, sourceLevel: string, note: string,
 *   excerpts: {locator: string, text: string}[]}} Source
 * @typedef {{document: Doc, article: Article | null, card: Card, cards: Record<string, Card>, set: Doc | null, setCard: Card | null,
 *   now: Card | null, versions: Card[], higher: Higher[], before: Place | null, after: Place | null, rules: Card[],
 *   citing: Card[], siblings: Card[], members: Card[], parts: Card[], sources: Source[]}} Page
 */
import { ANSWERS, cardOf } from "./cards.js";
import { rulesetOf } from "./order.js";
import { inForce, versionsOf } from "./versions.js";

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
  const set = rulesetOf(library, document) || null;
  const current = set && inForce(library, set, today);
  const [before, after] = neighbours(set, found);
  return {
    document,
    article,
    card: cardOf(library, document, today, article),
    cards: referenced(library, document, set, today),
    set: set && bare(set),
    setCard: set && card(set),
    now: current && current !== set ? card(current) : null,
    versions: set === document ? versionsOf(library, set).map(card) : [],
    higher: higherRules(library, document, set, today),
    before,
    after,
    rules: library.rulesOf(document.id).map(card),
    citing: library.citing(document.id).filter((other) => other.type !== "source").map(card),
    siblings: siblings(library, document).map(card),
    members: members(library, document).map(card),
    parts: library.ofType("region").filter((other) => other.parent === document.id).map(card),
    sources: sourcesOf(library, document),
  };
}

/**
 * @param {import("./library.js").Library} library
 * @param {string} id
 * @param {string} today
 */
function cardAt(library, id, today) {
  const found = library.resolve(id);
  return found && cardOf(library, found.document, today, found.article);
}

/** A rule's page needs the dates and the issuer of its set, not its hundred articles. @param {Doc} set @returns {Doc} */
function bare(set) {
  return { ...set, articles: undefined, body: undefined };
}

/**
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 * @param {Doc | null} set
 * @param {string} today
 */
function referenced(library, document, set, today) {
  /** @type {Record<string, Card>} */
  const cards = {};
  const add = (/** @type {unknown} */ id) => {
    const card = typeof id === "string" ? cardAt(library, id, today) : null;
    if (card) cards[/** @type {string} */ (id)] = card;
  };
  const fields = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (document));
  SINGLE.forEach((name) => add(fields[name]));
  REFERENCES.forEach((name) => {
    const value = fields[name];
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  });
  if (set) [set.issuer, set.owner, set.region, set.status_basis, ...(set.superseded_by || [])].forEach(add);
  return cards;
}

/**
 * What a rule or its set puts into practice. A set names the version of its own time; people need today's.
 *
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 * @param {Doc | null} set
 * @param {string} today
 * @returns {Higher[]}
 */
function higherRules(library, document, set, today) {
  const ids = document.higher_rules || (set && set.higher_rules) || [];
  return ids
    .map((id) => library.get(id))
    .filter(isPresent)
    .map((higher) => {
      const now = inForce(library, higher, today);
      return { card: cardOf(library, higher, today), now: now && now !== higher ? cardOf(library, now, today) : null };
    });
}

/**
 * The articles before and after this one in its set.
 *
 * @param {Doc | null} set
 * @param {import("./library.js").Found} found
 * @returns {(Place | null)[]}
 */
function neighbours(set, { document, article }) {
  const articles = (set && set.articles) || [];
  const at = articles.findIndex((each) => (article ? each.id === article.id : each.rule === document.id));
  return [at - 1, at + 1].map((place) => {
    const other = at >= 0 && articles[place];
    return other ? { id: other.rule || other.id, label: other.label } : null;
  });
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
 * What belongs to a topic, an issuer, or a region and the regions inside it.
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
    if (type === "region") return other.region === id || (Boolean(document.parent) && library.regionChain(other.region || "").indexOf(id) >= 0);
    return other.issuer === id || other.owner === id || other.operator === id;
  });
}

/**
 * The sources as this document uses them, each once, with the archived words that stand at the places it names.
 *
 * @param {import("./library.js").Library} library
 * @param {Doc} document
 * @returns {Source[]}
 */
function sourcesOf(library, document) {
  const references = document.sources || [];
  const ids = references.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) === at);
  return ids
    .map((id) => library.get(id || ""))
    .filter(isPresent)
    .map((source) => {
      const uses = references.filter(({ id }) => id === source.id);
      return {
        title: source.title,
        url: source.url || "",
        publishedOn: source.published_on || "",
        level: uses[0].level || "",
        sourceLevel: source.level || "",
        note: source.note || "",
        excerpts: excerptsOf(source, uses.map(({ locator }) => locator || ""), document.quote),
      };
    });
}

/**
 * @param {Doc} source
 * @param {string[]} locators
 * @param {string | undefined} quote
 */
function excerptsOf(source, locators, quote) {
  const there = (source.excerpts || []).filter(({ locator }) => locators.indexOf(locator) >= 0);
  const exact = there.filter(({ text }) => quote && text.indexOf(quote) >= 0);
  return exact.length ? exact : there;
}

/**
 * @template T
 * @param {T | undefined} value
 * @returns {value is T}
 */
function isPresent(value) {
  return value !== undefined;
}
