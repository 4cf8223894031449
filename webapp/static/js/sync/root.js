/**
 * A root: who may sign what from here on. Twin of the root part of `webapp/release/verifier.py`.
 *
 * Root n+1 is signed by the thresholds of root n and of itself; that is how keys change without stranding a phone.
 */

import { fromHex, toHex } from '../crypto/hex.js';
import { sha256 } from '../crypto/sha256.js';
import { RELEASE_TAG, ROOT_TAG, countSigners, isCount, isHex, isObject, openEnvelope, parseJson } from './envelope.js';
import { Refused } from './refused.js';

/** @typedef {import('./envelope.js').Envelope} Envelope */
/** @typedef {{ keys: Map<string, Uint8Array>, threshold: number }} Role */
/** @typedef {{ number: number, epoch: number, root: Role, release: Role }} Root */

const VERSION = 1;

/**
 * The signed text as an object of the right kind; a signed text that is no JSON object is a broken envelope.
 * @param {string} signed @param {string} type @param {string} channel @returns {Record<string, any>}
 */
export function readSigned(signed, type, channel) {
  let value;
  try {
    value = parseJson(signed);
  } catch (e) {
    value = null;
  }
  if (!isObject(value)) throw new Refused('bad-envelope');
  if (value.t !== type) throw new Refused('wrong-type');
  if (value.v !== VERSION) throw new Refused('unknown-version');
  if (value.ch !== channel) throw new Refused('wrong-channel');
  return value;
}

/** A key of an algorithm that we do not know can be named but never counts: null. @param {string} name @param {any} entry */
function keyOf(name, entry) {
  if (!isObject(entry) || typeof entry.alg !== 'string') throw new Refused('bad-root');
  if (entry.alg !== 'ed25519') return null;
  const bytes = isHex(entry.pub, 64) ? fromHex(entry.pub) : null;
  if (!bytes || toHex(sha256(bytes)).slice(0, 16) !== name) throw new Refused('bad-root');
  return bytes;
}

/** @param {any} value @param {Map<string, Uint8Array | null>} known @returns {Role} */
function roleOf(value, known) {
  if (!isObject(value) || !Array.isArray(value.keys)) throw new Refused('bad-root');
  /** @type {Map<string, Uint8Array>} */
  const keys = new Map();
  for (const name of value.keys) {
    const key = known.get(name);
    if (key === undefined) throw new Refused('bad-root');
    if (key) keys.set(name, key);
  }
  if (!isCount(value.threshold) || value.threshold < 1 || value.threshold > keys.size) {
    throw new Refused('bad-root');
  }
  return { keys, threshold: value.threshold };
}

/** @param {Envelope} envelope @param {string} channel @returns {Root} */
function rootOf(envelope, channel) {
  const value = readSigned(envelope.signed, 'root', channel);
  if (!isCount(value.n) || value.n < 1 || !isCount(value.epoch) || value.epoch < 1 || !isObject(value.keys)) {
    throw new Refused('bad-root');
  }
  /** @type {Map<string, Uint8Array | null>} */
  const known = new Map();
  for (const name of Object.keys(value.keys)) known.set(name, keyOf(name, value.keys[name]));
  return { number: value.n, epoch: value.epoch, root: roleOf(value.root, known), release: roleOf(value.release, known) };
}

/** @param {Envelope} envelope @param {Role} role */
async function requireRootSignatures(envelope, role) {
  if (await countSigners(envelope, ROOT_TAG, role.keys) < role.threshold) throw new Refused('bad-signature');
}

/**
 * Does this engine tell good signatures from bad ones? A JIT fault or a meddling extension must not turn into "the
 * signature is fine". The root's own signature is the good one; another text, another key and another signature are bad.
 * @param {Envelope} envelope @param {Role} role
 */
async function seesForgeries({ signed, signatures }, { keys }) {
  const others = new Map(Array.from(keys, ([name, key]) => [name, key.slice().fill(102, 1)]));
  const spoilt = signatures.map((one) => ({ ...one, value: one.value.replace(/./, (digit) => (digit === '0' ? '1' : '0')) }));
  return await countSigners({ signed, signatures }, RELEASE_TAG, keys)
    + await countSigners({ signed, signatures }, ROOT_TAG, others)
    + await countSigners({ signed, signatures: spoilt }, ROOT_TAG, keys) === 0;
}

/** The root a deployment starts from; it must at least be signed by itself. @param {Uint8Array} bytes @param {string} channel */
export async function pinnedRoot(bytes, channel) {
  const envelope = openEnvelope(bytes);
  const root = rootOf(envelope, channel);
  await requireRootSignatures(envelope, root.root);
  if (!await seesForgeries(envelope, root.root)) throw new Refused('self-test-failed');
  return root;
}

/** The next root, if the one trusted now says so. @param {Root} trusted @param {Uint8Array} bytes @param {string} channel */
export async function nextRoot(trusted, bytes, channel) {
  const envelope = openEnvelope(bytes);
  await requireRootSignatures(envelope, trusted.root);
  const root = rootOf(envelope, channel);
  if (root.number !== trusted.number + 1 || root.epoch < trusted.epoch) throw new Refused('bad-root');
  await requireRootSignatures(envelope, root.root);
  return root;
}
