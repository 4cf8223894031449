/** Bytes ⇄ lower-case hexadecimal text. */

/** @param {Uint8Array} bytes @returns {string} */
export function toHex(bytes) {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/**
 * Strict: an even number of lower-case digits, otherwise null.
 * @param {unknown} text @returns {Uint8Array | null}
 */
export function fromHex(text) {
  if (typeof text !== 'string' || !/^(?:[0-9a-f]{2})*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
