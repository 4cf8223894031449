// @ts-check
/**
 * Turns one spelling of a word into the units that hold it, each with the level of the best field.
 * Same behaviour as `webapp/query/matcher.py`.
 *
 * @typedef {import("../analysis/corpus.js").Corpus} Corpus
 * @typedef {{form: string, code: string, term: string, share: number, terms: string[]}} Variant
 */
import { OPEN, numbers, numeralForm, stretches } from "../analysis/numerals.js";
import { runTerms, terms, unique } from "../analysis/tokenizer.js";

/** Of title, quote, body, notes, alias, names, cited. */
const LEVELS = [1, 1, 2, 2, 3, 3, 3];

/**
 * @param {string} form
 * @param {string} term
 * @returns {Variant}
 */
export function exact(form, term) {
  return { form, code: "exact", term, share: 1, terms: unique(terms(form)) };
}

/**
 * @param {string} char
 * @returns {Variant}
 */
export function symbol(char) {
  return { form: char, code: "symbol", term: char, share: 1, terms: [char] };
}

/**
 * A numeral form; its numbers are terms of their own.
 *
 * @param {string} form
 * @param {string} term
 * @returns {Variant}
 */
export function numeral(form, term) {
  const found = stretches(form).reduce((all, stretch) => all.concat(terms(stretch)), numbers(form));
  return { form, code: "numeral", term, share: 1, terms: unique(found) };
}

/**
 * Unit → level of the best field that holds the variant.
 *
 * @param {Variant} variant
 * @param {Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @returns {Map<number, number>}
 */
export function matches(variant, corpus, postings) {
  /** @type {Map<number, number>} */
  const found = new Map();
  if (variant.code === "symbol") {
    postings.allOf([variant.form]).forEach((number) => found.set(number, 2));
    return found;
  }
  postings.allOf(needed(variant)).forEach((number) => {
    const level = levelOf(variant, corpus, number);
    if (level) found.set(number, level);
  });
  return found;
}

/** @param {Variant} variant */
export function isNumeral(variant) {
  return variant.form.includes(OPEN);
}

/** @param {Variant} variant */
function needed(variant) {
  if (!isNumeral(variant)) return runTerms(variant.form);
  return unique(stretches(variant.form).reduce((all, stretch) => all.concat(runTerms(stretch)), numbers(variant.form)));
}

/**
 * @param {Variant} variant
 * @param {Corpus} corpus
 * @param {number} number
 */
function levelOf(variant, corpus, number) {
  const forms = isNumeral(variant) ? corpus.numeralForms(number) : corpus.forms[number];
  return forms.reduce((best, form, field) => (form.includes(variant.form) && (!best || LEVELS[field] < best) ? LEVELS[field] : best), 0);
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
  const fields = corpus.units[number].fields;
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
