// @ts-check
/**
 * Turns a question that nothing else answers into the articles of official texts that come nearest to it.
 * Same behaviour as `webapp/query/nearest.py`, which says why.
 *
 * @typedef {{numbers: number[], scores: Float64Array}} Near `numbers` ascending
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
 * @param {import("./gains.js").Worth} worth
 * @returns {Nearest}
 */
export function createNearest(postings, scorer, profiles, settings, documents, worth) {
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

  /** Those that share the most and the rarest pairs. @param {string} form */
  const sharingMost = (form) => {
    const worths = new Map(bigrams(form).map((pair) => [pair, scorer.idf(pair)]));
    return worth.most(worths, settings.looked_at, (number) => factorOf(number) > 0);
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
      const rows = best(near, settings.shown);
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

/**
 * The places of so many that are worth most, ascending; of equals the first.
 *
 * @param {Float64Array} worth
 * @param {number} count
 */
function best(worth, count) {
  const sorted = worth.slice().sort();
  const least = sorted[Math.max(0, sorted.length - count)];
  let equals = count - sorted.length + 1 + sorted.lastIndexOf(least);
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i < worth.length; i++) if (worth[i] > least || (worth[i] === least && equals-- > 0)) found.push(i);
  return found;
}
