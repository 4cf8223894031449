/** SHA-256 in plain JavaScript: plain HTTP has no WebCrypto, and there the phone must verify just as well. */

import { firstPrimes, fractionWord } from './constants.js';
import { toHex } from './hex.js';
import { hashBlocks, rotated } from './merkle-damgard.js';

const PRIMES = firstPrimes(64);
const ROUND_WORDS = Int32Array.from(PRIMES, (prime) => fractionWord(Math.cbrt(prime)));
const START_WORDS = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionWord(Math.sqrt(prime)));
const SCHEDULE = new Int32Array(64);

/** The exclusive or of three rotations. @param {number} x @param {number} a @param {number} b @param {number} c */
function mixed(x, a, b, c) {
  return rotated(x, x, a) ^ rotated(x, x, b) ^ rotated(x, x, c);
}

/** @param {Int32Array} state @param {DataView} view @param {number} offset */
function compress256(state, view, offset) {
  const w = SCHEDULE;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = rotated(x, x, 7) ^ rotated(x, x, 18) ^ (x >>> 3);
    const s1 = rotated(y, y, 17) ^ rotated(y, y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + mixed(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + ROUND_WORDS[i] + w[i]) | 0;
    const t2 = (mixed(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
}

/** @param {Uint8Array} message @returns {Uint8Array} 32 bytes */
export function sha256(message) {
  return hashBlocks(message, START_WORDS.slice(), 64, compress256);
}

/**
 * WebCrypto where it exists (it is 10 to 20 times faster), the code above everywhere else.
 * @param {Uint8Array} bytes @returns {Promise<string>} 64 hexadecimal digits
 */
export async function digestHex(bytes) {
  try {
    return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {any} */ (bytes))));
  } catch (e) {
    // No accelerator, or a broken one.
    return toHex(sha256(bytes));
  }
}
