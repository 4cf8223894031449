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
import { inTurn } from '../storage/turn.js';
import { createFetcher } from '../sync/fetcher.js';
import { fetchObject } from '../sync/staging.js';
import { unpackObjects } from '../sync/pack.js';
import { BOOT } from '../sync/trusted-set.js';
import { check, install, repair, take } from '../sync/updater.js';
import { runShell, scriptUrl, shellUrlOf } from './runner.js';
import { showProblem, showProgress, showWork } from './splash.js';

/** @typedef {import('../storage/release-state.js').ReleaseRecord} ReleaseRecord */
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

/** The first that is whole: current, previous. @returns {Promise<Bootable | null>} */
async function choose() {
  const { current, previous } = await readState(database);
  const have = await objectKeys(database);
  return (await bootable(current, have)) || bootable(previous, have);
}

/** Nothing here can run: mend it or install, and ask as often as it takes. @returns {Promise<Bootable>} */
async function obtain() {
  for (;;) {
    showWork('installing');
    const { kind, code } = await inTurn(database, bring);
    const ready = await choose();
    if (ready) return ready;
    await showProblem(code === 'boot-too-old' ? code : kind, code);
  }
}

/**
 * Another page may have brought it meanwhile. What is held may be gone from the server: then a newer one helps as well.
 * @returns {Promise<{ kind: string, code?: string }>}
 */
async function bring() {
  const { current } = await readState(database);
  const mended = current ? await repair(phone, current) : null;
  return mended && /repaired|whole/.test(mended.kind) ? mended : install(phone, showProgress);
}

/** @returns {Promise<Bootable>} */
async function release() {
  const held = await choose();
  // Another channel means another deployment with other keys at this address: what is held is only a fallback.
  if (held && held.record.statement.ch === CONFIG.channel) return held;
  if (!held) return obtain();
  showWork('installing');
  await install(phone, showProgress);
  return (await choose()) || held;
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
    inTurn: (/** @type {() => Promise<any>} */ work) => inTurn(database, work),
    /** @param {any} offer @param {any} onProgress */
    take: (offer, onProgress) => take(phone, offer, onProgress),
    repair: () => repair(phone, record),
  };
  return runShell(shellUrl);
}

/** @param {Bootable} chosen */
async function start(chosen) {
  const { current, previous } = await readState(database);
  const isCurrent = Boolean(current && current.envelope === chosen.record.envelope);
  if (await run(chosen)) {
    // The previous one runs; meanwhile the current one is made whole for the next start.
    if (current && !isCurrent) repair(phone, current).catch(() => undefined);
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
