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
 * @param {Uint8Array | undefined} bytes
 * @param {string} hash
 */
function parsed(bytes, hash) {
  if (!bytes) throw new Error(`object ${hash} is missing or damaged`);
  return JSON.parse(new TextDecoder().decode(bytes));
}
