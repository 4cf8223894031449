// @ts-check
/**
 * Turns typed Latin letters into the syllables they may stand for, and characters into their readings.
 * Same behaviour as `webapp/analysis/pinyin.py`.
 *
 * @typedef {{initials(char: string): string[], sameSound(char: string): string, slots(typed: string): string[][]}} Pinyin
 */
import { unique } from "./tokenizer.js";

const MOST = 12;
/** @type {Record<string, string>} */
const RESPELT = { lue: "lve", nue: "nve" };

/**
 * @param {import("./tables.js").Tables} tables
 * @param {Record<string, string>} overrides readings that documents name in `pinyin_override`
 * @returns {Pinyin}
 */
export function createPinyin(tables, overrides) {
  /** @type {Map<string, string>} */
  const syllables = new Map(Object.keys(tables.syllables).map((syllable) => [syllable, tables.syllables[syllable]]));
  const readings = new Map(tables.readings);
  const longest = Math.max(...Array.from(syllables.keys(), (syllable) => syllable.length));
  const sorted = Array.from(syllables.keys()).sort();
  const charsOf = (/** @type {string} */ syllable) => syllables.get(syllable) || "";
  const readingsOf = (/** @type {string} */ char) => readings.get(char) || [];
  Object.keys(overrides)
    .sort()
    .forEach((word) => learn(word, overrides[word]));

  /**
   * @param {string} word
   * @param {string} reading
   */
  function learn(word, reading) {
    const cut = bestCut(Array.from(word), reading.toLowerCase().replace(/ /g, "").replace(/ü/g, "v"));
    if (!cut) return;
    Array.from(word).forEach((char, i) => {
      if (!charsOf(cut[i]).includes(char)) syllables.set(cut[i], charsOf(cut[i]) + char);
      if (!readingsOf(char).includes(cut[i])) readings.set(char, readingsOf(char).concat(cut[i]).sort());
    });
  }

  /**
   * @param {string[]} word
   * @param {string} rest
   */
  function bestCut(word, rest) {
    /** @type {string[][]} */
    const cuts = [];
    const walk = (/** @type {number} */ at, /** @type {string[]} */ done) => {
      if (done.length === word.length) {
        if (at === rest.length) cuts.push(done);
        return;
      }
      for (let length = longest; length > 0; length--) {
        const syllable = rest.slice(at, at + length);
        if (at + length <= rest.length && syllables.has(syllable)) walk(at + length, done.concat(syllable));
      }
    };
    walk(0, []);
    const known = (/** @type {string[]} */ cut) => cut.filter((s, i) => readingsOf(word[i]).includes(s)).length;
    return stable(cuts, (a, b) => known(b) - known(a))[0];
  }

  /**
   * @param {string} rest
   * @param {string[]} done
   * @param {string[][]} whole
   * @param {string[][]} half
   */
  function cut(rest, done, whole, half) {
    if (!rest) {
      whole.push(done);
      return;
    }
    if (whole.length + half.length > 4 * MOST) return;
    for (let length = Math.min(longest, rest.length); length > 0; length--) {
      const typed = rest.slice(0, length);
      const syllable = RESPELT[typed] || typed;
      if (syllables.has(syllable)) cut(rest.slice(length), done.concat(charsOf(syllable)), whole, half);
    }
    if (done.length && rest.length < longest) {
      const unfinished = beginning(rest);
      if (unfinished) half.push(done.concat(unfinished));
    }
  }

  /** @param {string} letters */
  function beginning(letters) {
    const found = sorted.filter((syllable) => syllable.startsWith(letters) && syllable !== letters);
    return unique(Array.from(found.map(charsOf).join(""))).join("");
  }

  return {
    initials(char) {
      if (readings.has(char)) return unique(readingsOf(char).map((reading) => reading[0])).sort();
      return char.charCodeAt(0) < 128 ? [char] : [];
    },
    sameSound: (char) => unique([char].concat(Array.from(readingsOf(char).map(charsOf).join("")))).join(""),
    slots(typed) {
      /** @type {string[][]} */
      const whole = [];
      /** @type {string[][]} */
      const half = [];
      cut(typed, [], whole, half);
      const shorter = (/** @type {string[]} */ a, /** @type {string[]} */ b) => a.length - b.length;
      return stable(whole, shorter).concat(stable(half, shorter)).slice(0, MOST);
    },
  };
}

/**
 * A stable sort: `Array.prototype.sort` is not one before Chrome 70.
 *
 * @template T
 * @param {T[]} values
 * @param {(a: T, b: T) => number} compare
 */
export function stable(values, compare) {
  return values
    .map((value, place) => ({ value, place }))
    .sort((a, b) => compare(a.value, b.value) || a.place - b.place)
    .map((each) => each.value);
}
