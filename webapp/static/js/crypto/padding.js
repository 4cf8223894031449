/** The end of a SHA-2 message: what is left of the text, one bit, zeros, the length in bits. */

/**
 * @param {Uint8Array} message @param {number} start first byte not yet hashed
 * @param {number} block 64 for SHA-256, 128 for SHA-512
 * @returns {DataView}
 */
export function padded(message, start, block) {
  const rest = message.length - start;
  const length = rest + 1 + block / 8 > block ? 2 * block : block;
  const tail = new Uint8Array(length);
  tail.set(message.subarray(start));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  // The length fits 53 bits; the upper bytes of the wider field stay zero.
  view.setUint32(length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(length - 4, message.length * 8);
  return view;
}
