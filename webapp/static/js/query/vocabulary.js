// @ts-check
/**
 * Turns the texts that name things (titles, quotations, aliases, names) into words, found by initials, sound, shape.
 * Same behaviour as `webapp/query/vocabulary.py`: a word is any stretch of these few texts, and no list of words is made.
 *
 * @typedef {{weight(word: string): number, isBounded(word: string): boolean, byInitials(letters: string): string[], soundingLike(word: string): string[],
 *   lookingLike(word: string): string[], oneApart(word: string): string[], prepare(): unknown}} Vocabulary
 */
import { EDGE } from "../analysis/corpus.js";
import { lazy, memo } from "../analysis/memo.js";
import { NUMERALS } from "../analysis/numerals.js";
import { bigrams, unique } from "../analysis/tokenizer.js";
import { createHeard } from "./heard.js";

const LONGEST = 10;
const PLAIN = 4;
const CERTAIN = 4;
const MUCH = 12;
/** Fields that name things, and what a word in a text of each is worth. */
const WORTH = [[0, 3], [1, 3], [4, 2], [5, 1]];

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("../analysis/pinyin.js").Pinyin} pinyin
 * @param {import("../analysis/tables.js").Tables} tables
 * @param {(term: string) => number} frequency
 * @param {string[]} plain words: meant by sound, too, though nothing is named so
 * @returns {Vocabulary}
 */
export function createVocabulary(corpus, pinyin, tables, frequency, plain) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  /** @type {Map<string, number>} */
  const sounds = new Map();
  const texts = lazy(() => WORTH.map(([field]) => textsOf(corpus, field)));
  const heardTexts = lazy(() => texts().concat(EDGE + plain.map((word) => word + EDGE).join("")));
  const heard = lazy(() => createHeard(heardTexts().join(""), soundsOf));
  const shortenedNames = lazy(() => indexOf(texts().filter((_text, place) => WORTH[place][0] !== 1)));
  const initialsOf = memo(pinyin.initials);
  /** Of every character of the texts what it may begin with, as bits: most begin no word that is sought. */
  const beginnings = lazy(() => texts().map((text) => Int32Array.from(text.split(""), (char) => initialsOf(char).reduce((bits, letter) => bits | bitOf(letter), 0))));
  const soundsOf = memo((/** @type {string} */ char) => pinyin.nearKeys(char).map(numberOf));

  /** @param {string} key */
  function numberOf(key) {
    const number = sounds.get(key) || sounds.size + 1;
    sounds.set(key, number);
    return number;
  }

  /** @param {string} word */
  const weight = (word) => {
    let known = weights.get(word);
    if (known === undefined) {
      const isKnown = bigrams(word).every((pair) => frequency(pair) > 0);
      known = isKnown ? WORTH.reduce((sum, [, worth], place) => sum + worth * count(texts()[place], word), 0) : 0;
      weights.set(word, known);
    }
    return known;
  };

  /**
   * Whether these letters begin the characters from here on.
   *
   * @param {string} text
   * @param {number} start
   * @param {string} letters
   */
  const begins = (text, start, letters) => {
    for (let place = 0; place < letters.length; place++) {
      if (!initialsOf(text[start + place]).includes(letters[place])) return false;
    }
    return true;
  };

  /**
   * A short stretch may be a word by itself; one that begins with 的 or ends with 会 is part of others.
   *
   * @param {string} word
   */
  const isWord = (word) => {
    if (word.length >= PLAIN) return true;
    return !tables.functionWords.has(word[0]) && !NUMERALS.has(word[0]) && !tables.functionWords.has(word[word.length - 1]);
  };

  return {
    weight,
    prepare: heard,
    isBounded: (word) => word.length >= CERTAIN || weight(word) >= MUCH || heardTexts().some((text) => text.includes(EDGE + word) || text.includes(word + EDGE)),
    byInitials(letters) {
      /** @type {Set<string>} */
      const found = new Set();
      const first = bitOf(letters);
      texts().forEach((text, place) => {
        const bits = beginnings()[place];
        for (let start = 0, end = letters.length; end <= text.length; start++, end++) {
          if (!(bits[start] & first) || !begins(text, start, letters)) continue;
          const word = text.slice(start, end);
          if (isWord(word) || (text[start - 1] === EDGE && text[end] === EDGE)) found.add(word);
        }
      });
      return Array.from(found);
    },
    soundingLike: (word) => heard()(word),
    lookingLike(word) {
      /** @type {string[]} */
      const changed = [];
      const gaps = bigrams(word).map((pair, at) => (frequency(pair) ? -1 : at)).filter((at) => at >= 0);
      word.split("").forEach((char, place) => {
        if (gaps.some((at) => place !== at && place !== at + 1)) return; // what no text holds would be left in it
        (tables.lookalikes().get(char) || "").split("").forEach((other) => {
          if (other !== char) changed.push(word.slice(0, place) + other + word.slice(place + 1));
        });
      });
      return changed.filter(weight);
    },
    oneApart(word) {
      /** @type {string[]} */
      const found = [];
      shortened(word).forEach((key) => found.push(...(shortenedNames().get(key) || [])));
      return unique(found).filter((name) => isOneApart(word, name));
    },
  };
}

/**
 * All different texts of a field in one string; articles that nobody has annotated have no names of their own.
 *
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {number} field
 */
function textsOf(corpus, field) {
  /** @type {Set<string>} */
  const texts = new Set();
  corpus.sources.forEach(({ article }, number) => {
    if (!article) corpus.texts(number)[field].forEach((text) => texts.add(corpus.normalizer.matchForm(text)));
  });
  texts.delete("");
  return EDGE + Array.from(texts).sort().map((text) => text + EDGE).join("");
}

/**
 * The names and aliases by what is left of them without each of their characters.
 *
 * @param {string[]} texts
 */
function indexOf(texts) {
  const names = unique(texts.join("").split(EDGE)).filter((name) => name.length >= 3 && name.length <= LONGEST);
  /** @type {Map<string, string[]>} */
  const index = new Map();
  names.sort().forEach((name) =>
    shortened(name).forEach((key) => {
      const known = index.get(key);
      if (known) known.push(name);
      else index.set(key, [name]);
    }),
  );
  return index;
}

/**
 * Whether a character is missing or too many, two neighbours are exchanged, or, in a longer word, one is wrong.
 *
 * @param {string} word
 * @param {string} other
 */
export function isOneApart(word, other) {
  if (word === other || Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && start < other.length && word[start] === other[start]) start += 1;
  const rest = word.slice(start);
  const rests = other.slice(start);
  if (rest.length > rests.length) return rest.slice(1) === rests;
  if (rest.length < rests.length) return rest === rests.slice(1);
  if (word.length >= CERTAIN && rest.slice(1) === rests.slice(1)) return true;
  return rest.length > 1 && rest[0] === rests[1] && rest[1] === rests[0] && rest.slice(2) === rests.slice(2);
}

/**
 * One of 32 bits for the first letter; few letters share one.
 *
 * @param {string} text
 */
function bitOf(text) {
  return 1 << text.charCodeAt(0);
}

/** @param {string} word */
function shortened(word) {
  return unique([word].concat(word.split("").map((_char, place) => word.slice(0, place) + word.slice(place + 1))));
}

/**
 * How often a word occurs, overlaps included.
 *
 * @param {string} text
 * @param {string} word
 */
function count(text, word) {
  let found = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found += 1;
  return found;
}
