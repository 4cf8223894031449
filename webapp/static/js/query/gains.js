// @ts-check
/**
 * Turns terms with what each is worth into the units whose terms are worth enough, or most, together.
 *
 * It goes from segment to segment: what is kept of its units meanwhile fits in the nearest cache. A unit with none of the
 * rarer terms is passed over where the others cannot be enough. No branch of an inner loop depends on what stands in the
 * index: guessing wrong takes longer than all the rest.
 *
 * @typedef {Map<string, number>} Worths by term
 * @typedef {{atLeast(worths: Worths, least: number): number[], most(worths: Worths, wanted: number, isWanted: (number: number) => boolean): Int32Array}} Worth
 *   `most`: ascending; of equals the first
 */
import { MOST_UNITS, WHERE } from "./segment.js";

/** More than there are units. What a unit is worth and which it is make one number, so that no two are equal. */
const UNITS = 1 << 24;
/** So finely it is told apart at first what units are worth. */
const STEPS = 512;

/**
 * @param {import("./postings.js").Postings} postings
 * @returns {Worth}
 */
export function createWorth(postings) {
  /** What every unit of a segment is worth. */
  const sums = new Int32Array(MOST_UNITS);
  /** Those that are worth anything, in no order, and what they are worth. */
  const units = new Uint16Array(MOST_UNITS + 1);
  const found = new Int32Array(MOST_UNITS + 1);

  /**
   * Gives segment by segment how many of its units are worth enough: the first of `units`.
   *
   * @param {Worths} worths
   * @param {number} enough
   * @param {(count: number, base: number) => number} take gives what is enough from now on
   */
  const gather = (worths, enough, take) => {
    const terms = Array.from(worths, ([term, worth]) => ({ id: postings.dictionary.find(term), worth, count: postings.frequency(term) }));
    const rarestFirst = terms.filter(({ worth, count }) => worth && count).sort((a, b) => a.count - b.count);
    const total = rarestFirst.reduce((sum, { worth }) => sum + worth, 0);
    postings.segments.forEach(({ base, words, starts, counts }) => {
      let rest = total;
      let touched = 0;
      rarestFirst.forEach(({ id, worth }) => {
        if (counts[id]) touched = touch(words, starts[id], starts[id] + counts[id], worth, sums, units, touched, +(rest >= enough));
        rest -= worth;
      });
      enough = take(settle(units, touched, sums, enough, found), base);
    });
  };

  return {
    atLeast(worths, least) {
      /** @type {number[]} */
      const numbers = [];
      gather(worths, least, (count, base) => {
        for (let i = 0; i < count; i++) numbers.push(base + units[i]);
        return least;
      });
      return numbers;
    },
    most(worths, wanted, isWanted) {
      let step = 1;
      worths.forEach((worth) => (step += worth / STEPS));
      const steps = new Int32Array(STEPS);
      const keys = new Float64Array(postings.indexed);
      let kept = 0;
      let enough = 1;
      gather(worths, enough, (count, base) => {
        for (let i = 0; i < count; i++) {
          const number = base + units[i];
          if (!isWanted(number)) continue;
          keys[kept++] = found[i] * UNITS + UNITS - 1 - number;
          steps[Math.floor(found[i] / step)] += 1;
        }
        let at = STEPS;
        for (let more = wanted; more > 0 && at > 0; ) more -= steps[--at];
        enough = Math.max(1, Math.floor(at * step));
        return enough;
      });
      return lastOf(keys, kept, enough * UNITS, wanted);
    },
  };
}

/**
 * Adds what a term is worth to the units of its row; to those that were worth nothing if there is hope, and lists them.
 *
 * @param {Uint16Array} words
 * @param {number} at
 * @param {number} to
 * @param {number} worth
 * @param {Int32Array} sums
 * @param {Uint16Array} units
 * @param {number} touched
 * @param {number} hope 1 or 0
 */
function touch(words, at, to, worth, sums, units, touched, hope) {
  for (; at < to; at++) {
    const unit = words[at] >>> WHERE;
    const sum = sums[unit];
    units[touched] = unit;
    touched += hope & ((sum - 1) >>> 31);
    sums[unit] = sum + (worth & (-hope | (-sum >> 31)));
  }
  return touched;
}

/**
 * Moves the units that are worth enough to the front, and takes down what they are worth.
 *
 * @param {Uint16Array} units
 * @param {number} touched
 * @param {Int32Array} sums
 * @param {number} enough
 * @param {Int32Array} found
 */
function settle(units, touched, sums, enough, found) {
  let count = 0;
  for (let i = 0; i < touched; i++) {
    const unit = units[i];
    const sum = sums[unit];
    sums[unit] = 0;
    units[count] = unit;
    found[count] = sum;
    if (sum >= enough) count += 1;
  }
  return count;
}

/**
 * The units of the greatest keys, ascending.
 *
 * @param {Float64Array} keys
 * @param {number} length
 * @param {number} least they are all greater
 * @param {number} count
 */
function lastOf(keys, length, least, count) {
  let kept = 0;
  for (let i = 0; i < length; i++) if (keys[i] >= least) keys[kept++] = keys[i];
  const last = keys.subarray(0, kept).sort().subarray(-count);
  const numbers = new Int32Array(last.length);
  for (let i = 0; i < last.length; i++) numbers[i] = UNITS - 1 - (last[i] % UNITS);
  return numbers.sort();
}
