// @ts-check
/**
 * Turns what was asked into the rule sets that are called so, with their rules. Same behaviour as `webapp/query/naming.py`.
 *
 * @typedef {import("../analysis/corpus.js").Corpus} Corpus
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{called(asked: Set<string>): Array<{set: number, rules: number[]}>, inPlace(form: string, hits: Hits): Hits}} Naming
 */
import { numeralForm } from "../analysis/numerals.js";
import { kept } from "./hits.js";

/**
 * @param {Corpus} corpus
 * @param {Map<string, any>} documents
 * @param {import("./profiles.js").Profiles} profiles
 * @returns {Naming}
 */
export function createNaming(corpus, documents, profiles) {
  const regions = regionsByName(corpus, documents);
  /** @type {Map<string, number[]>} */
  const named = new Map();
  /** @type {Map<string, number[]>} */
  const rules = new Map();
  corpus.sources.forEach(({ document, article }, number) => {
    if (article) push(rules, document.id, number);
    else if (document.ruleset) push(rules, document.ruleset, number);
    if (article || document.type !== "ruleset") return;
    corpus.unit(number).called.forEach((name) => formsOf(name, corpus).forEach((form) => push(named, form, number)));
  });
  return {
    called(asked) {
      /** @type {Set<number>} */
      const sets = new Set();
      asked.forEach((form) => (named.get(form) || []).forEach((number) => sets.add(number)));
      return Array.from(sets)
        .sort((a, b) => a - b)
        .map((set) => ({ set, rules: rules.get(corpus.sources[set].id) || [] }));
    },

    /** Beside other words a region's name only says where: it does not decide how well a unit of it answers. */
    inPlace(form, hits) {
      const region = regions.get(form);
      if (region === undefined) return hits;
      const placed = kept(hits, () => true);
      for (let row = 0; row < placed.size; row++) {
        if (profiles.unit(profiles.byUnit[placed.numbers[row]]).regions.includes(region)) placed.tiers[row] = 0;
      }
      return placed;
    },
  };
}

/**
 * @param {Corpus} corpus
 * @param {Map<string, any>} documents
 */
function regionsByName(corpus, documents) {
  const regions = Array.from(documents.values()).filter((document) => document.type === "region");
  regions.sort((a, b) => (a.id < b.id ? -1 : 1));
  /** @type {Map<string, string>} */
  const named = new Map();
  regions.forEach((region) => {
    [region.title].concat(region.aliases || []).forEach((name) => named.set(corpus.normalizer.matchForm(name), region.id));
  });
  return named;
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
