// @ts-check
/**
 * Turns a release record into its content, read from the objects that the bootloader verified and stored.
 */
import { Database } from "./database.js";
import { readObjects } from "./objects.js";

/**
 * @param {string} name the database
 * @param {ReleaseRecord} release
 * @returns {Promise<{documents: Doc[], tables: any, seen?: import("../rules/recall.js").Seen}>}
 */
export function readContent(name, release) {
  const hashes = [release.statement.analyzer.h, ...release.documents.map((entry) => entry[1])];
  return using(name, async (database) => {
    const [objects, seen] = await Promise.all([readObjects(database, hashes), stateOf(database, "recall")]);
    const [tables, ...documents] = hashes.map((hash) => parsed(objects.get(hash), hash));
    return { documents, tables, seen };
  });
}

/**
 * The release that this phone had before, when there was one.
 *
 * @param {string} name the database
 * @returns {Promise<ReleaseRecord | undefined>}
 */
export function readPrevious(name) {
  return using(name, (database) => stateOf(database, "previous"));
}

/**
 * Documents of a release that is held, as far as they are whole.
 *
 * @param {string} name the database
 * @param {ReleaseRecord} release
 * @param {string[]} ids
 * @returns {Promise<Doc[]>}
 */
export function readDocuments(name, release, ids) {
  const hashes = release.documents.filter(([id]) => ids.indexOf(id) >= 0).map(([, hash]) => hash);
  return using(name, async (database) => Array.from((await readObjects(database, hashes)).entries(), ([hash, bytes]) => parsed(bytes, hash)));
}

/**
 * Remembers what a newer statement recalls: the next start hides it as well.
 *
 * @param {string} name the database
 * @param {import("../rules/recall.js").Seen} seen
 */
export function writeRecall(name, seen) {
  return using(name, (database) =>
    database.run(["state"], "readwrite", (transaction) => {
      transaction.objectStore("state").put(seen, "recall");
      return () => undefined;
    }),
  );
}

/**
 * @template T
 * @param {string} name
 * @param {(database: Database) => Promise<T>} work
 */
async function using(name, work) {
  const database = new Database(name, indexedDB);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** @param {Database} database @param {string} key @returns {Promise<any>} */
function stateOf(database, key) {
  return database.run(["state"], "readonly", (transaction) => {
    const request = transaction.objectStore("state").get(key);
    return () => request.result;
  });
}

/**
 * @param {Uint8Array | undefined} bytes
 * @param {string} hash
 */
function parsed(bytes, hash) {
  if (!bytes) throw new Error(`object ${hash} is missing or damaged`);
  return JSON.parse(new TextDecoder().decode(bytes));
}
