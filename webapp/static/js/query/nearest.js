// @ts-check
/**
 * Turns a question that nothing else answers into the articles of official texts that come nearest to it.
 * Same behaviour as `webapp/query/nearest.py`, which says why.
 *
 * @typedef {{numbers: number[], scores: Float64Array}} Near `numbers` ascending
 * @typedef {{areOfficial(numbers: Int32Array): boolean, knows(question: import("./reading.js").Question): boolean, scores(form: string): Near, heard(form: string): (number: number) => string}} Nearest
 */
import { bigrams, terms, unique } from "../analysis/tokenizer.js";
import { weightOf, withGaps } from "./coverage.js";
import { greatest } from "./gains.js";

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @param {import("./scorer.js").Scorer} scorer
 * @param {import("./profiles.js").Profiles} profiles
 * @param {any} settings `ranking.nearest` of the tables
 * @param {import("./gains.js").Worth} worth
 * @returns {Nearest}
 */
export function createNearest(corpus, postings, scorer, profiles, settings, worth) {
  const { sources } = corpus;
  const { byUnit, bare } = profiles;
  const lookedAt = Math.max(settings.shown, Math.min(settings.looked_at, Math.floor(corpus.count / settings.of)));
  /** Of every law, when it is first met. */
  const factors = new Float64Array(profiles.count);
  /** The best scores of every law; all 0 when nothing is being scored. */
  const tops = new Float64Array(profiles.count * settings.best);

  /** @param {number} number */
  const factorOf = (number) => {
    const law = byUnit[number];
    factors[law] = factors[law] || settings.bindings[sources[number].document.binding] || 1;
    return factors[law];
  };

  /** @param {any} document */
  const isOfficialText = ({ type, binding }) => type === "ruleset" && binding in settings.bindings;

  return {
    areOfficial(numbers) {
      for (let i = 0; i < numbers.length; i++) if (!bare[numbers[i]] && !isOfficialText(sources[numbers[i]].document)) return false;
      return true;
    },
    knows(question) {
      const matter = question.positions.filter((position) => !position.setting);
      return weightOf(matter.filter(({ pairs, runs }) => pairs.length || runs.length)) >= settings.known * weightOf(matter);
    },
    scores(form) {
      // Those that share the most and the rarest pairs.
      const numbers = worth.most(new Map(bigrams(form).map((pair) => [pair, scorer.idf(pair)])), lookedAt, bare);
      const near = scorer.scores(numbers, unique(terms(form)));
      const laws = lawScores(numbers, near, byUnit, tops, settings.best);
      for (let i = 0; i < near.length; i++) near[i] = (near[i] + laws[i] * settings.law) * factorOf(numbers[i]);
      const rows = best(near, settings.shown);
      return { numbers: rows.map((row) => numbers[row]), scores: new Float64Array(rows.map((row) => near[row])) };
    },
    heard(form) {
      const holds = postings.holding(bigrams(form));
      return (number) => {
        const held = holds(number);
        return withGaps(form.split(""), (i) => held[i - 1] || held[i]);
      };
    },
  };
}

/**
 * Of each unit the sum of the best scores in its law.
 *
 * @param {Int32Array} numbers
 * @param {Float64Array} scores
 * @param {Int32Array} byUnit
 * @param {Float64Array} tops
 * @param {number} most so many of each
 */
function lawScores(numbers, scores, byUnit, tops, most) {
  for (let i = 0; i < numbers.length; i++) {
    let score = scores[i];
    for (let at = byUnit[numbers[i]] * most, left = most; left > 0; at++, left--) {
      const less = Math.min(score, tops[at]);
      tops[at] = Math.max(score, tops[at]);
      score = less;
    }
  }
  const sums = new Float64Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    for (let at = byUnit[numbers[i]] * most, left = most; left > 0; at++, left--) sums[i] += tops[at];
  }
  tops.fill(0);
  return sums;
}

/**
 * The places of so many that are worth most, ascending; of equals the first.
 *
 * @param {Float64Array} worth
 * @param {number} count
 */
function best(worth, count) {
  const least = greatest(worth.slice(), count);
  let equals = count;
  for (let i = 0; i < worth.length; i++) equals -= +(worth[i] > least);
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i < worth.length; i++) if (worth[i] > least || (worth[i] === least && equals-- > 0)) found.push(i);
  return found;
}
