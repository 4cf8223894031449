// @ts-check
/**
 * A unit that answers, before it is ranked: how well, why, and what to mark in it. Same behaviour as `webapp/query/hits.py`.
 *
 * @typedef {{tier: number, level: number, code: string, term: string, score: number, needles: string[], share: number,
 *   group: number, under: {scenario: number, place: number} | null}} Hit
 * @typedef {Map<number, Hit>} Hits
 */
import { unique } from "../analysis/tokenizer.js";

/**
 * @param {Pick<Hit, "tier" | "level" | "code" | "term" | "score"> & Partial<Hit>} given
 * @returns {Hit}
 */
export function hit(given) {
  return { needles: [], share: 1, group: 0, under: null, ...given };
}

/**
 * @param {Hit} a
 * @param {Hit} b
 */
export function before(a, b) {
  return (a.tier - b.tier || a.level - b.level || b.score - a.score) < 0;
}

/**
 * Units that answer every word: the worst tier with its reason, the sum of the scores, all the needles.
 *
 * @param {Hits[]} each
 * @returns {Hits}
 */
export function both(each) {
  /** @type {Hits} */
  const out = new Map();
  if (!each.length) return out;
  const numbers = Array.from(each[0].keys()).filter((number) => each.every((hits) => hits.has(number)));
  numbers
    .sort((a, b) => a - b)
    .forEach((number) => {
      const hits = each.map((found) => /** @type {Hit} */ (found.get(number)));
      const worst = hits.reduce((a, b) => (b.tier > a.tier ? b : a));
      const terms = hits.filter((found) => found.tier === worst.tier).map((found) => found.term);
      out.set(
        number,
        hit({
          tier: Math.max(worst.tier, 1), // a region's name beside other words has tier 0: they decide
          level: Math.max(...hits.map((found) => found.level)),
          code: worst.code,
          term: each.length === 1 ? worst.term : terms.join(" "),
          score: hits.reduce((sum, found) => sum + found.score, 0),
          needles: unique(hits.reduce((all, found) => all.concat(found.needles), /** @type {string[]} */ ([]))),
        }),
      );
    });
  return out;
}
