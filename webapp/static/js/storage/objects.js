/** Objects in IndexedDB, by the SHA-256 they are named by. Whatever is read is what it is called. */

import { digestHex } from '../crypto/sha256.js';

/** @typedef {import('./database.js').Database} Database */

/**
 * @template T
 * @param {Database} database @param {IDBTransactionMode} mode @param {(objects: IDBObjectStore) => () => T} work
 */
function onObjects(database, mode, work) {
  return database.run(['objects'], mode, (transaction) => work(transaction.objectStore('objects')));
}

/** Digests of all objects here, damaged ones included. @param {Database} database @returns {Promise<Set<string>>} */
export function objectKeys(database) {
  return onObjects(database, 'readonly', (objects) => {
    const request = objects.getAllKeys();
    return () => new Set(/** @type {string[]} */ (request.result));
  });
}

/**
 * The objects that are here and undamaged.
 * @param {Database} database @param {string[]} hashes @returns {Promise<Map<string, Uint8Array>>}
 */
export async function readObjects(database, hashes) {
  const found = await onObjects(database, 'readonly', (objects) => {
    const requests = hashes.map((hash) => objects.get(hash));
    return () => requests.map((request) => request.result);
  });
  /** @type {Map<string, Uint8Array>} */
  const good = new Map();
  for (let i = 0; i < hashes.length; i++) {
    const bytes = found[i];
    if (bytes instanceof Uint8Array && await digestHex(bytes) === hashes[i]) good.set(hashes[i], bytes);
  }
  return good;
}

/** Objects come checked; putting one twice changes nothing. @param {Database} database @param {Array<[string, Uint8Array]>} list */
export function putObjects(database, list) {
  return onObjects(database, 'readwrite', (objects) => {
    for (const [hash, bytes] of list) objects.put(bytes, hash);
    return () => undefined;
  });
}

/** @param {Database} database @param {string[]} hashes */
export function deleteObjects(database, hashes) {
  return onObjects(database, 'readwrite', (objects) => {
    for (const hash of hashes) objects.delete(hash);
    return () => undefined;
  });
}
