/** SHA-256 in plain JavaScript: plain HTTP has no WebCrypto, and there the phone must verify just as well. */

import { ROUND_WORDS, START_WORDS } from './constants.js';
import { toHex } from './hex.js';
import { padded } from './padding.js';

/** @param {number} x @param {number} n */
function rotate256(x, n) {
  return (x >>> n) | (x << (32 - n));
}

/**
 * @param {Int32Array} state @param {DataView} view @param {number} offset @param {Int32Array} schedule
 */
function compress256(state, view, offset, schedule) {
  const w = schedule;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i++) {
    const s0 = rotate256(w[i - 15], 7) ^ rotate256(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = rotate256(w[i - 2], 17) ^ rotate256(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate256(e, 6) ^ rotate256(e, 11) ^ rotate256(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_WORDS[2 * i] + w[i]) | 0;
    const s0 = rotate256(a, 2) ^ rotate256(a, 13) ^ rotate256(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

/** @param {Uint8Array} message @returns {Uint8Array} 32 bytes */
export function sha256(message) {
  const state = new Int32Array(8);
  for (let i = 0; i < 8; i++) state[i] = START_WORDS[2 * i];
  const schedule = new Int32Array(64);
  const whole = message.length - (message.length % 64);
  const body = new DataView(message.buffer, message.byteOffset, whole);
  for (let offset = 0; offset < whole; offset += 64) compress256(state, body, offset, schedule);
  const tail = padded(message, whole, 64);
  for (let offset = 0; offset < tail.byteLength; offset += 64) compress256(state, tail, offset, schedule);
  const digest = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 8; i++) digest.setInt32(4 * i, state[i]);
  return new Uint8Array(digest.buffer);
}

/**
 * WebCrypto where it exists (it is 10 to 20 times faster), the code above everywhere else.
 * @param {Uint8Array} bytes @returns {Promise<string>} 64 hexadecimal digits
 */
export async function digestHex(bytes) {
  const subtle = typeof crypto === 'object' && crypto ? crypto.subtle : undefined;
  if (subtle) {
    try {
      return toHex(new Uint8Array(await subtle.digest('SHA-256', /** @type {any} */ (bytes))));
    } catch (e) { /* a broken accelerator must not stop reading: fall through */ }
  }
  return toHex(sha256(bytes));
}
