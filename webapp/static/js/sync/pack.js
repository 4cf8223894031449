/**
 * The first-install pack → its objects. One line of JSON `[["sha256", bytes]…]`, then the objects one after the other.
 *
 * A pack that broke off still gives the objects that had arrived whole; each is checked by its own digest, so a
 * damaged pack can at worst give fewer objects.
 */

import { isCount, isHex } from './envelope.js';

/** @param {Uint8Array} bytes @returns {Array<[string, number]>} */
function packIndex(bytes) {
  const end = bytes.indexOf(10);
  if (end < 0) return [];
  try {
    const index = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
    const good = Array.isArray(index) && index.every((row) => Array.isArray(row) && isHex(row[0], 64) && isCount(row[1]));
    return good ? index : [];
  } catch (e) {
    return [];
  }
}

/**
 * @param {Uint8Array} bytes all or the beginning of a pack
 * @param {(bytes: Uint8Array) => Promise<string>} digest
 * @returns {Promise<Array<[string, Uint8Array]>>} the objects that are whole and are what they are called
 */
export async function unpackObjects(bytes, digest) {
  /** @type {Array<[string, Uint8Array]>} */
  const objects = [];
  let offset = bytes.indexOf(10) + 1;
  for (const [hash, size] of packIndex(bytes)) {
    const object = bytes.slice(offset, offset + size);
    offset += size;
    if (object.length < size) break;
    if (await digest(object) === hash) objects.push([hash, object]);
  }
  return objects;
}
