/**
 * One release after the other, by consent: check → stage what is missing → flip. Asks the trusted set at every step.
 *
 * Whatever goes wrong before the flip leaves the release that is held exactly as it was, and comes back as a value.
 */

import { digestHex } from '../crypto/sha256.js';
import { StorageFault } from '../storage/database.js';
import { deleteObjects, objectKeys, readObjects } from '../storage/objects.js';
import { dropPrevious, flipRelease, heldPosition, objectsOf, raiseRoot, readState } from '../storage/release-state.js';
import { MAX_ENVELOPE, openEnvelope } from './envelope.js';
import { Refused, Unreachable } from './refused.js';
import { pinnedRoot } from './root.js';
import { ATTEMPTS, obtainManifest, stage, stagePack } from './staging.js';
import { TrustedSet } from './trusted-set.js';

/** @typedef {import('./trusted-set.js').Statement} Statement */
/** @typedef {import('./staging.js').Phone} Phone */
/** @typedef {import('./staging.js').Progress} Progress */
/** @typedef {import('../storage/release-state.js').ReleaseRecord} ReleaseRecord */
/** @typedef {{ set: TrustedSet, rootText: string }} Trusted */
/** @typedef {{ kind: 'refused' | 'storage', code: string } | { kind: 'unreachable' } | { kind: 'no-space' }} Failure */
/** @typedef {{ kind: 'newer', statement: Statement, envelope: string, documents: Array<[string, string, number]> }} Offer */

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}

/** @param {unknown} envelope an object or its text */
function bytesOf(envelope) {
  return new TextEncoder().encode(typeof envelope === 'string' ? envelope : JSON.stringify(envelope));
}

/** Every failure as a value: the caller shows it, the release that is held goes on. @param {unknown} error @returns {Failure} */
function failure(error) {
  if (error instanceof Refused) return { kind: 'refused', code: error.code };
  if (error instanceof Unreachable) return { kind: 'unreachable' };
  if (!(error instanceof StorageFault)) throw error;
  return error.code === 'quota' ? { kind: 'no-space' } : { kind: 'storage', code: error.code };
}

/**
 * Root 1, which the page pins by the digest of its text, so that it can have any number of keys. Asked for until a
 * release is held, with which the root is stored.
 * @param {Phone} phone
 */
async function firstRoot(phone) {
  if (!phone.firstRoot) {
    const bytes = await phone.fetchBytes('sync/root/1.json', { cap: MAX_ENVELOPE });
    const signed = new TextEncoder().encode(openEnvelope(bytes).signed);
    if (await digestHex(signed) !== phone.config.fingerprint) throw new Refused('bad-root');
    phone.firstRoot = textOf(bytes);
  }
  return phone.firstRoot;
}

/** What this phone believes now. @param {Phone} phone @returns {Promise<Trusted>} */
async function trustedSet(phone) {
  const { config: { channel, floor }, database } = phone;
  const state = await readState(database);
  const held = heldPosition(state, channel);
  const current = state.current && state.current.statement.ch === channel ? JSON.parse(state.current.envelope).signed : null;
  /** @param {string} rootText */
  const trusting = async (rootText) => {
    const pinned = await pinnedRoot(bytesOf(rootText), channel);
    return { set: new TrustedSet({ root: pinned, channel, floor, held, current }), rootText };
  };
  try {
    if (state.trust && state.trust.ch === channel) return await trusting(state.trust.root);
  } catch (e) {
    // The stored root is damaged: the chain is walked again, from the one that the page pins.
  }
  return trusting(await firstRoot(phone));
}

/** Follow the roots one by one as far as they go. @param {Phone} phone @param {Trusted} trusted */
async function walkRoots(phone, trusted) {
  const { set } = trusted;
  for (;;) {
    let bytes;
    try {
      bytes = await phone.fetchBytes('sync/root/' + (set.root.number + 1) + '.json', { cap: MAX_ENVELOPE });
      await set.takeRoot(bytes);
    } catch (e) {
      // So ends the chain. If the head does not verify with the last good root, it says so itself.
      return;
    }
    trusted.rootText = textOf(bytes);
    const { epoch, seq } = set.held;
    await raiseRoot(phone.database, { root: trusted.rootText, rootNumber: set.root.number, ch: set.channel, epoch, seq });
  }
}

/** A head that the root we know does not cover may rest on a newer root. @param {Phone} phone @param {Trusted} trusted @param {Uint8Array} bytes */
async function checkHead(phone, trusted, bytes) {
  try {
    return await trusted.set.checkHead(bytes);
  } catch (error) {
    if (!(error instanceof Refused) || !['bad-signature', 'bad-root'].includes(error.code)) throw error;
    await walkRoots(phone, trusted);
    return trusted.set.checkHead(bytes);
  }
}

/** @param {Phone} phone @param {Trusted} trusted */
async function fetchHead(phone, trusted) {
  const bytes = await phone.fetchBytes('sync/head.json', { cap: MAX_ENVELOPE, fresh: true });
  return { ...await checkHead(phone, trusted, bytes), envelope: textOf(bytes) };
}

/** Is there a newer release? @param {Phone} phone @returns {Promise<Offer | { kind: 'same' } | Failure>} */
export async function check(phone) {
  try {
    const { kind, statement, envelope } = await fetchHead(phone, await trustedSet(phone));
    if (kind === 'same') return { kind };
    const { documents } = await obtainManifest(phone, statement);
    return { kind, statement, envelope, documents };
  } catch (error) {
    return failure(error);
  }
}

/**
 * Take what `check` offered. Only its envelope counts, and that is checked again.
 * @param {Phone} phone @param {{ envelope: string }} offer @param {Progress} [onProgress]
 * @returns {Promise<{ kind: 'taken' | 'superseded' } | Failure>}
 */
export async function take(phone, { envelope }, onProgress) {
  try {
    const trusted = await trustedSet(phone);
    const { kind, statement } = await checkHead(phone, trusted, bytesOf(envelope));
    if (kind === 'same') return { kind: 'superseded' };
    return { kind: await stageAndFlip(phone, { envelope, statement }, trusted, onProgress) };
  } catch (error) {
    return failure(error);
  }
}

/** The first release on this phone. @param {Phone} phone @param {Progress} onProgress */
export async function install(phone, onProgress) {
  try {
    const trusted = await trustedSet(phone);
    const offer = await fetchHead(phone, trusted);
    if (offer.kind === 'same') return { kind: 'superseded' };
    if ((await objectKeys(phone.database)).size === 0) await stagePack(phone, offer.statement.first, onProgress);
    return { kind: await stageAndFlip(phone, offer, trusted, onProgress) };
  } catch (error) {
    return failure(error);
  }
}

/**
 * Fetch again what is missing or damaged of a release that is held.
 * @param {Phone} phone @param {ReleaseRecord} record @returns {Promise<{ kind: 'whole' | 'repaired' } | Failure>}
 */
export async function repair(phone, record) {
  try {
    const wanted = objectsOf(record);
    const good = await readObjects(phone.database, wanted.map(({ h }) => h));
    const bad = wanted.filter(({ h }) => !good.has(h));
    // A damaged object counts as missing from now on, so that the next start falls back if it cannot be mended now.
    await deleteObjects(phone.database, bad.map(({ h }) => h));
    await stage(phone, bad);
    return { kind: bad.length > 0 ? 'repaired' : 'whole' };
  } catch (error) {
    return failure(error);
  }
}

/**
 * @param {Phone} phone @param {{ envelope: string, statement: Statement }} offer @param {Trusted} trusted
 * @param {Progress} [onProgress] @returns {Promise<'taken' | 'superseded'>}
 */
async function stageAndFlip(phone, { envelope, statement }, { set, rootText }, onProgress) {
  const { epoch, seq } = statement;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const record = { epoch, seq, envelope, statement, ...await obtainManifest(phone, statement) };
    await withRoom(phone, () => stage(phone, objectsOf(record), onProgress));
    const outcome = await withRoom(phone, () => flipRelease(phone.database, record, { text: rootText, number: set.root.number }));
    if (outcome !== 'incomplete') return outcome;
  }
  throw new Unreachable();
}

/** When the phone is full the previous release makes room, once. @template T @param {Phone} phone @param {() => Promise<T>} work */
async function withRoom({ database }, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StorageFault) || error.code !== 'quota' || !(await dropPrevious(database))) throw error;
    return work();
  }
}
