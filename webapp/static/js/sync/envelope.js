/**
 * Bytes from anywhere → an envelope; which keys really signed it. Twin of `webapp/release/envelope.py`.
 *
 * The signature covers a tag and then the literal text, so nobody has to agree on canonical JSON, and a root can
 * never pass for a release.
 */

import { verifyEd25519 } from '../crypto/ed25519.js';
import { fromHex } from '../crypto/hex.js';
import { Refused } from './refused.js';

export const RELEASE_TAG = 'hongxian-release-v1\n';
export const ROOT_TAG = 'hongxian-root-v1\n';
export const MAX_ENVELOPE = 16 * 1024;
const MAX_SIGNATURES = 16;

/** @typedef {{ key: string, algorithm: string, value: string }} Signature */
/** @typedef {{ signed: string, signatures: Signature[] }} Envelope */

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number from 0 that both languages hold exactly. @param {unknown} value @returns {value is number} */
export function isCount(value) {
  return Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
}

/** @param {unknown} value @param {number} digits @returns {value is string} */
export function isHex(value, digits) {
  return typeof value === 'string' && value.length === digits && /^[0-9a-f]*$/.test(value);
}

/** UTF-8 bytes → text; a byte order mark in front does no harm. @param {Uint8Array} bytes */
export function decodeText(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (e) {
    throw new Refused('not-json');
  }
}

/** @param {string} text @returns {any} */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (e) {
    throw new Refused('not-json');
  }
}

/** @param {any} entry @returns {Signature} */
function signatureOf(entry) {
  const { k, alg, s } = isObject(entry) ? entry : /** @type {Record<string, any>} */ ({});
  if ([k, alg, s].some((field) => typeof field !== 'string')) throw new Refused('bad-envelope');
  return { key: k, algorithm: alg, value: s };
}

/** Half a surrogate pair has no UTF-8 form, so nothing could be signed. @param {string} text */
function isWellFormed(text) {
  try {
    encodeURIComponent(text);
    return true;
  } catch (e) {
    return false;
  }
}

/** @param {Uint8Array} bytes @returns {Envelope} */
export function openEnvelope(bytes) {
  if (bytes.length > MAX_ENVELOPE) throw new Refused('too-large');
  const value = parseJson(decodeText(bytes));
  if (!isObject(value) || typeof value.signed !== 'string' || !Array.isArray(value.sigs)
    || value.sigs.length > MAX_SIGNATURES || !isWellFormed(value.signed)) throw new Refused('bad-envelope');
  return { signed: value.signed, signatures: value.sigs.map(signatureOf) };
}

/**
 * How many of the keys really signed the text; a key that signed twice counts once.
 * @param {Envelope} envelope @param {string} tag @param {Map<string, Uint8Array>} keys
 */
export async function countSigners(envelope, tag, keys) {
  const message = new TextEncoder().encode(tag + envelope.signed);
  /** @type {Set<string>} */
  const good = new Set();
  for (const { key, algorithm, value } of envelope.signatures) {
    const publicKey = keys.get(key);
    const signature = algorithm === 'ed25519' && value.length === 128 ? fromHex(value) : null;
    if (publicKey && signature && !good.has(key) && await verifyEd25519(signature, message, publicKey)) good.add(key);
  }
  return good.size;
}
