// @ts-check
/**
 * Turns a question that nobody wrote down word for word into the units that cover what it says, or none.
 * Same behaviour as `webapp/query/coverage.py`.
 *
 * @typedef {import("./reading.js").Position} Position
 * @typedef {import("./postings.js").Postings} Postings
 * @typedef {{numbers: Int32Array, weights: Float64Array, heard(number: number): string, meant(number: number): string}} Covering
 */
import { unique } from "../analysis/tokenizer.js";
import { SAID, WHERE } from "./segment.js";

/**
 * Which units cover how much of a question: the weights of those that cover enough of its matter. What a unit says only
 * in its notes or by a link counts three fifths.
 *
 * @param {import("./reading.js").Question} question
 * @param {Postings} postings
 * @param {import("./matcher.js").Matcher} matcher
 * @param {{covered: number, covered_of_topic: number}} ranking
 * @returns {Covering}
 */
export function createCovering(question, postings, matcher, ranking) {
  const { positions } = question;
  const matter = positions.filter((position) => !position.setting);
  const least = sum(matter, (position) => position.weight) * ranking.covered;
  const leastOfTopic = matter.length * ranking.covered_of_topic;
  /** @type {Map<string, Int32Array>} */
  const saying = new Map();
  positions.forEach(({ runs }) => runs.forEach((run) => saying.has(run) || saying.set(run, matcher.saying(run))));
  const numbers = candidates(matter, least, postings, Array.from(saying.values()));
  const held = holdings(positions, numbers, postings, saying);

  /**
   * @param {Position} position
   * @param {number} row
   * @param {boolean} generous
   */
  const credit = (position, row, generous) => {
    if (held.means(position, row)) return position.weight;
    let places = held.ofPairs(position, row);
    const value = places ? position.weight : position.alone;
    if (!places) places = held.places(position.char, row);
    if (!places) return 0;
    return generous || places & SAID ? value : Math.floor((value * 3) / 5);
  };
  const isHeard = (/** @type {Position} */ position, /** @type {number} */ row) => held.ofPairs(position, row) > 0 || held.means(position, row);
  const answers = (/** @type {number} */ row) => {
    if (sum(matter, (position) => credit(position, row, true)) >= least) return true;
    if (!matter.some((position) => position.kind === "topic" && held.means(position, row))) return false;
    return matter.filter((position) => isHeard(position, row)).length >= leastOfTopic;
  };

  /** @type {number[]} */
  const rows = [];
  for (let row = 0; row < numbers.length; row++) if (answers(row)) rows.push(row);
  return {
    numbers: Int32Array.from(rows, (row) => numbers[row]),
    weights: Float64Array.from(rows, (row) => sum(positions, (position) => credit(position, row, false))),
    heard(number) {
      const row = numbers.indexOf(number);
      let out = "";
      positions.forEach((position) => {
        if (isHeard(position, row)) out += position.char;
        else if (out && !out.endsWith("…")) out += "…";
      });
      return out.endsWith("…") ? out.slice(0, -1) : out;
    },
    meant(number) {
      const row = numbers.indexOf(number);
      const plain = positions.filter((position) => position.kind === "plain" && !held.ofPairs(position, row));
      const runs = plain.reduce((all, position) => all.concat(position.runs.filter((run) => held.isSaying(run, row))), /** @type {string[]} */ ([]));
      return runs[0] || "";
    },
  };
}

/**
 * The units that may cover enough: those whose pairs, and all characters on top, reach the least; ascending. Pairs are
 * rare and characters are everywhere, so the rows of characters are not gone through for this.
 *
 * @param {Position[]} matter
 * @param {number} least
 * @param {Postings} postings
 * @param {Int32Array[]} saying
 */
function candidates(matter, least, postings, saying) {
  const reached = new Float64Array(postings.indexed);
  const seen = new Int16Array(postings.indexed);
  matter.forEach(({ pairs, weight }, place) => {
    pairs.forEach((pair) => {
      postings.rows(pair).forEach(({ segment, from, to }) => {
        const { base, words } = segment;
        for (let at = from; at < to; at++) {
          const number = base + (words[at] >>> WHERE);
          if (seen[number] === place + 1) continue;
          seen[number] = place + 1;
          reached[number] += weight;
        }
      });
    });
  });
  const enough = least - sum(matter, (position) => position.alone);
  /** @type {number[]} */
  const found = [];
  saying.forEach((numbers) => numbers.forEach((number) => (reached[number] = Infinity)));
  for (let number = 0; number < reached.length; number++) if (reached[number] > 0 && reached[number] >= enough) found.push(number);
  return found;
}

/**
 * What every candidate holds of a question, in columns by term and by run.
 *
 * @param {Position[]} positions
 * @param {number[]} numbers
 * @param {Postings} postings
 * @param {Map<string, Int32Array>} saying
 */
function holdings(positions, numbers, postings, saying) {
  const terms = unique(positions.reduce((all, { pairs, char }) => all.concat(pairs, char), /** @type {string[]} */ ([])));
  /** @type {Map<string, Uint16Array>} */
  const columns = new Map(terms.map((term) => /** @type {[string, Uint16Array]} */ ([term, placesOf(term, numbers, postings)])));
  /** @type {Map<string, Uint8Array>} */
  const runs = new Map();
  saying.forEach((units, run) => runs.set(run, membership(numbers, new Set(units))));
  const places = (/** @type {string} */ term, /** @type {number} */ row) => /** @type {Uint16Array} */ (columns.get(term))[row];
  const isSaying = (/** @type {string} */ run, /** @type {number} */ row) => /** @type {Uint8Array} */ (runs.get(run))[row] > 0;
  return {
    places,
    isSaying,
    ofPairs: (/** @type {Position} */ { pairs }, /** @type {number} */ row) => pairs.reduce((found, pair) => found | places(pair, row), 0),
    means: (/** @type {Position} */ { runs: wanted }, /** @type {number} */ row) => wanted.some((run) => isSaying(run, row)),
  };
}

/**
 * @param {string} term
 * @param {number[]} numbers
 * @param {Postings} postings
 */
function placesOf(term, numbers, postings) {
  const places = postings.placesIn(term, numbers);
  // A number counts as said wherever it stands.
  return term[0] === "#" ? places.map((place) => (place ? place | SAID : 0)) : places;
}

/**
 * @param {number[]} numbers
 * @param {Set<number>} set
 */
function membership(numbers, set) {
  return Uint8Array.from(numbers, (number) => (set.has(number) ? 1 : 0));
}

/**
 * @template T
 * @param {T[]} values
 * @param {(value: T) => number} worth
 */
function sum(values, worth) {
  return values.reduce((total, value) => total + worth(value), 0);
}
