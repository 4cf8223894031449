// @ts-check
/**
 * Turns what was typed instead of a word (pinyin, initials, a like sound or shape, a slip) into the library's words.
 * Same behaviour as `webapp/query/spelling.py`.
 *
 * @typedef {import("./matcher.js").Variant} Variant
 * @typedef {{guesses(form: string): Variant[], joined(letters: string): Variant[],
 *   slips(window: string): Array<{word: string, code: string}>, weight(word: string): number, isBounded(word: string): boolean, prepare(): unknown}} Speller
 */
import { UNFINISHED } from "../analysis/pinyin.js";
import { bigrams, unique } from "../analysis/tokenizer.js";
import { exact } from "./matcher.js";
import { createMistyped, exchangedAt, SHORTEST, slipped, turned } from "./mistyped.js";
import { createSounding } from "./sounding.js";
import { createVocabulary } from "./vocabulary.js";

const MOST_VARIANTS = 6;
const TOPICAL = 24;
const FEWEST_LETTERS = 6;
const NAMED = 3;
const LONGEST_WORD = 6;
const WELL_NAMED = 12;
const LONGEST = 14;
const LETTERS = /[a-z]/;
export const GUESSES = ["pinyin", "initials", "homophone", "lookalike", "near", "typo"];
export const SLIPS = ["homophone", "lookalike", "near", "typo"];

/**
 * Guesses over one corpus; every guess occurs in a text, so none leads nowhere.
 *
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @param {import("./matcher.js").Matcher} matcher
 * @param {import("../analysis/pinyin.js").Pinyin} pinyin
 * @param {import("../analysis/tables.js").Tables} tables
 * @param {string[]} topics what topics are called
 * @param {Iterable<string>} plain words of the lexicon
 * @returns {Speller}
 */
export function createSpeller(corpus, postings, matcher, pinyin, tables, topics, plain) {
  const frequency = (/** @type {string} */ term) => postings.frequency(term);
  const sounding = createSounding(postings);
  const mistyped = createMistyped(corpus, postings, matcher);
  const all = Array.from(plain);
  const words = all.filter((word) => word.length > 1);
  const vocabulary = createVocabulary(corpus, pinyin, tables, frequency, words);
  const { weight } = vocabulary;
  /** Plain words and those of the setting. */
  const known = new Set(Array.from(tables.setting).filter((word) => word.length > 1).concat(all));
  const alike = (/** @type {string} */ char) => tables.lookalikes().get(char) || char;

  /**
   * How much there is under a word: what is named by it, and the texts that may hold it.
   *
   * @param {string} word
   */
  const richness = (word) => {
    const pairs = word.length > 1 ? bigrams(word) : [word];
    return NAMED * weight(word) + Math.min(...pairs.map(frequency));
  };

  /**
   * The words that occur, richest first.
   *
   * @param {string[]} words
   * @param {string} code
   */
  const ranked = (words, code) => {
    const rich = unique(words).map((word) => ({ word, worth: richness(word) })).filter((each) => each.worth);
    rich.sort((a, b) => b.worth - a.worth || byText(a.word, b.word));
    /** @type {typeof rich} */
    const found = [];
    for (const each of rich) {
      if (found.length === MOST_VARIANTS) break;
      if (matcher.occurs(each.word)) found.push(each);
    }
    return found.map((each) => exact(each.word, each.word, code, each.worth / found[0].worth));
  };

  /**
   * @param {string[]} cut
   * @param {boolean} nearly
   */
  const slotsOf = (cut, nearly) => cut.map((each) => (LETTERS.test(each) ? pinyin.chars(each, nearly) : each));

  /**
   * The plain words that are typed so (paimapi, 拍马P), sound or look so: short ones only by whole syllables.
   *
   * @param {string} form
   */
  const plainWords = (form) => {
    const cuts = LETTERS.test(form) ? pinyin.mixedCuts(form).filter((cut) => cut.length > 2 || !cut.join("").includes(UNFINISHED)) : [];
    const ways = cuts.map((cut) => ({ code: "pinyin", slots: slotsOf(cut, false) }));
    if (!LETTERS.test(form) && form.length > 2) {
      ways.push({ code: "homophone", slots: form.split("").map(pinyin.sameSound) }, { code: "lookalike", slots: form.split("").map(alike) });
    }
    for (const { code, slots } of ways) {
      const found = words.filter((word) => word.length === slots.length && slots.every((slot, i) => slot.includes(word[i])));
      if (found.length) return found.slice(0, MOST_VARIANTS).map((word) => exact(word, word, code));
    }
    return [];
  };

  /**
   * Words whose pinyin this is, the last syllable perhaps unfinished; heteronyms read wrongly come last.
   *
   * @param {string[][]} cuts
   * @param {boolean} nearly
   */
  const spelled = (cuts, nearly) => {
    for (const cut of cuts) {
      const words = sounding(slotsOf(cut, nearly));
      const misread = nearly ? [] : words.filter((word) => pinyin.misread(word, cut));
      const code = nearly ? "near" : "pinyin";
      const well = ranked(words.filter((word) => !misread.includes(word)), code);
      let found = well.length ? well : ranked(misread, code);
      if (cut.length === 2 && cut[1].endsWith(UNFINISHED)) found = found.filter((each) => weight(each.form));
      if (found.length) return cut.length > 1 ? found : found.slice(0, 2);
    }
    return [];
  };

  /**
   * Pinyin; with like sounds behind it when nothing is named by what was found.
   *
   * @param {string[][]} cuts
   */
  const wellSpelled = (cuts) => {
    const found = spelled(cuts, false);
    if (!found.length || cuts[0].length < 2 || found.some((each) => weight(each.form))) return found;
    const known = found.map((each) => each.form);
    return found.concat(spelled(cuts, true).filter((each) => !known.includes(each.form)));
  };

  /**
   * The words with these initials that the library has much on, and not what lies inside the first of them.
   *
   * @param {string} letters
   */
  const byInitials = (letters) => {
    if (letters.length < 2) return [];
    const worth = (/** @type {string} */ word) => weight(word) * (topics.includes(word) ? TOPICAL : 1);
    const words = vocabulary.byInitials(letters).sort((a, b) => worth(b) - worth(a) || byText(a, b));
    const kept = words.filter((word) => worth(word) * 8 >= worth(words[0])).filter((word, i) => !i || !words[0].includes(word));
    return kept.slice(0, MOST_VARIANTS).map((word) => exact(word, word, "initials", worth(word) / worth(words[0])));
  };

  /**
   * Words that share the most characters with this one and have one of `slot` elsewhere. Of two characters anything is
   * near something, and in running text any two stand together: 律师 is not 律是.
   *
   * @param {string} form
   * @param {(char: string) => string} slot
   * @param {string} code
   */
  const exchanged = (form, slot, code) => {
    const same = (/** @type {string} */ word) => word.split("").filter((char, i) => char === form[i]).length;
    const isWord = (/** @type {string} */ word) => form.length > 2 || (code !== "near" && vocabulary.isBounded(word));
    const found = sounding(form.split("").map(slot)).filter((word) => word !== form && matcher.occurs(word) && isWord(word));
    const likest = found.reduce((most, word) => Math.max(most, same(word)), 0);
    return ranked(found.filter((word) => same(word) === likest && (likest || weight(word) >= WELL_NAMED)), code);
  };

  /**
   * Strings of the text one slip apart; what lies inside the word is no slip unless something is named so.
   *
   * @param {string} form
   */
  const apart = (form) => mistyped(form).filter((string) => !form.includes(string) || weight(string));

  /**
   * Those for which no word was exchanged for another (能在群里骂领导 is not 能在群里夸领导): the one character that
   * differs is no word, lies in none, and stands so in no text. Nor is a word one character too long: 领导红包 is not 领红包.
   *
   * @param {string} form
   * @param {string[]} list
   */
  const slipsOf = (form, list) =>
    list.filter((word) => {
      const isLonger = form.length > word.length;
      const place = isLonger ? form.split("").findIndex((char, at) => char !== word[at]) : exchangedAt(form, word);
      if (place < 0 || (isLonger && form[place] === form[place - 1])) return true;
      if (known.has(word[place]) || isInWord(form, place)) return false;
      return isLonger || !bigrams(form.slice(Math.max(place - 1, 0), place + 2)).every(frequency);
    });

  /**
   * @param {string} form
   * @param {number} place
   */
  const isInWord = (form, place) => {
    for (let start = Math.max(place + 1 - LONGEST_WORD, 0); start <= place; start++) {
      for (let end = place + 1; end <= start + LONGEST_WORD; end++) if (known.has(form.slice(start, end))) return true;
    }
    return false;
  };

  /**
   * What is named by pinyin with one letter less or two exchanged: gaunxiwang is 关系网, excel is nothing.
   *
   * @param {string} letters
   */
  const slippedLetters = (letters) => {
    const whole = (/** @type {string} */ typed) => pinyin.cuts(typed).filter((cut) => cut.length > 1 && !cut[cut.length - 1].endsWith(UNFINISHED));
    if (letters.length < FEWEST_LETTERS || whole(letters).length) return []; // what reads as pinyin is no slip
    const cuts = slipped(letters).reduce((all, typed) => all.concat(whole(typed)), /** @type {string[][]} */ ([]));
    const found = cuts.reduce((all, cut) => all.concat(spelled([cut], false)), /** @type {Variant[]} */ ([]));
    return ranked(found.map(({ form }) => form).filter((word) => weight(word) && vocabulary.isBounded(word)), "near");
  };

  /** @type {(form: string) => Array<() => Variant[]>} */
  const waysOfLetters = (form) => {
    if (!isAscii(form)) {
      const cuts = pinyin.mixedCuts(form);
      return [() => spelled(cuts, false), () => spelled(cuts, true)];
    }
    const cuts = pinyin.cuts(form);
    return [() => wellSpelled(cuts), () => byInitials(form), () => spelled(cuts, true), () => slippedLetters(form)];
  };

  /** @type {(form: string) => Array<() => Variant[]>} */
  const waysOfCharacters = (form) => [
    () => ranked(form.length < SHORTEST ? turned(form).filter(weight) : [], "typo"),
    () => exchanged(form, pinyin.sameSound, "homophone"),
    () => exchanged(form, alike, "lookalike"),
    () => exchanged(form, pinyin.nearSound, "near"),
    () => ranked(slipsOf(form, vocabulary.oneApart(form)), "typo"),
    () => ranked(slipsOf(form, apart(form)), "typo"),
  ];

  return {
    weight,
    prepare: vocabulary.prepare,
    guesses(form) {
      if (!isAscii(form) && (form.length < 2 || form.length > LONGEST)) return [];
      /** @type {Variant[]} */
      let found = [];
      for (const way of LETTERS.test(form) ? waysOfLetters(form) : waysOfCharacters(form)) {
        const variants = way();
        if (variants.length && weight(variants[0].form)) return variants;
        found = found.length ? found : variants.filter((each) => matcher.stands(each.form));
      }
      const plainly = plainWords(form);
      return plainly.length ? plainly : found;
    },
    joined(letters) {
      const cuts = pinyin.cuts(letters).filter((cut) => cut.length > 1);
      const ways = [() => spelled(cuts, false), () => plainWords(letters), () => spelled(cuts, true), () => slippedLetters(letters)];
      return ways.reduce((found, way) => (found.length ? found : way()), /** @type {Variant[]} */ ([]));
    },
    isBounded: vocabulary.isBounded,
    slips(window) {
      const isSame = (/** @type {string} */ word) => word.split("").every((char, i) => pinyin.sameSound(char).includes(window[i]));
      const heard = vocabulary.soundingLike(window).map((word) => ({ word, code: isSame(word) ? "homophone" : "near" }));
      return heard.concat(vocabulary.lookingLike(window).map((word) => ({ word, code: "lookalike" })));
    },
  };
}

/** @param {string} text */
function isAscii(text) {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/**
 * @param {string} a
 * @param {string} b
 */
function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
