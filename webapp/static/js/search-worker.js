// @ts-check
/**
 * Answers the page from the objects of one release: search, documents with what surrounds them, lists.
 * The index is derived here, from the documents, and never leaves this context.
 *
 * @typedef {{search(text: string, options: object): any, suggest(text: string, limit: number): any[], prepare(): void}} Engine
 * @typedef {{documents: Doc[], tables: any}} Content
 */
import { startEngine } from "./query/engine.js";
import { createLibrary } from "./rules/library.js";
import { concerns } from "./rules/person.js";
import { beijingToday } from "./rules/status.js";
import { cardOf, listOf } from "./rules/cards.js";
import { comparedOf, guideOf, homeOf, regionsOf } from "./rules/screens.js";
import { pageOf } from "./rules/pages.js";
import { fromWire } from "./rules/wire.js";
import { readContent } from "./storage/content.js";
import { serveActions } from "./rpc.js";

/** Units that are indexed before anything else that was asked gets its turn. */
const SLICE = 1000;

/** @param {import("./rpc.js").Port} port */
export function startWorker(port) {
  serveActions(port, createActions(readContent));
}

/**
 * The action table; the page runs the same one where a worker cannot start.
 *
 * @param {(database: string, release: any) => Promise<Content>} read
 * @returns {import("./rpc.js").Actions}
 */
export function createActions(read) {
  /** @type {Promise<Content> | null} */
  let content = null;
  /** @type {ReturnType<typeof createLibrary> | null} */
  let library = null;
  /** @type {Promise<Engine> | null} */
  let engine = null;
  const opened = async () => {
    if (!content) throw new Error("no release is open");
    library = library || createLibrary((await content).documents);
    return library;
  };
  const searcher = () => {
    engine = engine || indexed(/** @type {Promise<Content>} */ (content));
    return engine;
  };
  return {
    open: async ({ content: given, database, release }) => {
      content = (given ? Promise.resolve(given) : read(database, release)).then(({ documents, tables }) => ({ documents: documents.map(fromWire), tables }));
      return (await opened()).documents.length;
    },
    /** Builds the index and what else the first keystroke would wait for. */
    warm: async () => {
      (await searcher()).prepare();
      return true;
    },
    search: async ({ text, limit, filters, literal, person }) => searchWith(await opened(), await searcher(), text, { limit, filters, literal }, person),
    suggest: async ({ text, limit }) => (await searcher()).suggest(text, limit || 8),
    document: async (id) => pageOf(await opened(), id, beijingToday(Date.now())),
    documents: async (ids) => cardsFor(await opened(), ids),
    list: async ({ name, person }) => listOf(await opened(), name, beijingToday(Date.now()), person),
    home: async (person) => homeOf(await opened(), beijingToday(Date.now()), person),
    regions: async () => regionsOf(await opened()),
    compared: async (topic) => comparedOf(await opened(), topic, beijingToday(Date.now())),
    guide: async (name) => guideOf(await opened(), name, beijingToday(Date.now())),
  };
}

/**
 * The engine with its whole index; documents can be read while that is made.
 *
 * @param {Promise<Content>} content
 * @returns {Promise<Engine>}
 */
async function indexed(content) {
  const { documents, tables } = await content;
  const engine = startEngine(documents, tables);
  while (!engine.index(SLICE)) await new Promise((resolve) => setTimeout(resolve));
  return engine;
}

/**
 * @param {ReturnType<typeof createLibrary>} library
 * @param {Engine} engine
 * @param {string} text
 * @param {object} options
 * @param {import("./rules/person.js").Person} [person]
 */
function searchWith(library, engine, text, options, person) {
  const today = beijingToday(Date.now());
  const answer = engine.search(text, { ...options, today });
  const results = answer.results.map((/** @type {any} */ result) => {
    const found = library.resolve(result.id);
    if (!found) return result;
    const near = Boolean(person) && !found.article && concerns(library, found.document, /** @type {any} */ (person), today);
    return { ...result, card: cardOf(library, found.document, today, found.article), near };
  });
  return { ...answer, results, facets: namedFacets(library, answer.facets || {}) };
}

/**
 * Counts by value → lists with the names to show, the most frequent first.
 *
 * @param {ReturnType<typeof createLibrary>} library
 * @param {Record<string, Record<string, number>>} facets
 */
function namedFacets(library, facets) {
  /** @type {Record<string, {value: string, name: string, count: number}[]>} */
  const named = {};
  Object.keys(facets).forEach((facet) => {
    const hasTitles = facet === "region" || facet === "topic";
    named[facet] = Object.keys(facets[facet])
      .map((value) => ({ value, name: hasTitles ? library.title(value) : value, count: facets[facet][value] }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  });
  return named;
}

/**
 * @param {ReturnType<typeof createLibrary>} library
 * @param {string[]} ids
 */
function cardsFor(library, ids) {
  const today = beijingToday(Date.now());
  return ids.map((id) => {
    const found = library.resolve(id);
    return found && cardOf(library, found.document, today, found.article);
  });
}
