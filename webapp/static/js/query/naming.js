// @ts-check
/**
 * Turns what was asked into the rule sets that are called so, with their rules. Same behaviour as `webapp/query/naming.py`.
 *
 * @typedef {import("../analysis/corpus.js").Corpus} Corpus
 * @typedef {{called(asked: Set<string>): Array<{set: number, rules: number[]}>}} Naming
 */
import { numeralForm } from "../analysis/numerals.js";

/**
 * @param {Corpus} corpus
 * @returns {Naming}
 */
export function createNaming(corpus) {
  /** @type {Map<string, number[]>} */
  const named = new Map();
  /** @type {Map<string, number[]>} */
  const rules = new Map();
  corpus.units.forEach((unit, number) => {
    if (unit.ruleset) push(rules, unit.ruleset, number);
    unit.called.forEach((name) => formsOf(name, corpus).forEach((form) => push(named, form, number)));
  });
  return {
    called(asked) {
      /** @type {Set<number>} */
      const sets = new Set();
      asked.forEach((form) => (named.get(form) || []).forEach((number) => sets.add(number)));
      return Array.from(sets)
        .sort((a, b) => a - b)
        .map((set) => ({ set, rules: rules.get(corpus.units[set].id) || [] }));
    },
  };
}

/**
 * A name as it stands, and with its numbers folded: 十条戒律 is 10条戒律.
 *
 * @param {string} text
 * @param {Corpus} corpus
 */
export function formsOf(text, corpus) {
  const mapped = corpus.normalizer.mappedForm(text);
  return [mapped.form, numeralForm(mapped).form].filter(Boolean);
}

/**
 * @param {Map<string, number[]>} map
 * @param {string} key
 * @param {number} value
 */
function push(map, key, value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
