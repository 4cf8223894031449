// @ts-check
/**
 * Turns the words of a query into the units that hold them: as they stand, in official wording, or as was meant.
 * Same behaviour as `webapp/query/wording.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {import("./matcher.js").Variant} Variant
 * @typedef {import("./parser.js").Word} Word
 * @typedef {{hits: Hits, meant: string, code: string}} Found the units of one word, and the word that a slip stood for
 * @typedef {{each(words: Word[], literal: boolean): Found[], literally(word: Word): Hits}} Wording
 */
import { dateForm } from "../analysis/dates.js";
import { isSmallNumber, numeralForm } from "../analysis/numerals.js";
import { unique } from "../analysis/tokenizer.js";
import { Hits as Columns, both, hitsOf, isBefore, kept, union, unionOf } from "./hits.js";
import { SAME, WIDER } from "./lexicon.js";
import { exact, numeral, otherWords, symbol } from "./matcher.js";
import { GUESSES, SLIPS } from "./spelling.js";

const BEHIND = 3;
const LATIN = /^[a-z]+$/;

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./matcher.js").Matcher} matcher
 * @param {import("./scorer.js").Scorer} scorer
 * @param {() => import("./spelling.js").Speller} speller
 * @param {import("./naming.js").Naming} naming
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {Wording}
 */
export function createWording(corpus, matcher, scorer, speller, naming, lexicon) {
  const { normalizer } = corpus;
  const formOf = normalizer.matchForm;

  /** @param {Variant} variant */
  const ofVariant = (variant) => {
    const { code } = variant;
    const { numbers, levels } = matcher.matches(variant);
    if (!numbers.length) return new Columns(0);
    const scores = scorer.scores(numbers, variant.terms());
    if (variant.share !== 1) for (let row = 0; row < scores.length; row++) scores[row] *= variant.share;
    const hits = hitsOf(numbers, code === SAME ? 3 : 4, levels, reasonOf(variant), scores);
    if (variant.behind || code === "near" || code === SAME || code === WIDER) for (let row = 0; row < hits.size; row++) hits.levels[row] += BEHIND;
    else if (!GUESSES.includes(code)) hits.tiers.set(levels);
    return hits;
  };

  /**
   * @param {Variant} variant
   * @returns {import("./hits.js").Reason}
   */
  const reasonOf = (variant) => {
    const { code, term, share } = variant;
    const needles = [variant.form];
    return {
      share,
      guessed: GUESSES.includes(code),
      needles: () => needles,
      say(number, level) {
        if (code === "exact" && level === 1) return { code: "title", term };
        if ((code === "exact" || code === "numeral") && level === 3) return otherWords(variant, corpus, number);
        return { code, term };
      },
    };
  };

  /** @param {Variant[]} variants */
  const ofVariants = (variants) => unionOf(variants.map(ofVariant), isBefore);

  /**
   * What holds a guess, or behind that the official wording of the plain word that was guessed.
   *
   * @param {Variant[]} guesses
   */
  const ofGuesses = (guesses) =>
    ofVariants(
      guesses.reduce((all, { form, code, share }) => {
        const official = Array.from(lexicon.get(form) || [], ([run]) => ({ ...exact(run, form, code, share), behind: true }));
        return all.concat(official);
      }, guesses),
    );

  /**
   * Units with exactly these characters, or with the same numbers in another form.
   *
   * @param {Word} word
   */
  const literally = (word) => {
    const form = formOf(word.text);
    const symbols = unique(normalizer.symbols(word.text).split("")).map((char) => ofVariants([symbol(char)]));
    if (!form) return both(symbols);
    const plain = ofVariants([exact(form, word.text)]);
    if (word.phrase) return plain;
    const signed = symbols.length ? kept(plain, (row) => symbols.every((hits) => hits.find(plain.numbers[row]) >= 0)) : plain;
    const hits = signed.size ? signed : plain; // 互联网+ is not 互联网
    const mapped = normalizer.mappedForm(word.text);
    const folded = numeralForm(mapped).form;
    const sought = dateForm(word.text, mapped) || (folded !== form && !isSmallNumber(folded) ? folded : "");
    return sought ? union(hits, ofVariants([numeral(sought, word.text)])) : hits;
  };

  /**
   * What the word stands for in the lexicon; what it may have been meant to be, when it is not there as it is.
   *
   * @param {string} form
   * @param {Hits} hits
   * @returns {Found}
   */
  const meantBy = (form, hits) => {
    const official = Array.from(lexicon.get(form) || [], ([run, code]) => exact(run, run, code));
    const found = union(hits, ofVariants(official));
    if (LATIN.test(form) && hits.tiers.every((tier) => tier === 2)) return plainly(union(hits, ofGuesses(speller().guesses(form))));
    if (found.size || !form) return plainly(found);
    const guesses = speller().guesses(form);
    const parts = form.match(/[a-z]+|[^a-z]+/g) || [];
    if (!guesses.length && parts.length > 1) {
      return plainly(both(parts.map((part) => meantBy(part, ofVariants([exact(part, part)])).hits)));
    }
    const slip = guesses.length && SLIPS.includes(guesses[0].code) ? guesses[0] : null;
    return { hits: ofGuesses(guesses), meant: slip ? slip.form : "", code: slip ? slip.code : "" };
  };

  return {
    literally,
    each(words, literal) {
      const found = words.map(literally);
      const forms = words.map((word) => formOf(word.text));
      if (literal) return found.map(plainly);
      if (words.length > 1 && found.some((hits) => !hits.size) && forms.every((form) => LATIN.test(form))) {
        const joined = ofGuesses(speller().joined(forms.join("")));
        if (joined.size) return [plainly(joined)];
      }
      const meant = words.map((word, i) => (word.phrase ? plainly(found[i]) : meantBy(forms[i], found[i])));
      if (words.length > 1) meant.forEach((each, i) => (each.hits = naming.inPlace(forms[i], each.hits)));
      return meant;
    },
  };
}

/**
 * @param {Hits} hits
 * @returns {Found}
 */
function plainly(hits) {
  return { hits, meant: "", code: "" };
}
