// @ts-check
/**
 * Turns terms and units into scores: BM25F with the exact statistics of the release, in whole numbers.
 * Same behaviour as `webapp/query/scorer.py`; a term's weight in a unit was worked out when the postings were built.
 *
 * @typedef {{idf(term: string): number, score(number: number, terms: string[]): number}} Scorer
 */

export const IDF_STEPS = 4096;
export const IMPACT_STEPS = 255;

/**
 * @param {import("./postings.js").Postings} postings
 * @param {number} total how many units there are
 * @returns {Scorer}
 */
export function createScorer(postings, total) {
  const idf = (/** @type {string} */ term) => {
    const holding = postings.frequency(term);
    return Math.floor(Math.log(1 + (total - holding + 0.5) / (holding + 0.5)) * IDF_STEPS + 0.5);
  };
  return {
    idf,
    score: (number, terms) => terms.reduce((sum, term) => sum + idf(term) * postings.impact(number, term), 0),
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
