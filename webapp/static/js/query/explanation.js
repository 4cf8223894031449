// @ts-check
/**
 * Turns a hit into the reasons for its place: tier, which fields hold what was sought, what terms add. The plain part of `webapp/query/explanation.py`.
 *
 * @typedef {{tier: number, score: number, fields: Record<string, string[]>, terms: {term: string, adds: number}[]}} Explanation
 */
import { OPEN } from "../analysis/numerals.js";
import { terms, unique } from "../analysis/tokenizer.js";
import { IDF_STEPS, IMPACT_STEPS } from "./scorer.js";

const MOST_TERMS = 12;

/**
 * @param {import("./hits.js").Hits} hits
 * @param {number} row
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./scorer.js").Scorer} scorer
 * @returns {Explanation}
 */
export function explain(hits, row, corpus, scorer) {
  const number = hits.numbers[row];
  const forms = corpus.forms(number);
  const needles = hits.reason(row).needles(number).filter((needle) => !needle.includes(OPEN));
  const sought = unique(needles.reduce((all, needle) => all.concat(terms(needle)), /** @type {string[]} */ ([])));
  const weighed = sought.map((term) => ({ term, adds: scorer.scores([number], [term])[0] })).filter(({ adds }) => adds);
  weighed.sort((a, b) => b.adds - a.adds || (a.term < b.term ? -1 : 1));
  /** @type {Record<string, string[]>} */
  const fields = {};
  needles.slice(0, MOST_TERMS).forEach((needle) => (fields[needle] = corpus.fields.filter((_name, place) => forms[place].includes(needle))));
  return {
    tier: hits.tiers[row],
    score: hits.scores[row] / (IDF_STEPS * IMPACT_STEPS),
    fields,
    terms: weighed.slice(0, MOST_TERMS).map(({ term, adds }) => ({ term, adds: adds / (IDF_STEPS * IMPACT_STEPS) })),
  };
}
