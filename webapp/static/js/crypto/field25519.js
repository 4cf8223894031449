/**
 * Arithmetic modulo 2^255 - 19 in doubles: 16 limbs of 16 bits, so that products stay exact below 2^53.
 *
 * Adapted from TweetNaCl (Bernstein, van Gastel, Janssen, Lange, Schwabe, Smetsers) and its JavaScript port
 * TweetNaCl.js (Dmitry Chestnykh, Devi Mandiri); both are in the public domain. Verification handles no secrets,
 * therefore nothing here needs constant time.
 */

/** @typedef {number[]} Element 16 limbs, lowest first. Plain arrays: making one costs a fifth of a typed array. */

/** @param {number} lowest @returns {Element} a small number */
export function element(lowest) {
  return [lowest, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
}

/** Back to 16 bits per limb. What leaves at the top comes back at the bottom 38-fold, because 2^256 = 38. @param {Element} o */
function carry(o) {
  let over = 0;
  for (let i = 0; i < 16; i++) {
    const limb = o[i] + over;
    over = Math.floor(limb / 65536);
    o[i] = limb - over * 65536;
  }
  o[0] += 38 * over;
}

/** @param {Element} a @param {Element} b @returns {Element} */
export function add(a, b) {
  return a.map((limb, i) => limb + b[i]);
}

/** @param {Element} a @param {Element} b @returns {Element} */
export function subtract(a, b) {
  return a.map((limb, i) => limb - b[i]);
}

/** @param {Element} a @param {Element} b @returns {Element} */
export function multiply(a, b) {
  const o = [];
  for (let k = 0; k < 16; k++) {
    let low = 0, high = 0;
    for (let i = 0; i <= k; i++) low += a[i] * b[k - i];
    for (let i = k + 1; i < 16; i++) high += a[i] * b[16 + k - i];
    o.push(low + 38 * high);
  }
  carry(o);
  carry(o);
  return o;
}

/**
 * Square and multiply: both exponents that are needed are all ones apart from a few low bits.
 * @param {Element} a @param {number} highest bit @param {number[]} zeros bits that are 0
 */
function power(a, highest, zeros) {
  let c = a;
  for (let bit = highest; bit >= 0; bit--) {
    c = multiply(c, c);
    if (zeros.indexOf(bit) < 0) c = multiply(c, a);
  }
  return c;
}

/** 1/a, which is a^(p - 2). @param {Element} a */
export function invert(a) {
  return power(a, 253, [2, 4]);
}

/** a^((p - 5) / 8), the heart of the square root. @param {Element} a */
export function power2523(a) {
  return power(a, 250, [1]);
}

/** The one canonical form below p. @param {Element} n @returns {Uint8Array} 32 bytes, little endian */
export function pack(n) {
  const t = n.slice(), m = n.slice();
  for (let i = 0; i < 3; i++) carry(t);
  for (let round = 0; round < 2; round++) {
    m[0] = t[0] - 0xffed;
    for (let i = 1; i < 15; i++) {
      m[i] = t[i] - 0xffff - (m[i - 1] < 0 ? 1 : 0);
      if (m[i - 1] < 0) m[i - 1] += 65536;
    }
    m[15] = t[15] - 0x7fff - (m[14] < 0 ? 1 : 0);
    if (m[14] < 0) m[14] += 65536;
    if (m[15] >= 0) m.forEach((limb, i) => { t[i] = limb; });
  }
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 16; i++) {
    bytes[2 * i] = t[i] & 255;
    bytes[2 * i + 1] = t[i] >> 8;
  }
  return bytes;
}

/** The top bit (a sign elsewhere) is left out. @param {Uint8Array} bytes @returns {Element} */
export function unpack(bytes) {
  const o = element(0).map((_, i) => bytes[2 * i] + 256 * bytes[2 * i + 1]);
  o[15] %= 32768;
  return o;
}

/** @param {Uint8Array} a @param {Uint8Array} b */
export function sameBytes(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @param {Element} a @param {Element} b */
export function equal(a, b) {
  return sameBytes(pack(a), pack(b));
}

/** @param {Element} a @returns {number} the lowest bit of the canonical form */
export function parity(a) {
  return pack(a)[0] & 1;
}
