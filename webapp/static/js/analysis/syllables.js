// @ts-check
/**
 * Turns the small table of readings that a release ships into syllables with their characters. Same behaviour as
 * `webapp/analysis/syllables.py`, which says how it is written.
 */
import { expand, expandSteps } from "./compact.js";

/** The characters of GB 2312 in its order; the five places without a character (D7FA–D7FE) are passed over. */
function gb2312() {
  const bytes = [];
  for (let row = 0xb0; row < 0xf8; row++) {
    for (let cell = 0xa1; cell < (row === 0xd7 ? 0xfa : 0xff); cell++) bytes.push(row, cell);
  }
  return new TextDecoder("gb2312").decode(Uint8Array.from(bytes));
}

/**
 * @param {{names: string, first: string, more: string}} table
 * @returns {Record<string, string>} syllable → characters, in the order of their code points
 */
export function unpackSyllables(table) {
  const chars = gb2312();
  const names = table.names.split(" ");
  /** @type {string[][]} */
  const found = names.map(() => []);
  expandSteps(table.first).forEach((number, place) => number && found[number - 1].push(chars[place]));
  const more = expand(table.more);
  for (let i = 0, place = 0; i < more.length; i += 2) {
    place += more[i];
    found[more[i + 1] - 1].push(chars[place]);
  }
  /** @type {Record<string, string>} */
  const syllables = {};
  names.forEach((name, i) => {
    syllables[name] = found[i].sort().join("");
  });
  return syllables;
}
