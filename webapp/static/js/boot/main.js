/**
 * The bootloader: open the store → choose the release → verify its shell → run it. It changes about once a year.
 *
 * A phone that holds a release never waits for the network. The current release runs when it is whole, else the
 * previous one, and repair happens behind it; only an empty phone installs first. What the shell gets is
 * `self.hongxian`, described in `webapp/README.md`.
 */

import { digestHex } from '../crypto/sha256.js';
import { Database, StorageFault } from '../storage/database.js';
import { objectKeys, readObjects } from '../storage/objects.js';
import { isWhole, readState } from '../storage/release-state.js';
import { createFetcher } from '../sync/fetcher.js';
import { fetchObject } from '../sync/staging.js';
import { unpackObjects } from '../sync/pack.js';
import { BOOT } from '../sync/trusted-set.js';
import { check, install, repair, take } from '../sync/updater.js';
import { runShell, scriptUrl, shellUrlOf } from './runner.js';
import { showProblem, showProgress, showWork } from './splash.js';

/** @typedef {import('../storage/release-state.js').ReleaseRecord} ReleaseRecord */
/** @typedef {import('../storage/release-state.js').State} State */
/** @typedef {import('../sync/staging.js').BootConfig} BootConfig */
/** @typedef {{ record: ReleaseRecord, shell: Uint8Array }} Bootable */

const CONFIG = /** @type {BootConfig} */ (/** @type {any} */ (self).HONGXIAN_BOOT);
const BASE = new URL('.', location.href.split(/[?#]/)[0]).href;
const DATABASE = 'hongxian:' + new URL(BASE).pathname;

/** indexedDB itself can throw where storage is forbidden. */
function storageFactory() {
  try {
    return self.indexedDB;
  } catch (e) {
    return null;
  }
}

const database = new Database(DATABASE, storageFactory());
/** @type {import('../sync/staging.js').Phone} */
const phone = { config: CONFIG, database, fetchBytes: createFetcher(BASE, self.fetch.bind(self)) };

/** @param {ReleaseRecord | undefined} record @param {Set<string>} have @returns {Promise<Bootable | null>} */
async function bootable(record, have) {
  if (!record || !isWhole(record, have)) return null;
  const { h } = record.statement.shell;
  const shell = (await readObjects(database, [h])).get(h);
  return shell ? { record, shell } : null;
}

/** The first that is whole: current, previous. @param {State} state @returns {Promise<Bootable | null>} */
async function choose(state) {
  const have = await objectKeys(database);
  return (await bootable(state.current, have)) || bootable(state.previous, have);
}

/** @param {{ kind: string, code?: string }} outcome */
function askAgain({ kind, code }) {
  return showProblem(code === 'boot-too-old' ? code : kind, code);
}

/** Nothing here can run: mend it or install, and ask as often as it takes. @param {State} state @returns {Promise<Bootable>} */
async function obtain(state) {
  for (;;) {
    showWork('installing');
    const outcome = state.current ? await mend(state.current) : await install(phone, showProgress);
    const ready = await choose(await readState(database));
    if (ready) return ready;
    await askAgain(outcome);
  }
}

/** The release that is held may be gone from the server: then a newer one helps as well. @param {ReleaseRecord} record */
async function mend(record) {
  const outcome = await repair(phone, record);
  return outcome.kind === 'repaired' ? outcome : install(phone, showProgress);
}

/** @returns {Promise<Bootable>} */
async function release() {
  const state = await readState(database);
  const held = await choose(state);
  // Another channel means another deployment with other keys at this address: what is held is only a fallback.
  if (held && held.record.statement.ch === CONFIG.channel) return held;
  if (!held) return obtain(state);
  showWork('installing');
  await install(phone, showProgress);
  return (await choose(await readState(database))) || held;
}

/** @param {Bootable} chosen @returns {Promise<boolean>} */
function run({ record, shell }) {
  const shellUrl = shellUrlOf(shell);
  /** @type {any} */ (self).hongxian = {
    boot: BOOT,
    base: BASE,
    database: DATABASE,
    channel: CONFIG.channel,
    fingerprint: CONFIG.fingerprint,
    release: record,
    shellUrl,
    fetchBytes: phone.fetchBytes,
    unpack: (/** @type {Uint8Array} */ bytes) => unpackObjects(bytes, digestHex),
    object: (/** @type {any} */ reference) => fetchObject(phone, reference),
    check: () => check(phone),
    /** @param {any} offer @param {any} onProgress */
    take: (offer, onProgress) => take(phone, offer, onProgress),
    repair: () => repair(phone, record),
  };
  return runShell(shellUrl);
}

/** The previous release runs; meanwhile the current one is made whole for the next start. */
async function mendCurrent() {
  const { current } = await readState(database);
  return current ? repair(phone, current) : { kind: 'whole' };
}

/** @param {Bootable} chosen */
async function start(chosen) {
  const { current, previous } = await readState(database);
  const isCurrent = Boolean(current && current.envelope === chosen.record.envelope);
  if (await run(chosen)) {
    if (!isCurrent) mendCurrent().catch(() => undefined);
    return;
  }
  const fallback = isCurrent ? await bootable(previous, await objectKeys(database)) : null;
  if (!fallback || !(await run(fallback))) throw new Error('shell');
}

/** @param {any} error */
function explain(error) {
  return showProblem(error instanceof StorageFault ? 'storage' : 'broken', error.code || error.message);
}

/** HTTPS and localhost only, and never waited for: the app does not depend on it. */
function registerWorker() {
  if (!self.isSecureContext || !navigator.serviceWorker) return;
  navigator.serviceWorker.register(scriptUrl('sw.js'), { updateViaCache: 'none' }).catch(() => undefined);
}

async function boot() {
  if (location.protocol === 'file:') return showProblem('file');
  for (;;) {
    try {
      await start(await release());
      return registerWorker();
    } catch (error) {
      await explain(error);
    }
  }
}

boot();
