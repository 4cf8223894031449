/**
 * What a release needs and the phone lacks → objects in the store, each checked against the digest it is named by.
 *
 * What is stored already is not fetched again, so a download that broke off goes on where it stopped.
 */

import { digestHex } from '../crypto/sha256.js';
import { objectKeys, putObjects, readObjects } from '../storage/objects.js';
import { unpackObjects } from './pack.js';
import { Unreachable } from './refused.js';
import { checkObject, checkSize, readManifestPages, readManifestRoot } from './trusted-set.js';

/** @typedef {import('./trusted-set.js').Reference} Reference */
/** @typedef {import('./trusted-set.js').Statement} Statement */
/** @typedef {{ channel: string, floor: { epoch: number, seq: number }, fingerprint: string }} BootConfig */
/** @typedef {{ config: BootConfig, database: import('../storage/database.js').Database, fetchBytes: import('./fetcher.js').Fetcher, firstRoot?: string }} Phone */
/** @typedef {(done: number, total: number) => void} Progress bytes */

const PARALLEL = 4;
/** Another page may clear away what was staged while it flips; then it is fetched again, but not for ever. */
export const ATTEMPTS = 3;
/** Objects that are written in one go; more would keep a slow phone from answering. */
const AT_ONCE = 64;

/** From the network, past the store. @param {Phone} phone @param {Reference} reference */
export async function fetchObject({ fetchBytes }, reference) {
  const { h, n } = reference;
  const bytes = await fetchBytes('sync/o/' + h.slice(0, 2) + '/' + h + '.txt', { cap: n });
  checkObject(bytes.length, await digestHex(bytes), reference);
  return bytes;
}

/** @param {Phone} phone @param {Reference[]} wanted @param {Progress} [onProgress] */
export async function stage(phone, wanted, onProgress) {
  const have = await objectKeys(phone.database);
  return fetchAll(phone, wanted.filter(({ h }) => !have.has(h)), onProgress);
}

/** @param {Phone} phone @param {Reference[]} wanted @param {Progress} [onProgress] */
async function fetchAll(phone, wanted, onProgress) {
  const missing = Array.from(new Map(wanted.map((one) => [one.h, one])).values());
  missing.forEach(checkSize);
  const total = missing.reduce((sum, { n }) => sum + n, 0);
  let done = 0;
  const lane = async () => {
    for (let next = missing.pop(); next; next = missing.pop()) {
      await putObjects(phone.database, [[next.h, await fetchObject(phone, next)]]);
      done += next.n;
      if (onProgress) onProgress(done, total);
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL }, lane));
  } finally {
    // After a failure the other lanes end with the object they are at.
    missing.length = 0;
  }
}

/**
 * Objects from the store, or from the network into the store. What is damaged here is written over, not deleted first:
 * the release that is held may open without it as long as it seems to be there.
 * @param {Phone} phone @param {Reference[]} wanted
 */
async function obtain(phone, wanted) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await readObjects(phone.database, wanted.map(({ h }) => h));
    const missing = wanted.filter(({ h }) => !found.has(h));
    if (missing.length === 0) return wanted.map(({ h }) => /** @type {Uint8Array} */ (found.get(h)));
    await fetchAll(phone, missing);
  }
  throw new Unreachable();
}

/** Which documents a release has, and which objects say so. @param {Phone} phone @param {Statement} statement */
export async function obtainManifest(phone, { content }) {
  const root = { h: content.h, n: content.n };
  const pages = readManifestRoot((await obtain(phone, [root]))[0]);
  const documents = readManifestPages(await obtain(phone, pages), content.count);
  return { documents, manifest: [root].concat(pages) };
}

/**
 * All objects in one stream. A pack that broke off or is not what was signed still gives the objects that are
 * what they are called; the rest comes one by one afterwards, and that is where a refusal shows.
 * @param {Phone} phone @param {Reference} first @param {Progress} onProgress
 */
export async function stagePack(phone, first, onProgress) {
  checkSize(first);
  let done = 0;
  const onBytes = (/** @type {number} */ count) => {
    done += count;
    onProgress(done, first.n);
  };
  let bytes;
  try {
    bytes = await phone.fetchBytes('sync/first/' + first.h + '.txt', { cap: first.n, onBytes });
  } catch (error) {
    bytes = error instanceof Unreachable && error.partial;
  }
  const objects = bytes ? await unpackObjects(bytes, digestHex) : [];
  while (objects.length) await putObjects(phone.database, objects.splice(0, AT_ONCE));
}
