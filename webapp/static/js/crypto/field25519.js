/**
 * Arithmetic modulo 2^255 - 19 in doubles: 16 limbs of 16 bits, so that products stay exact below 2^53.
 *
 * Adapted from TweetNaCl (Bernstein, van Gastel, Janssen, Lange, Schwabe, Smetsers) and its JavaScript port
 * TweetNaCl.js (Dmitry Chestnykh, Devi Mandiri); both are in the public domain. Verification handles no secrets,
 * therefore nothing here needs constant time.
 */

/** @typedef {Float64Array} Element an element of the field */

/** @param {ArrayLike<number>} [limbs] @returns {Element} */
export function element(limbs) {
  const e = new Float64Array(16);
  if (limbs) e.set(limbs);
  return e;
}

/** @param {Element} o */
function carry(o) {
  for (let i = 0; i < 16; i++) {
    const c = Math.floor(o[i] / 65536);
    o[i] -= c * 65536;
    // What leaves at the top comes back at the bottom 38-fold, because 2^256 = 38.
    if (i < 15) o[i + 1] += c;
    else o[0] += 38 * c;
  }
}

/** @param {Element} a @param {Element} b @returns {Element} */
export function add(a, b) {
  const o = element();
  for (let i = 0; i < 16; i++) o[i] = a[i] + b[i];
  return o;
}

/** @param {Element} a @param {Element} b @returns {Element} */
export function subtract(a, b) {
  const o = element();
  for (let i = 0; i < 16; i++) o[i] = a[i] - b[i];
  return o;
}

/** @param {Element} a @param {Element} b @returns {Element} */
export function multiply(a, b) {
  const t = new Float64Array(31);
  for (let i = 0; i < 16; i++) {
    const x = a[i];
    for (let j = 0; j < 16; j++) t[i + j] += x * b[j];
  }
  for (let i = 0; i < 15; i++) t[i] += 38 * t[i + 16];
  const o = element(t.subarray(0, 16));
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
  const t = element(n), m = element();
  for (let i = 0; i < 3; i++) carry(t);
  for (let round = 0; round < 2; round++) {
    m[0] = t[0] - 0xffed;
    for (let i = 1; i < 15; i++) {
      m[i] = t[i] - 0xffff - (m[i - 1] < 0 ? 1 : 0);
      if (m[i - 1] < 0) m[i - 1] += 65536;
    }
    m[15] = t[15] - 0x7fff - (m[14] < 0 ? 1 : 0);
    if (m[14] < 0) m[14] += 65536;
    if (m[15] >= 0) t.set(m);
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
  const o = element();
  for (let i = 0; i < 16; i++) o[i] = bytes[2 * i] + 256 * bytes[2 * i + 1];
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
