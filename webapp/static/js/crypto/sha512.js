/** SHA-512 in plain JavaScript, as pairs of 32-bit words (Ed25519 needs it; no BigInt on old kernels). */

import { firstPrimes, fractionWords } from './constants.js';
import { hashBlocks, rotated } from './merkle-damgard.js';

// Sums of a few 32-bit words stay below 2^53, so the carry of the low words can be taken by division.
const WORD = 0x100000000;
const SCHEDULE = new Int32Array(160);

/** @type {{ round: Int32Array, start: Int32Array } | null} made when first needed: opening the app needs no SHA-512 */
let tables = null;

function constants512() {
  if (tables) return tables;
  const primes = firstPrimes(80);
  /** @param {number[]} list @param {2 | 3} degree */
  const words = (list, degree) => {
    const out = new Int32Array(2 * list.length);
    list.forEach((prime, i) => out.set(fractionWords(prime, degree), 2 * i));
    return out;
  };
  tables = { round: words(primes, 3), start: words(primes.slice(0, 8), 2) };
  return tables;
}

/** Rotation by more than 32 is rotation of the swapped pair. @param {number} h @param {number} l @param {number} a @param {number} b @param {number} c */
function mixedPair(h, l, a, b, c) {
  return rotated(h, l, a) ^ rotated(h, l, b) ^ rotated(l, h, c);
}

/** One 64-bit word of the schedule. @param {Int32Array} w @param {number} i even index of its high word */
function extend(w, i) {
  const ah = w[i - 30], al = w[i - 29], bh = w[i - 4], bl = w[i - 3];
  const s0h = rotated(ah, al, 1) ^ rotated(ah, al, 8) ^ (ah >>> 7);
  const s0l = rotated(al, ah, 1) ^ rotated(al, ah, 8) ^ rotated(al, ah, 7);
  const s1h = rotated(bh, bl, 19) ^ rotated(bl, bh, 29) ^ (bh >>> 6);
  const s1l = rotated(bl, bh, 19) ^ rotated(bh, bl, 29) ^ rotated(bl, bh, 6);
  const low = (s0l >>> 0) + (s1l >>> 0) + (w[i - 31] >>> 0) + (w[i - 13] >>> 0);
  w[i] = s0h + s1h + w[i - 32] + w[i - 14] + Math.floor(low / WORD);
  w[i + 1] = low;
}

/** @param {Int32Array} state eight words as high, low @param {DataView} view @param {number} offset */
function compress512(state, view, offset) {
  const w = SCHEDULE;
  const { round } = constants512();
  for (let i = 0; i < 32; i++) w[i] = view.getInt32(offset + 4 * i);
  for (let i = 32; i < 160; i += 2) extend(w, i);
  const v = state.slice();
  for (let i = 0; i < 160; i += 2) {
    const [ah, al, bh, bl, ch, cl, , dl, eh, el, fh, fl, gh, gl, hh, hl] = v;
    const chl = (el & fl) ^ (~el & gl), majl = (al & bl) ^ (al & cl) ^ (bl & cl);
    const t1l = (hl >>> 0) + (mixedPair(el, eh, 14, 18, 9) >>> 0) + (chl >>> 0) + (round[i + 1] >>> 0) + (w[i + 1] >>> 0);
    const t1h = hh + mixedPair(eh, el, 14, 18, 9) + ((eh & fh) ^ (~eh & gh)) + round[i] + w[i] + Math.floor(t1l / WORD);
    const suml = (t1l % WORD) + (sigma(al, ah) >>> 0) + (majl >>> 0);
    const sumd = (dl >>> 0) + (t1l % WORD);
    v.copyWithin(2, 0, 14);
    v[8] += t1h + Math.floor(sumd / WORD);
    v[9] = sumd;
    v[0] = t1h + sigma(ah, al) + ((ah & bh) ^ (ah & ch) ^ (bh & ch)) + Math.floor(suml / WORD);
    v[1] = suml;
  }
  for (let i = 0; i < 16; i += 2) {
    const low = (state[i + 1] >>> 0) + (v[i + 1] >>> 0);
    state[i] += v[i] + Math.floor(low / WORD);
    state[i + 1] = low;
  }
}

/** @param {number} h @param {number} l one half of the rotations of the first word; swap the two for the other half */
function sigma(h, l) {
  return rotated(h, l, 28) ^ rotated(l, h, 2) ^ rotated(l, h, 7);
}

/** @param {Uint8Array} message @returns {Uint8Array} 64 bytes */
export function sha512(message) {
  return hashBlocks(message, constants512().start.slice(), 128, compress512);
}
