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
 *   warm(): Promise<boolean>, inWorker(): boolean}} Client
 */
import { createCaller, createLocalCaller, newestOnly } from "../rpc.js";
import { createActions } from "../search-worker.js";
import { readContent, writeRecall } from "../storage/content.js";

/**
 * @param {Boot} boot
 * @returns {Client}
 */
export function createClient(boot) {
  let inWorker = true;
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
  return {
    search: newestOnly((question) => call("search", question)),
    suggest: async (text) => (await call("suggest", { text })).map((/** @type {{text: string}} */ each) => each.text),
    document: (id) => call("document", id),
    documents: (ids) => call("documents", ids),
    list: (name, person) => call("list", { name, person }),
    home: (person) => call("home", person),
    regions: () => call("regions", null),
    compared: (topic) => call("compared", topic),
    guide: (name) => call("guide", name),
    recall: (offer) => call("recall", offer),
    recalled: (id) => call("recalled", id),
    explain: (text, id) => call("explain", { text, id }),
    warm: () => call("warm", null),
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
