// @ts-check
/**
 * Turns hits into their one order: named rule sets, tier, rules before comment, score with priors, id.
 * Same behaviour as `webapp/query/ranking.py`.
 *
 * @typedef {import("./hits.js").Hit} Hit
 * @typedef {{number: number, hit: Hit, score: number, key: number[]}} Ranked
 */
import { IDF_STEPS, IMPACT_STEPS, rounded } from "./scorer.js";

/**
 * @param {import("./hits.js").Hits} hits
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {any} weights the `ranking` of the tables
 * @param {(number: number) => string} status
 * @returns {Ranked[]}
 */
export function ranked(hits, corpus, weights, status) {
  /** @type {Map<number, number>} */
  const scores = new Map();
  hits.forEach((hit, number) => scores.set(number, scoreOf(hit, corpus.units[number], weights, status(number))));
  hits.forEach((hit, number) => {
    const above = hit.under ? scores.get(hit.under.scenario) : undefined;
    if (hit.under && above !== undefined) scores.set(number, rounded(above * (0.99 - 0.01 * hit.under.place)));
  });
  /** @type {Ranked[]} */
  const found = [];
  hits.forEach((hit, number) => {
    const score = /** @type {number} */ (scores.get(number));
    const comment = weights.comment.includes(corpus.units[number].type) ? 1 : 0;
    const tier = hit.group ? 0 : hit.tier;
    found.push({ number, hit, score, key: [hit.group, tier, comment, tier === 4 ? hit.level : 0, -score, number] });
  });
  return found.sort((a, b) => byKey(a.key, b.key));
}

/**
 * @param {Hit} hit
 * @param {import("../rules/units.js").Unit} unit
 * @param {any} weights
 * @param {string} status
 */
function scoreOf(hit, unit, weights, status) {
  let value = hit.score / (IDF_STEPS * IMPACT_STEPS);
  value = (value + 0.01) * factor(weights.types, unit.type, 0.5) * factor(weights.kinds, unit.kind, 1);
  if (unit.bare) value = value * weights.bare_article;
  return rounded(status ? value * factor(weights.status, status, 1) : value);
}

/**
 * @param {Record<string, number>} factors
 * @param {string} name
 * @param {number} otherwise
 */
function factor(factors, name, otherwise) {
  return factors.hasOwnProperty(name) ? factors[name] : otherwise;
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function byKey(a, b) {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}
