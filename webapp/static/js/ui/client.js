// @ts-check
/**
 * Turns questions of the screens into answers of the search worker, or of the same code in the page
 * where a worker cannot start from a Blob.
 *
 * @typedef {{search(question: {text: string, limit?: number, filters?: object, person?: import("../rules/person.js").Person}): Promise<any>,
 *   suggest(text: string): Promise<string[]>, explain(text: string, id: string): Promise<import("../query/explanation.js").Explanation | null>,
 *   document(id: string): Promise<import("../rules/pages.js").Page | null>,
 *   documents(ids: string[]): Promise<(import("../rules/cards.js").Card | null)[]>,
 *   list(name: string, person?: import("../rules/person.js").Person): Promise<{total: number, groups: import("../rules/cards.js").Group[]}>,
 *   home(person: import("../rules/person.js").Person): Promise<import("../rules/screens.js").Home>,
 *   regions(): Promise<import("../rules/screens.js").Region[]>,
 *   compared(topic: string): Promise<import("../rules/screens.js").Compared>,
 *   guide(name: string): Promise<import("../rules/pages.js").Page | null>,
 *   recall(offer: Offer): Promise<boolean>, recalled(id: string): Promise<{title: string, reason: string} | null>,
 *   warm(): Promise<boolean>, expectTyping(): Promise<void>, inWorker(): boolean}} Client
 */
import { createCaller, createLocalCaller, newestOnly } from "../rpc.js";
import { createActions } from "../search-worker.js";
import { readContent, writeRecall } from "../storage/content.js";

/** Of so many documents the page indexes a copy for what is typed: the worker's answer misses the frame that shows the letter. */
const FEW = 500;

/**
 * @param {Boot} boot
 * @returns {Client}
 */
export function createClient(boot) {
  let inWorker = true;
  let expecting = false;
  let recalls = 0;
  /** @type {import("../rpc.js").Caller | null} */
  let near = null;
  const ready = workerCaller(boot)
    .catch(() => {
      inWorker = false;
      return localCaller(boot);
    })
    .catch(async () => {
      await boot.repair(); // an object was lost or damaged: fetch it again, once
      return localCaller(boot);
    });
  const call = async (/** @type {string} */ action, /** @type {unknown} */ argument) => (await ready).call(action, argument);
  const callNear = (/** @type {string} */ action, /** @type {unknown} */ argument) => (near ? near.call(action, argument) : call(action, argument));
  return {
    search: newestOnly((question) => callNear("search", question)),
    suggest: async (text) => (await callNear("suggest", { text })).map((/** @type {{text: string}} */ each) => each.text),
    document: (id) => call("document", id),
    documents: (ids) => call("documents", ids),
    list: (name, person) => call("list", { name, person }),
    home: (person) => call("home", person),
    regions: () => call("regions", null),
    compared: (topic) => call("compared", topic),
    guide: (name) => call("guide", name),
    recall: async (offer) => {
      const isNews = await call("recall", offer);
      if (isNews) {
        near = null; // its copy is the one from before
        recalls += 1;
      }
      return isNews;
    },
    recalled: (id) => call("recalled", id),
    explain: (text, id) => call("explain", { text, id }),
    warm: () => call("warm", null),
    expectTyping: async () => {
      if (expecting || boot.release.documents.length > FEW) return;
      expecting = true;
      await ready;
      if (!inWorker) return;
      const before = recalls;
      const caller = await localCaller(boot);
      await caller.call("warm", null);
      if (recalls === before) near = caller;
    },
    inWorker: () => inWorker,
  };
}

/**
 * @param {Boot} boot
 * @returns {Promise<import("../rpc.js").Caller>}
 */
async function workerCaller(boot) {
  const worker = new Worker(boot.shellUrl);
  const caller = createCaller(worker);
  worker.onerror = () => caller.fail(new Error("the search worker did not start"));
  await caller.call("open", opening(boot));
  return caller;
}

/** A page that brings its content along gives it; others say where the store holds it. @param {Boot} boot */
function opening({ content, database, release }) {
  return { content, database, release };
}

/**
 * @param {Boot} boot
 * @returns {Promise<import("../rpc.js").Caller>}
 */
async function localCaller(boot) {
  const caller = createLocalCaller(createActions(readContent, writeRecall));
  await caller.call("open", opening(boot));
  return caller;
}
