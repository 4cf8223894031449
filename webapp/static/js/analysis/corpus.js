// @ts-check
/**
 * Turns search units into what matching and scoring read: their forms by field. Same behaviour as `webapp/analysis/corpus.py`.
 *
 * @typedef {import("../rules/units.js").Unit} Unit
 * @typedef {{units: Unit[], normalizer: import("./normalizer.js").Normalizer, forms: string[][],
 *   numeralForms(number: number): string[]}} Corpus
 */
import { createNormalizer } from "./normalizer.js";
import { numeralForm } from "./numerals.js";

export const EDGE = "\x01";

/**
 * @param {Unit[]} units
 * @param {import("./tables.js").Tables} tables
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
  return { units, normalizer, forms, numeralForms };
}
