// @ts-check
/**
 * Units that answer, before they are ranked: how well and why, in columns, because a frequent character has tens of
 * thousands of them. Twin of `webapp/query/hits.py`. Why is put into words only for what is shown.
 *
 * @typedef {{code: string, term: string}} Words
 * @typedef {{share: number, needles(number: number): string[], say(number: number, level: number): Words,
 *   guessed?: boolean, under?: {scenario: number, place: number}}} Reason `share`: how good a guess the spelling was, where
 *   it was one; `under`: the scenario that brought this rule along, and its place there
 */
import { unique } from "../analysis/tokenizer.js";
import { lowerBound } from "./postings.js";

export class Hits {
  /**
   * @param {number} size
   * @param {Int32Array} [numbers] nobody changes them
   * @param {Float64Array} [scores]
   */
  constructor(size, numbers = new Int32Array(size), scores = new Float64Array(size)) {
    /** Ascending. */
    this.numbers = numbers;
    this.tiers = new Uint8Array(size);
    /** Of the spelling that was found; they order units inside a tier that sounds decide. */
    this.levels = new Uint8Array(size);
    this.scores = scores;
    /** -2 a rule set that the query names, -1 its rules. */
    this.groups = new Int8Array(size);
    /** Places in `why`. */
    this.reasons = new Int32Array(size);
    /** @type {Reason[]} */
    this.why = [];
  }

  get size() {
    return this.numbers.length;
  }

  /** The row of a unit, or -1. @param {number} number */
  find(number) {
    const row = lowerBound(this.numbers, number, 0, this.size);
    return this.numbers[row] === number ? row : -1;
  }

  /** @param {number} row */
  reason(row) {
    return this.why[this.reasons[row]];
  }

  /** @param {number} row */
  say(row) {
    return this.reason(row).say(this.numbers[row], this.levels[row]);
  }

  /**
   * @param {number} row
   * @param {Hits} from
   * @param {number} at
   * @param {number} shift how far the places of its reasons have moved
   */
  copy(row, from, at, shift) {
    this.numbers[row] = from.numbers[at];
    this.tiers[row] = from.tiers[at];
    this.levels[row] = from.levels[at];
    this.scores[row] = from.scores[at];
    this.groups[row] = from.groups[at];
    this.reasons[row] = from.reasons[at] + shift;
  }
}

/**
 * Hits that all have the same reason. Columns are taken as they are: a browser stops to clean up when many are made.
 *
 * @param {Int32Array | number[]} numbers ascending
 * @param {number} tier
 * @param {ArrayLike<number>} levels one for each, or one for all
 * @param {Reason} reason
 * @param {Float64Array} [scores]
 */
export function hitsOf(numbers, tier, levels, reason, scores) {
  const hits = new Hits(numbers.length, numbers instanceof Int32Array ? numbers : new Int32Array(numbers), scores);
  hits.tiers.fill(tier);
  if (levels.length === 1) hits.levels.fill(levels[0]);
  else hits.levels.set(levels);
  hits.why.push(reason);
  return hits;
}

/**
 * The hits whose row is wanted.
 *
 * @param {Hits} hits
 * @param {(row: number) => boolean} wanted
 */
export function kept(hits, wanted) {
  /** @type {number[]} */
  const rows = [];
  for (let row = 0; row < hits.size; row++) if (wanted(row)) rows.push(row);
  const out = new Hits(rows.length);
  out.why = hits.why;
  rows.forEach((from, row) => out.copy(row, hits, from, 0));
  return out;
}

/**
 * All hits of both; where both have a unit, `better` says whether the second one's hit is taken.
 *
 * @param {Hits} first
 * @param {Hits} second
 * @param {(first: Hits, a: number, second: Hits, b: number) => boolean} [better] never, if it is left out
 */
export function union(first, second, better) {
  if (!second.size) return first;
  if (!first.size) return second;
  const out = new Hits(first.size + second.size - sharedBy(first.numbers, second.numbers));
  out.why = first.why.concat(second.why);
  const shift = first.why.length;
  for (let row = 0, a = 0, b = 0; row < out.size; row++) {
    const one = a < first.size ? first.numbers[a] : Infinity;
    const other = b < second.size ? second.numbers[b] : Infinity;
    const isSecond = one === other ? better !== undefined && better(first, a, second, b) : other < one;
    if (isSecond) out.copy(row, second, b, shift);
    else out.copy(row, first, a, 0);
    if (one <= other) a += 1;
    if (other <= one) b += 1;
  }
  return out;
}

/**
 * All hits of many, as `union` would add one after the other; neighbours first, so that no hit is copied often.
 *
 * @param {Hits[]} each
 * @param {(first: Hits, a: number, second: Hits, b: number) => boolean} better
 * @returns {Hits}
 */
export function unionOf(each, better) {
  const middle = each.length >> 1;
  return middle ? union(unionOf(each.slice(0, middle), better), unionOf(each.slice(middle), better), better) : each[0] || new Hits(0);
}

/**
 * How many numbers are in both.
 *
 * @param {Int32Array} first
 * @param {Int32Array} second
 */
function sharedBy(first, second) {
  let shared = 0;
  for (let a = 0, b = 0; a < first.length && b < second.length; ) {
    const difference = first[a] - second[b];
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
    if (!difference) shared += 1;
  }
  return shared;
}

/**
 * Whether the second hit is a better answer than the first: by tier, level, score.
 *
 * @param {Hits} first
 * @param {number} a
 * @param {Hits} second
 * @param {number} b
 */
export function isBefore(first, a, second, b) {
  return (second.tiers[b] - first.tiers[a] || second.levels[b] - first.levels[a] || first.scores[a] - second.scores[b]) < 0;
}

/**
 * Units that answer every word: the worst tier with its reason, the sum of the scores, all the needles.
 *
 * @param {Hits[]} each
 * @returns {Hits}
 */
export function both(each) {
  if (each.length < 2) return each[0] || new Hits(0);
  const [least, ...others] = each.slice().sort((a, b) => a.size - b.size);
  const numbers = others.reduce((found, hits) => found.filter((number) => hits.find(number) >= 0), least.numbers);
  const hits = hitsOf(numbers, 1, [0], bothReason(each));
  each.forEach((one) => {
    for (let row = 0, at = 0; row < hits.size; row++, at++) {
      while (one.numbers[at] < numbers[row]) at += 1;
      hits.tiers[row] = Math.max(hits.tiers[row], one.tiers[at]); // a region's name beside other words has tier 0: they decide
      hits.levels[row] = Math.max(hits.levels[row], one.levels[at]);
      hits.scores[row] += one.scores[at];
    }
  });
  return hits;
}

/**
 * @param {Hits[]} each
 * @returns {Reason}
 */
function bothReason(each) {
  const rows = (/** @type {number} */ number) => each.map((hits) => ({ hits, row: hits.find(number) }));
  return {
    share: 1,
    needles: (number) => unique(rows(number).reduce((all, { hits, row }) => all.concat(hits.reason(row).needles(number)), /** @type {string[]} */ ([]))),
    say(number) {
      const found = rows(number).map(({ hits, row }) => ({ tier: hits.tiers[row], ...hits.say(row) }));
      const worst = found.reduce((a, b) => (b.tier > a.tier ? b : a));
      return { code: worst.code, term: found.filter(({ tier }) => tier === worst.tier).map(({ term }) => term).join(" ") };
    },
  };
}
