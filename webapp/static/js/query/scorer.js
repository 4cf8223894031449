// @ts-check
/**
 * Turns terms and units into scores: BM25F with the exact statistics of the release, in whole numbers.
 * Same behaviour as `webapp/query/scorer.py`; a term's weight in a unit was worked out when it was indexed.
 *
 * @typedef {{idf(term: string): number, scores(numbers: ArrayLike<number>, terms: string[]): Float64Array}} Scorer
 */
import { IMPACT_STEPS } from "./segment.js";

export const IDF_STEPS = 4096;
export { IMPACT_STEPS };

/**
 * @param {import("./postings.js").Postings} postings
 * @returns {Scorer}
 */
export function createScorer(postings) {
  const idf = (/** @type {string} */ term) => {
    const holding = postings.frequency(term);
    return Math.floor(Math.log(1 + (postings.indexed - holding + 0.5) / (holding + 0.5)) * IDF_STEPS + 0.5);
  };
  return {
    idf,
    /** One score for each unit; divide by IDF_STEPS × IMPACT_STEPS for the usual scale. */
    scores: (numbers, terms) => postings.weigh(terms, terms.map(idf), numbers),
  };
}

/**
 * Four decimals, halves up.
 *
 * @param {number} value
 */
export function rounded(value) {
  return Math.floor(value * 10000 + 0.5) / 10000;
}
