// @ts-check
/**
 * Turns a question that nobody wrote down word for word into the units that cover what it says, or none.
 * Same behaviour as `webapp/query/coverage.py`.
 *
 * @typedef {import("./reading.js").Position} Position
 * @typedef {{weights: Map<number, number>, heard(number: number): string, meant(number: number): string}} Covering
 */
import { runTerms } from "../analysis/tokenizer.js";

/** Places of title, quote, body, alias and names among the fields; not of notes and cited. */
const SAYING = [0, 1, 2, 4, 5];

/**
 * Which units cover how much of a question: the weights of those that cover enough of its matter. What a unit says only
 * in its notes or by a link counts three fifths.
 *
 * @param {import("./reading.js").Question} question
 * @param {import("./postings.js").Postings} postings
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {{covered: number, covered_of_topic: number}} ranking
 * @returns {Covering}
 */
export function createCovering(question, postings, corpus, ranking) {
  const { positions } = question;
  const matter = positions.filter((position) => !position.setting);
  const least = matter.reduce((sum, position) => sum + position.weight, 0) * ranking.covered;
  const leastOfTopic = matter.length * ranking.covered_of_topic;
  /** @type {Map<string, Set<number>>} */
  const holders = new Map();
  /** @type {Map<string, Set<number>>} */
  const saying = new Map();
  /** @type {Set<number>} */
  const numbers = new Set();

  /**
   * Whether one of the terms stands in a field that says what the unit is about.
   *
   * @param {string[]} terms
   * @param {number} number
   */
  const isSaid = (terms, number) =>
    terms.some((term) => term.startsWith("#") || SAYING.some((field) => corpus.forms[number][field].includes(term)));

  positions.forEach(({ pairs, char, runs }) => {
    pairs.concat(char).forEach((term) => holders.has(term) || holders.set(term, new Set(postings.allOf([term]))));
    pairs.forEach((pair) => setOf(holders, pair).forEach((number) => numbers.add(number)));
    runs.forEach((run) => {
      if (!saying.has(run)) saying.set(run, new Set(postings.allOf(runTerms(run)).filter((number) => isSaid([run], number))));
      setOf(saying, run).forEach((number) => numbers.add(number));
    });
  });
  const held = (/** @type {string[]} */ terms, /** @type {number} */ number) => terms.filter((term) => setOf(holders, term).has(number));
  const meant = (/** @type {Position} */ position, /** @type {number} */ number) =>
    position.runs.filter((run) => setOf(saying, run).has(number));
  const isHeard = (/** @type {Position} */ position, /** @type {number} */ number) =>
    held(position.pairs, number).length > 0 || meant(position, number).length > 0;

  /**
   * @param {Position} position
   * @param {number} number
   * @param {boolean} generous
   */
  const credit = (position, number, generous) => {
    if (meant(position, number).length) return position.weight;
    const pairs = held(position.pairs, number);
    const found = pairs.length ? pairs : held([position.char], number);
    const value = pairs.length ? position.weight : found.length ? position.alone : 0;
    return generous || isSaid(found, number) ? value : Math.floor((value * 3) / 5);
  };
  const weightOf = (/** @type {Position[]} */ of, /** @type {number} */ number, /** @type {boolean} */ generous) =>
    of.reduce((sum, position) => sum + credit(position, number, generous), 0);

  const answers = (/** @type {number} */ number) => {
    if (weightOf(matter, number, true) >= least) return true;
    if (!matter.some((position) => position.kind === "topic" && meant(position, number).length)) return false;
    return matter.filter((position) => isHeard(position, number)).length >= leastOfTopic;
  };

  /** @type {Map<number, number>} */
  const weights = new Map();
  Array.from(numbers)
    .sort((a, b) => a - b)
    .filter(answers)
    .forEach((number) => weights.set(number, weightOf(positions, number, false)));
  return {
    weights,
    heard(number) {
      let out = "";
      positions.forEach((position) => {
        if (isHeard(position, number)) out += position.char;
        else if (out && !out.endsWith("…")) out += "…";
      });
      return out.endsWith("…") ? out.slice(0, -1) : out;
    },
    meant(number) {
      const plain = positions.filter((position) => position.kind === "plain" && !held(position.pairs, number).length);
      return plain.reduce((term, position) => term || meant(position, number)[0] || "", "");
    },
  };
}

/**
 * @param {Map<string, Set<number>>} sets
 * @param {string} key
 */
function setOf(sets, key) {
  return sets.get(key) || new Set();
}
