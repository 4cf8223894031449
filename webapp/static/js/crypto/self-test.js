/**
 * Does this engine compute signatures rightly? One good vector (RFC 8032, test 2), three bad ones.
 *
 * A JIT fault or a meddling extension must not turn into "the signature is fine": when this fails, updates are
 * off and reading goes on.
 */

import { verifyEd25519 } from './ed25519.js';
import { fromHex } from './hex.js';

const KEY = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const MESSAGE = '72';
const SIGNATURE = '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da'
  + '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

/** @param {string} key @param {string} message @param {string} signature */
function holds(key, message, signature) {
  const [k, m, s] = [key, message, signature].map((digits) => /** @type {Uint8Array} */ (fromHex(digits)));
  return verifyEd25519(s, m, k);
}

/** @returns {boolean} */
export function cryptoWorks() {
  const otherBit = 'a' + SIGNATURE.slice(1);
  const otherKey = KEY.slice(0, 63) + 'd';
  return holds(KEY, MESSAGE, SIGNATURE)
    && !holds(KEY, MESSAGE, otherBit) && !holds(KEY, '73', SIGNATURE) && !holds(otherKey, MESSAGE, SIGNATURE);
}
