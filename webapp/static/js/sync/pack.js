/**
 * The first-install pack → its objects, the manifest among them. One line of JSON
 * `{"charset":name,"parts":[bytes…],"pages":[[bytes…]…]}`, then shell, tables and documents one after the other,
 * as text in that charset. In a manifest page documents go by id, in the pack those of one matter are side by side.
 *
 * No digest is in it: they are computed here, and whoever needs an object asks by digest. So a pack that broke off
 * gives the objects that had arrived whole, and a damaged one can at worst lack some.
 */

import { breath } from '../crypto/breath.js';

/** Bytes of which a slow phone makes text without keeping a frame waiting. */
const PIECE = 65536;

/**
 * @param {Uint8Array} bytes all or the beginning of a pack
 * @param {(bytes: Uint8Array) => Promise<string>} digest
 * @returns {Promise<Array<[string, Uint8Array]>>} objects under the names of their bytes
 */
export async function unpackObjects(bytes, digest) {
  /** @type {Array<[string, Uint8Array]>} */
  const objects = [];
  const start = bytes.indexOf(10) + 1;
  let stream = new Uint8Array(0), offset = 0;
  const add = async (/** @type {Uint8Array} */ object) => {
    const h = await digest(object);
    objects.push([h, object]);
    return { h, n: object.length };
  };
  const next = async (/** @type {number} */ size) => {
    const object = stream.slice(offset, offset + size);
    offset += size;
    if (object.length !== size) throw new Error('cut');
    await breath();
    return { ...await add(object), object };
  };
  const addJson = (/** @type {any} */ value) => add(new TextEncoder().encode(JSON.stringify(value)));
  try {
    const { charset, parts, pages } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, start)));
    // As a stream: a character that was cut in two is none.
    const decoder = new TextDecoder(charset);
    let text = '';
    for (let at = start; at < bytes.length; at += PIECE) {
      text += decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
      await breath();
    }
    stream = new TextEncoder().encode(text);
    await breath();
    const references = [];
    for (const size of parts) await next(size);
    for (const page of pages) {
      const entries = [];
      for (const size of page) {
        const { h, n, object } = await next(size);
        entries.push([JSON.parse(new TextDecoder().decode(object)).id, h, n]);
      }
      references.push(await addJson(entries.sort((a, b) => (a[0] < b[0] ? -1 : 1))));
    }
    await addJson({ pages: references });
  } catch (e) { /* No list, or the pack ends here: then nothing more is known. */ }
  return objects;
}
