/**
 * The documents that a phone has + a delta → all objects that list and hold the documents of the next release.
 * `webapp/release/delta.py` makes deltas and describes them.
 */

import { digestHex, sha256 } from '../crypto/sha256.js';

/** @typedef {[string, string, number]} Entry document id, digest, bytes */
/** @typedef {[number, number, string]} Edit bytes to skip, bytes to drop, text to put */
/** @typedef {{ changed: Array<[string, Edit[]]>, gone: string[] }} Delta */

const PAGE_LIMIT = 256;

/** @param {string} text */
function bytesOf(text) {
  return new TextEncoder().encode(text);
}

/** @param {Uint8Array} old @param {Edit[]} edits */
async function edited(old, edits) {
  const parts = [];
  let at = 0;
  for (const [skip, drop, text] of edits) {
    parts.push(old.subarray(at, at + skip), bytesOf(text));
    at += skip + drop;
  }
  parts.push(old.subarray(at));
  return new Uint8Array(await new Response(new Blob(/** @type {any[]} */ (parts))).arrayBuffer());
}

/** Which page a document is on is decided by its id alone. @param {Entry[]} entries by id @returns {Entry[][]} */
function pagesOf(entries) {
  const count = entries.length <= PAGE_LIMIT ? 1 : entries.length <= PAGE_LIMIT * 16 ? 16 : 256;
  /** @type {Entry[][]} */
  const pages = Array.from({ length: count }, () => []);
  for (const entry of entries) pages[(sha256(bytesOf(entry[0]))[0] * count) >> 8].push(entry);
  return pages;
}

/**
 * @param {Entry[]} documents
 * @param {Delta} delta
 * @param {Map<string, Uint8Array>} old the objects of the documents that change
 * @returns {Promise<Array<[string, Uint8Array]>>} by digest, the manifest root last
 */
export async function objectsAfter(documents, { changed, gone }, old) {
  /** @type {Array<[string, Uint8Array]>} */
  const objects = [];
  const add = async (/** @type {Uint8Array} */ bytes) => {
    const h = await digestHex(bytes);
    objects.push([h, bytes]);
    return { h, n: bytes.length };
  };
  const addJson = (/** @type {any} */ value) => add(bytesOf(JSON.stringify(value)));
  const entries = new Map(documents.map((entry) => /** @type {[string, Entry]} */ ([entry[0], entry])));
  for (const [id, edits] of changed) {
    const before = entries.get(id);
    const { h, n } = await add(await edited((before && old.get(before[1])) || new Uint8Array(0), edits));
    entries.set(id, [id, h, n]);
  }
  gone.forEach((id) => entries.delete(id));
  const pages = [];
  for (const page of pagesOf(Array.from(entries.values()).sort((a, b) => (a[0] < b[0] ? -1 : 1)))) pages.push(await addJson(page));
  await addJson({ pages });
  return objects;
}
