// @ts-check
/**
 * Turns a question that nothing else answers into the articles of official texts that come nearest to it.
 * Same behaviour as `webapp/query/nearest.py`, which says why.
 *
 * @typedef {{numbers: Int32Array, scores: Float64Array}} Near `numbers` ascending
 * @typedef {{isOfficial(number: number): boolean, knows(question: import("./reading.js").Question): boolean, scores(form: string): Near, heard(form: string, number: number): string}} Nearest
 */
import { bigrams, terms, unique } from "../analysis/tokenizer.js";
import { withGaps } from "./coverage.js";

/**
 * @param {import("./postings.js").Postings} postings
 * @param {import("./scorer.js").Scorer} scorer
 * @param {import("./profiles.js").Profiles} profiles
 * @param {any} settings `ranking.nearest` of the tables
 * @param {Map<string, any>} documents
 * @returns {Nearest}
 */
export function createNearest(postings, scorer, profiles, settings, documents) {
  /** @type {number[]} The factor of each profile, 0 for what is no bare article. */
  const factors = [];

  /** @param {number} number */
  const factorOf = (number) => {
    const profile = profiles.byUnit[number];
    if (factors[profile] === undefined) {
      const unit = profiles.unit(profile);
      const { binding } = unit.bare ? documents.get(unit.ruleset) : { binding: "" };
      factors[profile] = unit.bare ? settings.bindings[binding] || 1 : 0;
    }
    return factors[profile];
  };

  let sums = new Int32Array(0);
  /** @type {number[]} Units that are no bare articles. */
  let others = [];

  /** Those that share the most and the rarest pairs. @param {string} form */
  const sharingMost = (form) => {
    if (sums.length < postings.indexed) {
      sums = new Int32Array(postings.indexed);
      others = Array.from(sums.keys()).filter((number) => !factorOf(number));
    }
    sums.fill(0);
    unique(bigrams(form)).forEach((pair) => postings.addTo(sums, pair, scorer.idf(pair)));
    others.forEach((number) => (sums[number] = 0));
    return best(heaviest(sums, settings.looked_at), sums, settings.looked_at);
  };

  return {
    isOfficial(number) {
      const unit = profiles.unit(profiles.byUnit[number]);
      return unit.bare || (unit.type === "ruleset" && documents.get(unit.statusOf).binding in settings.bindings);
    },
    knows(question) {
      const matter = question.positions.filter((position) => !position.setting);
      const sum = (/** @type {typeof matter} */ list) => list.reduce((total, position) => total + position.weight, 0);
      return sum(matter.filter((position) => position.pairs.length || position.runs.length)) >= settings.known * sum(matter);
    },
    scores(form) {
      const numbers = sharingMost(form);
      const near = scorer.scores(numbers, unique(terms(form)));
      const lawOf = lawScores(numbers, near, profiles, settings.best);
      for (let i = 0; i < near.length; i++) near[i] = (near[i] + lawOf(profiles.byUnit[numbers[i]]) * settings.law) * factorOf(numbers[i]);
      const rows = best(numbers.map((_number, row) => row), near, settings.shown);
      return { numbers: rows.map((row) => numbers[row]), scores: Float64Array.from(rows, (row) => near[row]) };
    },
    heard(form, number) {
      const held = bigrams(form).map((pair) => postings.holds(pair, number));
      return withGaps(form.split(""), (i) => held[i - 1] || held[i]);
    },
  };
}

/**
 * The sum of the best scores of each law.
 *
 * @param {Int32Array} numbers
 * @param {Float64Array} scores
 * @param {import("./profiles.js").Profiles} profiles
 * @param {number} most so many of each
 * @returns {(law: number) => number}
 */
function lawScores(numbers, scores, { byUnit, count }, most) {
  const best = new Float64Array(count * most);
  for (let i = 0; i < numbers.length; i++) {
    let score = scores[i];
    for (let at = byUnit[numbers[i]] * most, left = most; left > 0; at++, left--) {
      const less = Math.min(score, best[at]);
      best[at] = Math.max(score, best[at]);
      score = less;
    }
  }
  return (law) => {
    let sum = 0;
    for (let at = law * most, left = most; left > 0; at++, left--) sum += best[at];
    return sum;
  };
}

/** Keys of a block differ in so many bits. */
const BLOCK = 4;

/**
 * At least so many of those that are worth most, ascending, where so many are worth anything: all that are worth no
 * less than the best of so many blocks.
 *
 * @param {Int32Array} worth by key, nothing below 0
 * @param {number} count
 */
function heaviest(worth, count) {
  const blocks = new Int32Array((worth.length >> BLOCK) + 1);
  for (let key = 0; key < worth.length; key++) if (worth[key] > blocks[key >> BLOCK]) blocks[key >> BLOCK] = worth[key];
  const least = Math.max(1, count < blocks.length ? atPlace(blocks.slice(), blocks.length - count) : 0);
  /** @type {number[]} */
  const keys = [];
  for (let key = 0; key < worth.length; key++) {
    if (blocks[key >> BLOCK] < least) key |= (1 << BLOCK) - 1;
    else if (worth[key] >= least) keys.push(key);
  }
  return keys;
}

/**
 * The so many of ascending keys that are worth most, ascending; of equals the first.
 *
 * @param {ArrayLike<number>} keys
 * @param {ArrayLike<number>} worth by key
 * @param {number} count
 */
function best(keys, worth, count) {
  if (keys.length <= count) return Int32Array.from(keys);
  const values = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) values[i] = worth[keys[i]];
  const least = atPlace(values, values.length - count);
  let equals = count;
  for (let i = 0; i < values.length; i++) if (values[i] > least) equals -= 1;
  const found = new Int32Array(count);
  for (let i = 0, filled = 0; filled < count; i++) {
    const value = worth[keys[i]];
    if (value > least || (value === least && equals-- > 0)) found[filled++] = keys[i];
  }
  return found;
}

/**
 * What stands at a place when all are sorted. They are moved about no further than that takes.
 *
 * @param {Int32Array | Float64Array} values
 * @param {number} place
 */
function atPlace(values, place) {
  for (let from = 0, to = values.length - 1; from < to; ) {
    const middle = values[(from + to) >> 1];
    let low = from;
    let high = to;
    while (low <= high) {
      while (values[low] < middle) low += 1;
      while (values[high] > middle) high -= 1;
      if (low > high) break;
      const value = values[low];
      values[low++] = values[high];
      values[high--] = value;
    }
    if (place <= high) to = high;
    else if (place >= low) from = low;
    else break;
  }
  return values[place];
}
