// @ts-check
/**
 * Turns search units into what matching and scoring read: forms by field, and postings. Same behaviour as
 * `webapp/query/corpus.py` with `postings.py` and the index side of `scorer.py`.
 *
 * @typedef {import("../rules/units.js").Unit} Unit
 * @typedef {{units: Unit[], normalizer: import("../analysis/normalizer.js").Normalizer, forms: string[][],
 *   postings: import("./postings.js").Postings, numeralForms(number: number): string[]}} Corpus
 */
import { createNormalizer } from "../analysis/normalizer.js";
import { hasNumeral, numbers, numeralForm } from "../analysis/numerals.js";
import { PostingsBuilder } from "./postings.js";

export const EDGE = "\x01";
export const WEIGHT_STEPS = 1024;

/**
 * @param {Unit[]} units
 * @param {import("../analysis/tables.js").Tables} tables
 * @returns {Corpus}
 */
export function buildCorpus(units, tables) {
  const normalizer = createNormalizer(tables);
  const fields = tables.fields;
  const forms = units.map((unit) => fields.map((name) => unit.fields[name].map(normalizer.matchForm).join(EDGE)));
  const numeralForms = (/** @type {number} */ number) =>
    fields.map((name) =>
      units[number].fields[name].map((text) => numeralForm(normalizer.mappedForm(text)).form).join(EDGE),
    );
  const corpus = { units, normalizer, forms, numeralForms };
  return Object.assign(corpus, { postings: buildPostings(corpus, tables) });
}

/**
 * @param {{units: Unit[], normalizer: import("../analysis/normalizer.js").Normalizer, forms: string[][],
 *   numeralForms(number: number): string[]}} corpus
 * @param {import("../analysis/tables.js").Tables} tables
 */
function buildPostings(corpus, tables) {
  const { forms, units } = corpus;
  const { k1, weights, b } = tables.ranking;
  const lengths = forms.map((each) => each.map(formLength));
  const averages = tables.fields.map((name, field) => average(lengths, field));
  const builder = new PostingsBuilder(Math.floor(k1 * WEIGHT_STEPS + 0.5));
  forms.forEach((each, number) => {
    const occurrences = tables.fields.map((name, field) => {
      const norm = 1 - b[name] + b[name] * (lengths[number][field] / averages[field]);
      return Math.floor((WEIGHT_STEPS * weights[name]) / norm + 0.5);
    });
    each.forEach((form, field) => builder.addForm(form, occurrences[field]));
    if (each.some(hasNumeral)) {
      corpus.numeralForms(number).forEach((form, field) => {
        numbers(form).forEach((term) => builder.addNumber(term, occurrences[field]));
      });
    }
    tables.fields.forEach((name) => {
      units[number].fields[name].forEach((text) => builder.addForm(apart(corpus.normalizer.symbols(text)), 0));
    });
    builder.endUnit();
  });
  return builder.build();
}

/**
 * Symbols are terms one by one: pairs of them mean nothing.
 *
 * @param {string} symbols
 */
function apart(symbols) {
  return symbols.split("").join(EDGE);
}

/** @param {string} form */
function formLength(form) {
  let edges = 0;
  for (let at = form.indexOf(EDGE); at >= 0; at = form.indexOf(EDGE, at + 1)) edges += 1;
  return form.length - edges;
}

/**
 * @param {number[][]} lengths
 * @param {number} field
 */
function average(lengths, field) {
  const total = lengths.reduce((sum, each) => sum + each[field], 0);
  return total ? total / lengths.length : 1;
}
