// @ts-check
/**
 * Turns typed Latin letters into the syllables they may stand for, and characters into their readings.
 * Same behaviour as `webapp/analysis/pinyin.py`.
 *
 * @typedef {{initials(char: string): string[], sameSound(char: string): string, nearSound(char: string): string,
 *   nearKeys(char: string): string[], chars(syllable: string, nearly: boolean): string, cuts(letters: string): string[][],
 *   mixedCuts(form: string): string[][], readingsOf(char: string): string[], misread(word: string, cut: string[]): boolean}} Pinyin
 */
import { memo } from "./memo.js";
import { unique } from "./tokenizer.js";

const MOST = 12;
/** @type {Record<string, string>} */
const RESPELT = { lue: "lve", nue: "nve" };
export const UNFINISHED = "*";
const INITIALS = [["zh", "z"], ["ch", "c"], ["sh", "s"], ["n", "l"], ["r", "l"], ["f", "h"]];

/**
 * @param {import("./tables.js").Tables} tables
 * @param {Record<string, string>} overrides readings that documents name in `pinyin_override`
 * @returns {Pinyin}
 */
export function createPinyin(tables, overrides) {
  const shipped = tables.syllables();
  /** @type {Map<string, string>} */
  const syllables = new Map(Object.keys(shipped).map((syllable) => [syllable, shipped[syllable]]));
  const readings = new Map(tables.readings());
  const longest = Math.max(...Array.from(syllables.keys(), (syllable) => syllable.length));
  const names = Array.from(syllables.keys()).sort();
  /** @type {Map<string, string[]>} */
  const nearNames = new Map();
  names.forEach((name) => nearNames.set(near(name), (nearNames.get(near(name)) || []).concat(name)));
  /** @type {Map<string, string[]>} how words with heteronyms are read */
  const read = new Map();
  /** @type {Map<string, string>} */
  const known = new Map();
  const charsOf = (/** @type {string} */ syllable) => syllables.get(syllable) || "";
  const readingsOf = (/** @type {string} */ char) => readings.get(char) || [];
  const taught = { ...tables.heteronyms, ...overrides };
  Object.keys(taught)
    .sort()
    .forEach((word) => learn(word, taught[word]));

  /**
   * @param {string} word
   * @param {string} reading
   */
  function learn(word, reading) {
    const cut = bestCut(Array.from(word), reading.toLowerCase().replace(/ /g, "").replace(/ü/g, "v"));
    if (!cut) return;
    read.set(word, cut);
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
    const right = (/** @type {string[]} */ cut) => cut.filter((s, i) => readingsOf(word[i]).includes(s)).length;
    return stable(cuts, (a, b) => right(b) - right(a))[0];
  }

  /** @type {Pinyin["chars"]} */
  const chars = (syllable, nearly) => {
    const key = nearly ? syllable + "~" : syllable;
    let found = known.get(key);
    if (found === undefined) {
      const begun = syllable.endsWith(UNFINISHED) ? syllable.slice(0, -1) : "";
      let wanted = begun ? names.filter((name) => name.startsWith(begun) && name !== begun) : [syllable];
      if (nearly) wanted = wanted.reduce((all, name) => all.concat(nearNames.get(near(name)) || name), /** @type {string[]} */ ([]));
      found = unique(Array.from(wanted.map(charsOf).join(""))).join("");
      known.set(key, found);
    }
    return found;
  };

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
      if (syllables.has(syllable)) cut(rest.slice(length), done.concat(syllable), whole, half);
    }
    if (done.length && rest.length < longest && chars(rest + UNFINISHED, false)) half.push(done.concat(rest + UNFINISHED));
  }

  /** @type {Pinyin["cuts"]} */
  const cuts = (letters) => {
    /** @type {string[][]} */
    const whole = [];
    /** @type {string[][]} */
    const half = [];
    cut(letters, [], whole, half);
    const begun = whole
      .map((each) => each.slice(0, -1).concat(each[each.length - 1] + UNFINISHED))
      .filter((each) => chars(each[each.length - 1], false));
    const shorter = (/** @type {string[]} */ a, /** @type {string[]} */ b) => a.length - b.length;
    const most = (/** @type {string[][]} */ ways) => stable(ways, shorter).slice(0, MOST / 2);
    return most(whole).concat(most(begun.concat(half)));
  };

  return {
    chars,
    cuts,
    readingsOf,
    initials(char) {
      if (readings.has(char)) return unique(readingsOf(char).map((reading) => reading[0])).sort();
      return char.charCodeAt(0) < 128 ? [char] : [];
    },
    sameSound: memo((char) => unique([char].concat(Array.from(readingsOf(char).map(charsOf).join("")))).join("")),
    nearSound: memo((char) => unique([char].concat(Array.from(readingsOf(char).map((reading) => chars(reading, true)).join("")))).join("")),
    nearKeys(char) {
      const keys = unique(readingsOf(char).map(near));
      return keys.length ? keys : [char];
    },
    mixedCuts(form) {
      /** @type {string[][]} */
      let found = [[]];
      (form.match(/[a-z]+|[^a-z]/g) || []).forEach((part) => {
        const isLetters = part >= "a" && part < "{";
        const ways = isLetters ? cuts(part).concat([part.split("").map((letter) => letter + UNFINISHED)]) : [[part]];
        /** @type {string[][]} */
        const longer = [];
        found.forEach((done) => ways.forEach((way) => longer.push(done.concat(way))));
        found = longer.slice(0, MOST);
      });
      return found;
    },
    misread(word, typed) {
      for (let start = 0; start < word.length; start++) {
        for (let end = start + 2; end <= word.length; end++) {
          const right = read.get(word.slice(start, end)) || [];
          if (!right.every((syllable, i) => fits(typed[start + i], syllable))) return true;
        }
      }
      return false;
    },
  };
}

/**
 * A syllable without the differences that many speakers do not make.
 *
 * @param {string} syllable
 */
export function near(syllable) {
  const found = INITIALS.find(([typed]) => syllable.startsWith(typed));
  const begun = found ? found[1] + syllable.slice(found[0].length) : syllable;
  return begun.replace(/(an|en|in)g$/, "$1");
}

/**
 * Whether what was typed for a character (letters or the character itself) agrees with a reading.
 *
 * @param {string} typed
 * @param {string} syllable
 */
function fits(typed, syllable) {
  if (typed.endsWith(UNFINISHED)) return syllable.startsWith(typed.slice(0, -1));
  return typed === syllable || typed.charCodeAt(0) > 127;
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
