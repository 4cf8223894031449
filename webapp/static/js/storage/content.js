// @ts-check
/**
 * Turns a release record into its content, read from the objects that the bootloader verified and stored.
 */
import { Database } from "./database.js";
import { readObjects } from "./objects.js";

/**
 * @param {string} name the database
 * @param {ReleaseRecord} release
 * @returns {Promise<{documents: Doc[], tables: any}>}
 */
export async function readContent(name, release) {
  const database = new Database(name, indexedDB);
  const hashes = [release.statement.analyzer.h, ...release.documents.map((entry) => entry[1])];
  try {
    const objects = await readObjects(database, hashes);
    const [tables, ...documents] = hashes.map((hash) => parsed(objects.get(hash), hash));
    return { documents, tables };
  } finally {
    database.close();
  }
}

/**
 * The release that this phone had before, when there was one.
 *
 * @param {string} name the database
 * @returns {Promise<ReleaseRecord | undefined>}
 */
export async function readPrevious(name) {
  const database = new Database(name, indexedDB);
  try {
    return await database.run(["state"], "readonly", (transaction) => {
      const request = transaction.objectStore("state").get("previous");
      return () => request.result;
    });
  } finally {
    database.close();
  }
}

/**
 * @param {Uint8Array | undefined} bytes
 * @param {string} hash
 */
function parsed(bytes, hash) {
  if (!bytes) throw new Error(`object ${hash} is missing or damaged`);
  return JSON.parse(new TextDecoder().decode(bytes));
}
