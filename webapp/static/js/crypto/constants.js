/**
 * The constants of SHA-2, computed from their definition: fractional parts of the roots of the first primes.
 *
 * Random-looking tables do not compress, and these would be a tenth of the bootloader. SHA-256 needs 32 bits, which a
 * double gives exactly; SHA-512 needs 64; the others are found digit by digit on limbs of 16 bits.
 */

/** @param {number} count @returns {number[]} */
export function firstPrimes(count) {
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime > 0)) primes.push(n);
  }
  return primes;
}

/** The first 32 bits behind the point. @param {number} root */
export function fractionWord(root) {
  return (root % 1) * 0x100000000 | 0;
}

/** @param {number[]} a @param {number[]} b lowest limb first @returns {number[]} */
function product(a, b) {
  const out = a.concat(b).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => {
    const sum = out[i + j] + x * y;
    out[i + j] = sum % 65536;
    out[i + j + 1] += Math.floor(sum / 65536);
  }));
  return out;
}

/** The first 64 bits behind the point of a root. @param {number} prime @param {2 | 3} degree @returns {[number, number]} high, low */
export function fractionWords(prime, degree) {
  const near = degree === 2 ? Math.sqrt(prime) : Math.cbrt(prime), word = fractionWord(near);
  const root = [0, 0, word & 65535, word >>> 16, Math.floor(near)];
  for (let bit = 31; bit >= 0; bit--) {
    root[bit >> 4] += 1 << (bit & 15);
    const square = product(root, root);
    const power = degree === 2 ? square : product(square, root);
    if (power[4 * degree] >= prime) root[bit >> 4] -= 1 << (bit & 15);
  }
  return [root[3] << 16 | root[2], root[1] << 16 | root[0]];
}
