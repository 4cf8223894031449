// @ts-check
/**
 * Turns one spelling of a word into the units that hold it, each with the level of the best field.
 * Same behaviour as `webapp/query/matcher.py`.
 *
 * @typedef {import("../analysis/corpus.js").Corpus} Corpus
 * @typedef {{form: string, code: string, term: string, share: number, behind?: boolean, terms(): string[]}} Variant `behind`: it says less than what was typed, or something else
 * @typedef {{numbers: Int32Array, levels: Uint8Array}} Matches units, ascending, with the level of the best field
 * @typedef {{matches(variant: Variant): Matches, saying(run: string): Int32Array, occurs(form: string): boolean, stands(string: string): boolean}} Matcher
 *   `saying`: the units where a run stands in a field that says what they are about; `occurs`: whether any holds a form
 */
import { OPEN, numbers as numbersIn, numeralForm, stretches } from "../analysis/numerals.js";
import { runTerms, terms, unique } from "../analysis/tokenizer.js";
import { Finder, patternOf } from "./finder.js";
import { SAID } from "./segment.js";

const LEVEL = SAID - 1;
/** Terms of a run that are asked of the index. */
const ENOUGH = 6;
/** Units that are looked at before a longer form counts as absent. */
const MOST_CHECKED = 400;
/** Forms whose matches are remembered. */
const MOST_RECENT = 64;

/**
 * @param {string} form
 * @param {string} term
 * @param {string} [code]
 * @param {number} [share]
 * @returns {Variant}
 */
export function exact(form, term, code = "exact", share = 1) {
  return { form, code, term, share, terms: () => unique(terms(form)) };
}

/**
 * @param {string} char
 * @returns {Variant}
 */
export function symbol(char) {
  return { form: char, code: "symbol", term: char, share: 1, terms: () => [char] };
}

/**
 * A numeral form; its numbers are terms of their own.
 *
 * @param {string} form
 * @param {string} term
 * @returns {Variant}
 */
export function numeral(form, term) {
  const found = () => stretches(form).reduce((all, stretch) => all.concat(terms(stretch)), numbersIn(form));
  return { form, code: "numeral", term, share: 1, terms: () => unique(found()) };
}

/**
 * @param {Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @returns {Matcher}
 */
export function createMatcher(corpus, postings) {
  const finder = new Finder(corpus);

  /** Terms of one or two units are what the index holds: it knows all about them, but for the level of symbols. @param {string} term */
  const indexed = (term) => {
    const { numbers, places } = postings.column(term);
    const levels = new Uint8Array(places.length);
    for (let i = 0; i < places.length; i++) levels[i] = places[i] & LEVEL || 2;
    return { numbers, levels };
  };

  /** The units that may have a run. @param {string} run */
  const holding = (run) => postings.allOf(rarest(runTerms(run), postings));

  /** What was found last, by form: whoever types on means the same words, letter after letter. @type {Map<string, Matches>} */
  const recent = new Map();
  let searched = 0;

  /** The units whose texts hold it. @param {Variant} variant @returns {Matches} */
  const checked = (variant) => {
      const all = neededTerms(variant);
      if (!all.every((term) => postings.frequency(term))) return { numbers: new Int32Array(0), levels: new Uint8Array(0) };
      const needed = rarest(all, postings);
      const candidates = postings.allOf(needed);
      // A run stands at best where the worst of its terms does.
      const least = new Uint8Array(candidates.length);
      postings.placesIn(needed, candidates).forEach((places) => places.forEach((place, i) => (least[i] = Math.max(least[i], place & LEVEL))));
      const pattern = patternOf(variant.form);
      /** @type {number[]} */
      const numbers = [];
      /** @type {number[]} */
      const levels = [];
      candidates.forEach((number, i) => {
        const level = finder.level(number, pattern, least[i]);
        if (!level) return;
        numbers.push(number);
        levels.push(level);
      });
      return { numbers: new Int32Array(numbers), levels: new Uint8Array(levels) };
  };

  return {
    matches(variant) {
      const { form } = variant;
      if (form.length < 3 && !isNumeral(variant)) return indexed(form);
      if (recent.size === MOST_RECENT || searched !== postings.indexed) recent.clear();
      searched = postings.indexed;
      const found = recent.get(form) || checked(variant);
      recent.set(form, found);
      return found;
    },

    occurs(form) {
      if (form.length < 3) return postings.frequency(form) > 0;
      const pattern = patternOf(form);
      return holding(form).slice(0, MOST_CHECKED).some((number) => finder.level(number, pattern, 0) > 0);
    },

    /** Whether a text has the string in one piece. */
    stands: (string) =>
      holding(string).slice(0, MOST_CHECKED).some((number) => corpus.texts(number).some((texts) => texts.some((text) => text.includes(string)))),

    saying(run) {
      if (run.length < 3) {
        const { numbers, places } = postings.column(run);
        return numbers.filter((_number, i) => places[i] & SAID);
      }
      const pattern = patternOf(run);
      return new Int32Array(holding(run).filter((number) => finder.isSaid(number, pattern)));
    },
  };
}

/**
 * A few terms narrow down as far as all do; the text decides in any case.
 *
 * @param {string[]} terms
 * @param {import("./postings.js").Postings} postings
 */
function rarest(terms, postings) {
  const counted = terms.map((term) => ({ term, count: postings.frequency(term) }));
  counted.sort((a, b) => a.count - b.count);
  return counted.slice(0, ENOUGH).map(({ term }) => term);
}

/** @param {Variant} variant */
export function isNumeral(variant) {
  return variant.form.includes(OPEN);
}

/** @param {Variant} variant */
function neededTerms(variant) {
  if (!isNumeral(variant)) return runTerms(variant.form);
  return unique(stretches(variant.form).reduce((all, stretch) => all.concat(runTerms(stretch)), numbersIn(variant.form)));
}

/**
 * Why a unit of level 3 is here: the shortest alias (又称“…”) or name (属于“…”) that holds the variant.
 *
 * @param {Variant} variant
 * @param {Corpus} corpus
 * @param {number} number
 * @returns {{code: string, term: string}}
 */
export function otherWords(variant, corpus, number) {
  const { fields } = corpus.unit(number);
  for (const [code, texts] of /** @type {Array<[string, string[]]>} */ ([["alias", fields.alias], ["names", fields.names]])) {
    const found = texts.filter((text) => formOf(variant, corpus, text).includes(variant.form));
    if (found.length) return { code, term: found.reduce((best, text) => (lengthOf(text) < lengthOf(best) ? text : best)) };
  }
  return { code: "cited", term: variant.term };
}

/** @param {string} text */
function lengthOf(text) {
  return Array.from(text).length;
}

/**
 * @param {Variant} variant
 * @param {Corpus} corpus
 * @param {string} text
 */
function formOf(variant, corpus, text) {
  const mapped = corpus.normalizer.mappedForm(text);
  return isNumeral(variant) ? numeralForm(mapped).form : mapped.form;
}
