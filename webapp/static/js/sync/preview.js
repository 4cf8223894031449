/**
 * What the shell does ahead of the bootloader's check: a look at the statement that costs nothing when nothing has
 * changed, and a delta that makes most of the download needless.
 *
 * Nothing here is believed and nothing has to be: a statement that is the one we hold was verified then, and objects go
 * into the store under the digests of their own bytes. The bootloader checks everything, fetches what is still missing,
 * and clears away what no release needs.
 */

import { Database } from '../storage/database.js';
import { putObjects, readObjects } from '../storage/objects.js';
import { objectsAfter } from './delta.js';

const DAY = 86400000;
const MAX_HEAD = 16384;
const MAX_DELTA = 1048576;

/**
 * Somebody who presses a button gets the bootloader's own answer in any case.
 * @param {Boot} boot @param {boolean} asked @returns {Promise<CheckAnswer>}
 */
export async function checkAhead(boot, asked) {
  const database = new Database(boot.database, self.indexedDB);
  try {
    const isSame = await preview(database, boot);
    if (isSame && !asked) return { kind: 'same' };
  } catch (e) {
    // The check itself says what is wrong.
  } finally {
    database.close().catch(() => undefined);
  }
  return boot.check();
}

/**
 * The browser asks with what it got last time, and most servers answer that with nothing. The day in the address is for
 * caches on the way that forget to ask.
 * @param {Database} database @param {Boot} boot
 * @returns {Promise<boolean>} whether the server has exactly the release that is here
 */
async function preview(database, { release: held, fetchBytes }) {
  const bytes = await fetchBytes('sync/head.json?' + Math.floor(Date.now() / DAY), { cap: MAX_HEAD, cache: 'no-cache' });
  const envelope = new TextDecoder().decode(bytes);
  if (envelope === held.envelope) return true;
  const offered = JSON.parse(JSON.parse(envelope).signed);
  const fits = (/** @type {any} */ { from, n }) => from === held.statement.content.h && n < MAX_DELTA;
  const named = offered.deltas.filter(fits)[0];
  // A release that was taken back to is the one before: its objects are still here.
  const isHere = (await readObjects(database, [offered.content.h])).size > 0;
  if (named && !isHere) await stageDelta(database, held, await fetchBytes('sync/d/' + named.h + '.txt', { cap: named.n }), offered.content.h);
  return false;
}

/** @param {Database} database @param {ReleaseRecord} held @param {Uint8Array} bytes @param {string} wanted the manifest that has to come out */
async function stageDelta(database, { documents }, bytes, wanted) {
  const delta = JSON.parse(new TextDecoder().decode(bytes));
  const changed = new Set(delta.changed.map((/** @type {any[]} */ [id]) => id));
  const old = await readObjects(database, documents.filter(([id]) => changed.has(id)).map(([, h]) => h));
  const objects = await objectsAfter(documents, delta, old);
  if (objects[objects.length - 1][0] === wanted) await putObjects(database, objects);
}
