// @ts-check
/**
 * Turns the texts that name things into places by sound: where two neighbours are said as two others are.
 * Same behaviour as `webapp/query/heard.py`.
 *
 * @typedef {(word: string) => string[]} Heard words that many speakers say like this one, of two characters and more
 */
/** More than there are sounds. */
const SOUNDS = 1 << 16;
/** @type {number[]} */
const NOWHERE = [];

/**
 * @param {string} text
 * @param {(char: string) => number[]} keysOf small numbers that stand for sounds
 * @returns {Heard}
 */
export function createHeard(text, keysOf) {
  const sounds = Uint16Array.from(text.split(""), (char) => keysOf(char)[0]);
  /** @type {Map<number, number[]>} */
  const places = new Map();
  for (let at = 0; at + 1 < sounds.length; at++) {
    const pair = sounds[at] * SOUNDS + sounds[at + 1];
    const known = places.get(pair);
    if (known) known.push(at);
    else places.set(pair, [at]);
  }

  /**
   * Where two neighbours of a word are heard, in parts.
   *
   * @param {number[]} first
   * @param {number[]} second
   */
  const heardAt = (first, second) => {
    /** @type {number[][]} */
    const found = [];
    first.forEach((a) => second.forEach((b) => found.push(places.get(a * SOUNDS + b) || NOWHERE)));
    return found;
  };

  return (word) => {
    const choices = word.split("").map(keysOf);
    let place = 0;
    let parts = heardAt(choices[0], choices[1]);
    for (let i = 1; i + 1 < choices.length && count(parts); i++) {
      const others = heardAt(choices[i], choices[i + 1]);
      if (count(others) >= count(parts)) continue;
      place = i;
      parts = others;
    }
    const isHeard = (/** @type {number} */ at) => choices.every((choice, i) => choice.includes(sounds[at + i]));
    /** @type {Set<string>} */
    const found = new Set();
    parts.forEach((part) => part.forEach((at) => isHeard(at - place) && found.add(text.slice(at - place, at - place + word.length))));
    found.delete(word);
    return Array.from(found);
  };
}

/** @param {number[][]} parts */
function count(parts) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
