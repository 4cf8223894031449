/** What SHA-256 and SHA-512 have in common: padding, block after block, the state as bytes. */

/**
 * The upper word of a pair, rotated right within the pair; with one word twice, a 32-bit rotation.
 * @param {number} high @param {number} low @param {number} count
 */
export function rotated(high, low, count) {
  return (high >>> count) | (low << (32 - count));
}

/**
 * @param {Uint8Array} message @param {Int32Array} state changed in place
 * @param {number} block 64 for SHA-256, 128 for SHA-512
 * @param {(state: Int32Array, view: DataView, offset: number) => void} compress
 * @returns {Uint8Array}
 */
export function hashBlocks(message, state, block, compress) {
  const size = Math.ceil((message.length + 1 + block / 8) / block) * block;
  const bytes = new Uint8Array(size);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  // The length in bits fits 53 bits; the upper bytes of the wider field stay zero.
  view.setUint32(size - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(size - 4, message.length * 8);
  for (let offset = 0; offset < size; offset += block) compress(state, view, offset);
  state.forEach((word, i) => view.setInt32(4 * i, word));
  return bytes.slice(0, 4 * state.length);
}
