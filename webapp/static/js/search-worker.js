// @ts-check
/**
 * Answers the page from the objects of one release: search, documents with what surrounds them, lists.
 * The index is derived here, from the documents, and never leaves this context.
 *
 * @typedef {{search(text: string, options: object): any, explain(text: string, id: string): any, indexed(): number,
 *   suggest(text: string, limit: number): any[], prepare(): void}} Engine
 * @typedef {{documents: Doc[], tables: any, seen?: import("./rules/recall.js").Seen}} Content
 */
import { startEngine } from "./query/engine.js";
import { createLibrary } from "./rules/library.js";
import { concerns } from "./rules/person.js";
import { beijingToday } from "./rules/status.js";
import { cardOf, listOf } from "./rules/cards.js";
import { comparedOf, guideOf, homeOf, regionsOf } from "./rules/screens.js";
import { pageOf } from "./rules/pages.js";
import { recallBy, recallOf, withdrawn, withoutRecalled } from "./rules/recall.js";
import { fromWire } from "./rules/wire.js";
import { readContent, writeRecall } from "./storage/content.js";
import { serveActions } from "./rpc.js";

/** Units that are indexed before anything else that was asked gets its turn. */
const SLICE = 100;
/** Typed letter by letter: a question, a slip, pinyin, initials, what much is found for, an article, pinyin of several words, a question that no text answers. A browser compiles what answers them at the first few of their kind, which nobody should wait for. */
const REHEARSED = ["群里能不能发红苞", "hongbao", "hb", "shi", "法第一条", "gongzuo ren", "单位能不能发补贴"];

/** @param {import("./rpc.js").Port} port */
export function startWorker(port) {
  serveActions(port, createActions(readContent, writeRecall));
}

/**
 * The action table; the page runs the same one where a worker cannot start.
 *
 * @param {(database: string, release: any) => Promise<Content>} read
 * @param {(database: string, seen: import("./rules/recall.js").Seen) => Promise<unknown>} write
 * @returns {import("./rpc.js").Actions}
 */
export function createActions(read, write) {
  /** @type {{database: string, release: ReleaseRecord, documents: Doc[], tables: any} | null} */
  let content = null;
  /** @type {import("./rules/recall.js").Recall} */
  let recalled = { ids: [], reasons: {} };
  /** @type {ReturnType<typeof createLibrary> | null} */
  let library = null;
  /** @type {Promise<{engine: Engine, whole: Promise<unknown>}> | null} */
  let engine = null;
  /** @type {Engine | null} */
  let rehearsed = null;
  const opened = async () => {
    if (!content) throw new Error("no release is open");
    library = library || createLibrary(withoutRecalled(content.documents, recalled.ids));
    return library;
  };
  const searcher = () => {
    engine = engine || opened().then(({ documents }) => indexed(documents, /** @type {any} */ (content).tables));
    return engine;
  };
  const hide = (/** @type {import("./rules/recall.js").Recall} */ recall) => {
    recalled = recall;
    library = engine = null;
  };
  return {
    open: async ({ content: given, database, release }) => {
      const { documents, tables, seen } = given || (await read(database, release));
      content = { database, release, documents: documents.map(fromWire), tables };
      hide(recallOf(release, seen));
      return (await opened()).documents.length;
    },
    /** What a newer, verified statement recalls is hidden at once, and from the next start on. Gives whether that is news. */
    recall: async (offer) => {
      if (!content) return false;
      const { database, release } = content;
      const seen = recallBy(release, recalled, offer);
      const isNews = seen.ids.join() !== recalled.ids.join();
      await write(database, seen);
      if (isNews) hide(seen);
      return isNews;
    },
    /** What stood under an id that was recalled, and why it was. */
    recalled: async (id) => {
      const held = content && recalled.ids.length ? createLibrary(content.documents).resolve(id) : null;
      return held && withdrawn(held, recalled);
    },
    /** Builds the index and what else the first keystroke would wait for. */
    warm: async () => {
      const { engine, whole } = await searcher();
      await whole;
      if (rehearsed !== engine) await rehearse(await opened(), engine);
      rehearsed = engine;
      return true;
    },
    search: async ({ text, limit, filters, literal, person }) => searchWith(await opened(), (await searcher()).engine, text, { limit, filters, literal }, person),
    explain: async ({ text, id }) => (await searcher()).engine.explain(text, id),
    suggest: async ({ text, limit }) => (await searcher()).engine.suggest(text, limit || 8),
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
 * The engine as soon as part of its index stands, and when all of it does; documents can be read and questions answered
 * while that is made.
 *
 * @param {Doc[]} documents
 * @param {any} tables
 */
async function indexed(documents, tables) {
  const engine = startEngine(documents, tables);
  const more = async (/** @type {() => boolean} */ enough) => {
    do await nextTask();
    while (!engine.index(SLICE) && !enough());
  };
  await more(() => engine.indexed() > 0);
  return { engine, whole: more(() => false) };
}

/** Not by a timer: those that follow each other wait 4 ms for nothing. */
function nextTask() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  }).then(() => port1.close());
}

/**
 * @param {ReturnType<typeof createLibrary>} library
 * @param {Engine} engine
 */
async function rehearse(library, engine) {
  engine.prepare();
  for (const text of REHEARSED) {
    for (let end = 1; end <= text.length; end++) {
      await nextTask();
      searchWith(library, engine, text.slice(0, end), { limit: 5 });
    }
    engine.suggest(text, 1);
  }
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
