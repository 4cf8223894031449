// @ts-check
/**
 * Turns what was typed instead of a word (pinyin, initials, a homophone) into words that the library holds.
 * Same behaviour as `webapp/query/spelling.py`.
 *
 * @typedef {import("./matcher.js").Variant} Variant
 * @typedef {{homophones(form: string): Variant[], spelled(letters: string): Variant[], joined(letters: string): Variant[],
 *   prepare(): unknown}} Speller
 */
import { NUMERALS } from "../analysis/numerals.js";
import { EDGE } from "../analysis/corpus.js";
import { exact } from "./matcher.js";

const MOST_PATHS = 48;
const MOST_VARIANTS = 6;
const LONGEST = 10;
/** What a word is worth for initials in a unit: field, inside a text, as a whole text. */
const WORTH = [[0, 3, 3], [1, 3, 3], [4, 2, 3], [5, 1, 2]];

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @param {import("./matcher.js").Matcher} matcher
 * @param {import("../analysis/pinyin.js").Pinyin} pinyin
 * @param {Set<string>} functionWords
 * @returns {Speller}
 */
export function createSpeller(corpus, postings, matcher, pinyin, functionWords) {
  const frequency = (/** @type {string} */ term) => postings.frequency(term);
  /** @type {Map<string, Map<string, number>> | null} */
  let vocabulary = null;

  /**
   * Strings of one character per slot of which every pair of neighbours occurs: the best-supported paths.
   *
   * @param {string[]} slots
   */
  const sounding = (slots) => {
    let paths = Array.from(slots[0], (char) => ({ support: frequency(char), text: char })).filter((path) => path.support);
    slots.slice(1).forEach((slot) => {
      /** @type {typeof paths} */
      const more = [];
      paths.forEach((path) => {
        for (const char of slot) {
          const both = frequency(path.text[path.text.length - 1] + char);
          if (both) more.push({ support: Math.min(path.support, both), text: path.text + char });
        }
      });
      more.sort((a, b) => b.support - a.support || byText(a.text, b.text));
      paths = more.slice(0, MOST_PATHS);
    });
    return paths.map((path) => path.text);
  };

  /** @param {string} word */
  const richness = (word) => {
    let sum = 0;
    matcher.matches(exact(word, word)).levels.forEach((level) => (sum += 4 - level));
    return sum;
  };

  /**
   * The likest words that occur, richest first.
   *
   * @param {string[]} words
   * @param {string} code
   * @param {(word: string) => number} likeness
   */
  const rank = (words, code, likeness) => {
    const found = words.map((word) => ({ word, rich: richness(word), like: likeness(word) })).filter((each) => each.rich);
    const likest = found.reduce((most, each) => Math.max(most, each.like), 0);
    const kept = found.filter((each) => each.like === likest);
    kept.sort((a, b) => b.rich - a.rich || byText(a.word, b.word));
    return kept.slice(0, MOST_VARIANTS).map((each) => guess(each.word, code, each.rich / kept[0].rich));
  };

  /** Made when it is first asked for, or ahead of that in a pause. */
  const words = () => {
    vocabulary = vocabulary || vocabularyOf(corpus, pinyin, functionWords);
    return vocabulary;
  };

  /** @param {string} letters */
  const byInitials = (letters) => {
    const known = letters.length >= 2 && letters.length <= LONGEST ? words().get(letters) : undefined;
    const found = Array.from(known || [], ([word, worth]) => ({ word, worth }));
    const best = found.reduce((most, each) => Math.max(most, each.worth), 0);
    const ranked = found.filter((each) => each.worth * 8 >= best);
    ranked.sort((a, b) => b.worth - a.worth || byText(a.word, b.word));
    return ranked
      .filter((each) => each.word === ranked[0].word || !ranked[0].word.includes(each.word))
      .slice(0, MOST_VARIANTS)
      .map((each) => guess(each.word, "initials", each.worth / best));
  };

  return {
    prepare: words,
    homophones(form) {
      if (form.length < 2) return [];
      const found = sounding(form.split("").map(pinyin.sameSound)).filter((word) => word !== form);
      return rank(found, "homophone", (word) => word.split("").filter((char, i) => char === form[i]).length);
    },
    spelled(letters) {
      for (const slots of pinyin.slots(letters)) {
        const ranked = rank(sounding(slots), "pinyin", () => 0);
        if (ranked.length) return slots.length > 1 ? ranked : ranked.slice(0, 2);
      }
      return byInitials(letters);
    },
    joined(letters) {
      for (const slots of pinyin.slots(letters)) {
        const ranked = slots.length > 1 ? rank(sounding(slots), "pinyin", () => 0) : [];
        if (ranked.length) return ranked;
      }
      return [];
    },
  };
}

/**
 * Initials → words of titles, quotations, aliases and names → how much the library has on them.
 *
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("../analysis/pinyin.js").Pinyin} pinyin
 * @param {Set<string>} functionWords
 */
function vocabularyOf(corpus, pinyin, functionWords) {
  /** @type {Map<string, Map<string, number>>} */
  const vocabulary = new Map();
  weightsOf(corpus, functionWords).forEach((weight, word) => {
    initialsOf(word, pinyin).forEach((letters) => {
      const words = vocabulary.get(letters);
      if (words) words.set(word, weight);
      else vocabulary.set(letters, new Map([[word, weight]]));
    });
  });
  return vocabulary;
}

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {Set<string>} functionWords
 */
function weightsOf(corpus, functionWords) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  corpus.sources.forEach((_source, number) => {
    const forms = corpus.forms(number);
    /** @type {Map<string, number>} */
    const own = new Map();
    WORTH.forEach(([field, inside, whole]) => {
      forms[field].split(EDGE).forEach((text) => {
        eachPiece(text, functionWords, (word) => {
          own.set(word, Math.max(own.get(word) || 0, word === text ? whole : inside));
        });
      });
    });
    own.forEach((weight, word) => weights.set(word, (weights.get(word) || 0) + weight));
  });
  return weights;
}

/**
 * All pieces of 2 to 10 characters that neither begin nor end with a function word.
 *
 * @param {string} text
 * @param {Set<string>} functionWords
 * @param {(word: string) => void} use
 */
function eachPiece(text, functionWords, use) {
  for (let start = 0; start < text.length; start++) {
    if (functionWords.has(text[start]) || NUMERALS.has(text[start])) continue;
    const last = Math.min(start + LONGEST, text.length);
    for (let end = start + 2; end <= last; end++) {
      if (!functionWords.has(text[end - 1])) use(text.slice(start, end));
    }
  }
}

/**
 * A word's initials; characters with several readings give several, up to eight.
 *
 * @param {string} word
 * @param {import("../analysis/pinyin.js").Pinyin} pinyin
 */
function initialsOf(word, pinyin) {
  let found = [""];
  for (const char of word.split("")) {
    /** @type {string[]} */
    const longer = [];
    found.forEach((done) => pinyin.initials(char).forEach((letter) => longer.push(done + letter)));
    found = longer.slice(0, 8);
  }
  return found;
}

/**
 * @param {string} word
 * @param {string} code
 * @param {number} share
 * @returns {Variant}
 */
function guess(word, code, share) {
  return { ...exact(word, word), code, share };
}

/**
 * @param {string} a
 * @param {string} b
 */
function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
