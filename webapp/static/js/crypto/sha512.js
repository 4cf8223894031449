/** SHA-512 in plain JavaScript, as pairs of 32-bit words (Ed25519 needs it; no BigInt on old kernels). */

import { ROUND_WORDS, START_WORDS } from './constants.js';
import { padded } from './padding.js';

// Sums of a few 32-bit words stay below 2^53, so the carry of the low words can be taken by division.
const WORD = 0x100000000;

/** One 64-bit word of the schedule. @param {Int32Array} w @param {number} i even index of its high word */
function extend(w, i) {
  const ah = w[i - 30], al = w[i - 29], bh = w[i - 4], bl = w[i - 3];
  const s0h = ((ah >>> 1) | (al << 31)) ^ ((ah >>> 8) | (al << 24)) ^ (ah >>> 7);
  const s0l = ((al >>> 1) | (ah << 31)) ^ ((al >>> 8) | (ah << 24)) ^ ((al >>> 7) | (ah << 25));
  const s1h = ((bh >>> 19) | (bl << 13)) ^ ((bl >>> 29) | (bh << 3)) ^ (bh >>> 6);
  const s1l = ((bl >>> 19) | (bh << 13)) ^ ((bh >>> 29) | (bl << 3)) ^ ((bl >>> 6) | (bh << 26));
  const low = (s0l >>> 0) + (s1l >>> 0) + (w[i - 31] >>> 0) + (w[i - 13] >>> 0);
  w[i] = s0h + s1h + w[i - 32] + w[i - 14] + Math.floor(low / WORD);
  w[i + 1] = low;
}

/**
 * @param {Int32Array} state eight words as high, low @param {DataView} view @param {number} offset
 * @param {Int32Array} w schedule of 160 words
 */
function compress512(state, view, offset, w) {
  for (let i = 0; i < 32; i++) w[i] = view.getInt32(offset + 4 * i);
  for (let i = 32; i < 160; i += 2) extend(w, i);
  const v = state.slice();
  for (let i = 0; i < 160; i += 2) {
    const [ah, al, bh, bl, ch, cl, , , eh, el, fh, fl, gh, gl] = v;
    const s1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const s1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const chh = (eh & fh) ^ (~eh & gh), chl = (el & fl) ^ (~el & gl);
    const t1l = (v[15] >>> 0) + (s1l >>> 0) + (chl >>> 0) + (ROUND_WORDS[i + 1] >>> 0) + (w[i + 1] >>> 0);
    const t1h = (v[14] + s1h + chh + ROUND_WORDS[i] + w[i] + Math.floor(t1l / WORD)) | 0;
    const s0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const s0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const majh = (ah & bh) ^ (ah & ch) ^ (bh & ch), majl = (al & bl) ^ (al & cl) ^ (bl & cl);
    const suml = (t1l % WORD) + (s0l >>> 0) + (majl >>> 0);
    const dl = (v[7] >>> 0) + (t1l % WORD);
    v.copyWithin(2, 0, 14);
    v[8] += t1h + Math.floor(dl / WORD);
    v[9] = dl;
    v[0] = t1h + s0h + majh + Math.floor(suml / WORD);
    v[1] = suml;
  }
  for (let i = 0; i < 16; i += 2) {
    const low = (state[i + 1] >>> 0) + (v[i + 1] >>> 0);
    state[i] += v[i] + Math.floor(low / WORD);
    state[i + 1] = low;
  }
}

/** @param {Uint8Array} message @returns {Uint8Array} 64 bytes */
export function sha512(message) {
  const state = START_WORDS.slice();
  const schedule = new Int32Array(160);
  const whole = message.length - (message.length % 128);
  const body = new DataView(message.buffer, message.byteOffset, whole);
  for (let offset = 0; offset < whole; offset += 128) compress512(state, body, offset, schedule);
  const tail = padded(message, whole, 128);
  for (let offset = 0; offset < tail.byteLength; offset += 128) compress512(state, tail, offset, schedule);
  const digest = new DataView(new ArrayBuffer(64));
  for (let i = 0; i < 16; i++) digest.setInt32(4 * i, state[i]);
  return new Uint8Array(digest.buffer);
}
