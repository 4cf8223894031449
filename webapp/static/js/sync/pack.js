/**
 * The first-install pack → its objects. One line of JSON `[["sha256", bytes]…]`, then the objects one after the other.
 *
 * A pack that broke off still gives the objects that had arrived whole; each is checked by its own digest, so a
 * damaged pack can at worst give fewer objects.
 */

/**
 * @param {Uint8Array} bytes all or the beginning of a pack
 * @param {(bytes: Uint8Array) => Promise<string>} digest
 * @returns {Promise<Array<[string, Uint8Array]>>} the objects that are whole and are what they are called
 */
export async function unpackObjects(bytes, digest) {
  /** @type {Array<[string, Uint8Array]>} */
  const objects = [];
  let offset = bytes.indexOf(10) + 1;
  try {
    for (const [hash, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, offset)))) {
      const object = bytes.slice(offset, offset + size);
      offset += size;
      if (await digest(object) === hash) objects.push([hash, object]);
    }
  } catch (e) { /* No list, or a broken one: then nothing more is known. */ }
  return objects;
}
