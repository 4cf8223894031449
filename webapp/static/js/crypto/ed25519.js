/**
 * Ed25519 signature check (RFC 8032) in plain JavaScript, without BigInt; it verifies only.
 *
 * Adapted from TweetNaCl and TweetNaCl.js, both in the public domain (see field25519.js). Stricter than they are:
 * S must be below the group order, the key must not be of small order, and the key and R must be in their one canonical
 * form, so that no second signature or key means the same. One pass over both scalars halves the time; that is safe as
 * nothing is secret. Same rules in the same order as `webapp/release/ed25519.py`; `tests/vectors/ed25519.json` ties the two.
 */

import { breath } from './breath.js';
import { add, element, equal, invert, multiply, pack, parity, power2523, sameBytes, subtract, unpack } from './field25519.js';
import { fromHex } from './hex.js';
import { sha512 } from './sha512.js';

/** @typedef {import('./field25519.js').Element} Element */
/** @typedef {Element[]} Point extended coordinates x, y, z, t */

const ZERO = element(0);
const ONE = element(1);
// The curve's own numbers, computed from their definitions: fewer bytes than writing them out, and nothing to mistype.
// They are made when first needed: opening the app checks no signature.
let curveD = ZERO, curve2D = ZERO, rootOfMinusOne = ZERO;
const ORDER = /** @type {Uint8Array} */ (fromHex('edd3f55c1a631258d69cf7a2def9de14' + '0'.repeat(30) + '10'));

async function makeCurve() {
  if (rootOfMinusOne !== ZERO) return;
  curveD = multiply(element(-121665), invert(element(121666)));
  curve2D = add(curveD, curveD);
  await breath();
  const half = power2523(element(2));
  rootOfMinusOne = multiply(multiply(half, half), element(2));
  await breath();
}

/** Right for equal and for neutral points too, so doubling needs no formula of its own. @param {Point} p @param {Point} q @returns {Point} */
function addPoints(p, q) {
  const a = multiply(subtract(p[1], p[0]), subtract(q[1], q[0]));
  const b = multiply(add(p[0], p[1]), add(q[0], q[1]));
  const c = multiply(multiply(p[3], q[3]), curve2D);
  const d = multiply(p[2], add(q[2], q[2]));
  const e = subtract(b, a), f = subtract(d, c), g = add(d, c), h = add(b, a);
  return [multiply(e, f), multiply(h, g), multiply(g, f), multiply(e, h)];
}

/** @param {Element} x @param {Element} y @returns {Uint8Array} */
function packPoint(x, y) {
  const bytes = pack(y);
  bytes[31] |= parity(x) << 7;
  return bytes;
}

/** The point behind 32 bytes, or null unless they are its canonical form. @param {Uint8Array} bytes @returns {Point | null} */
function unpackPoint(bytes) {
  const y = unpack(bytes), square = multiply(y, y);
  const u = subtract(square, ONE), v = add(multiply(square, curveD), ONE);
  const v2 = multiply(v, v), v3 = multiply(v2, v), v7 = multiply(multiply(v2, v2), v3);
  let x = multiply(multiply(u, v3), power2523(multiply(u, v7)));
  if (!equal(multiply(v, multiply(x, x)), u)) x = multiply(x, rootOfMinusOne);
  if (!equal(multiply(v, multiply(x, x)), u)) return null;
  if (parity(x) !== bytes[31] >> 7) x = subtract(ZERO, x);
  return sameBytes(packPoint(x, y), bytes) ? [x, y, ONE, multiply(x, y)] : null;
}

/** @param {Uint8Array} scalar @returns {boolean} */
function belowOrder(scalar) {
  for (let i = 31; i >= 0; i--) {
    if (scalar[i] !== ORDER[i]) return scalar[i] < ORDER[i];
  }
  return false;
}

/** One of the eight points whose eightfold is neutral. @param {Point} p */
function ofSmallOrder(p) {
  let sum = p;
  for (let i = 0; i < 3; i++) sum = addPoints(sum, sum);
  return equal(sum[0], ZERO) && equal(sum[1], sum[2]);
}

/** A 64-byte number modulo the group order, by doubling and subtracting bit by bit. @param {Uint8Array} digest @returns {Uint8Array} */
function reduced(digest) {
  const rest = new Uint8Array(32);
  for (let bit = 511; bit >= 0; bit--) {
    let over = (digest[bit >> 3] >> (bit & 7)) & 1;
    for (let i = 0; i < 32; i++, over >>= 8) rest[i] = over += 2 * rest[i];
    if (belowOrder(rest)) continue;
    over = 0;
    for (let i = 0; i < 32; i++, over >>= 8) rest[i] = over += rest[i] - ORDER[i];
  }
  return rest;
}

/** a·P + b·Q @param {Uint8Array} a @param {Point} p @param {Uint8Array} b @param {Point} q @returns {Promise<Point>} */
async function combine(a, p, b, q) {
  const table = [null, p, q, addPoints(p, q)];
  /** @type {Point} */
  let sum = [ZERO, ONE, ONE, ZERO];
  for (let bit = 255; bit >= 0; bit--) {
    sum = addPoints(sum, sum);
    const pick = table[((a[bit >> 3] >> (bit & 7)) & 1) + 2 * ((b[bit >> 3] >> (bit & 7)) & 1)];
    if (pick) sum = addPoints(sum, pick);
    if (bit % 16 === 0) await breath();
  }
  return sum;
}

/**
 * @param {Uint8Array} signature 64 bytes @param {Uint8Array} message @param {Uint8Array} publicKey 32 bytes
 * @returns {Promise<boolean>}
 */
export async function verifyEd25519(signature, message, publicKey) {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const r = signature.subarray(0, 32), s = signature.subarray(32);
  await makeCurve();
  const key = unpackPoint(publicKey);
  if (!belowOrder(s) || !key || ofSmallOrder(key)) return false;
  const text = new Uint8Array(64 + message.length);
  text.set(r);
  text.set(publicKey, 32);
  text.set(message, 64);
  await breath();
  const digest = sha512(text);
  await breath();
  const minusKey = [subtract(ZERO, key[0]), key[1], key[2], subtract(ZERO, key[3])];
  const base = /** @type {Point} */ (unpackPoint(new Uint8Array(32).fill(0x66).fill(0x58, 0, 1)));
  const [x, y, z] = await combine(s, base, reduced(digest), minusKey);
  const inverse = invert(z);
  // The result is packed canonically, so an R in any other form cannot be equal.
  return sameBytes(packPoint(multiply(x, inverse), multiply(y, inverse)), r);
}
