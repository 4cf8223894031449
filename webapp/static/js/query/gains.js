// @ts-check
/**
 * Turns terms with what each is worth into the units whose terms are worth enough, or most, together.
 *
 * It goes from segment to segment: what is kept of its units meanwhile fits in the nearest cache. A unit is passed over
 * as soon as the terms that are left, the more frequent ones, cannot make it worth enough. No branch of an inner loop
 * depends on what stands in the index: guessing wrong takes longer than all the rest.
 *
 * @typedef {Map<string, number>} Worths by term
 * @typedef {{atLeast(worths: Worths, least: number): number[], most(worths: Worths, wanted: number, isWanted: Uint8Array): Int32Array}} Worth
 *   `most`: ascending; of equals the first
 */
import { STEPS, placeIn, rowOf } from "./postings.js";
import { MOST_UNITS, WHERE } from "./segment.js";

/** More than there are units. What a unit is worth and which it is make one number, so that no two are equal. */
const UNITS = 1 << 24;
/** So finely it is told apart at first what units are worth. */
const LEVELS = 512;

/**
 * @param {import("./postings.js").Postings} postings
 * @returns {Worth}
 */
export function createWorth(postings) {
  /** What every unit of a segment is worth. */
  const sums = new Int32Array(MOST_UNITS);
  /** Those that are worth anything, in no order. */
  const units = new Uint16Array(MOST_UNITS + 1);
  let keys = new Float64Array(0);

  /**
   * Gives segment by segment how many of its units are worth enough: the first of `units`, with their `sums`.
   *
   * @param {Worths} worths
   * @param {number} enough
   * @param {(count: number, base: number) => number} take gives what is enough from now on
   */
  const gather = (worths, enough, take) => {
    const terms = Array.from(worths, ([term, worth]) => ({ id: postings.dictionary.find(term), worth, count: postings.frequency(term) }));
    const rarestFirst = terms.filter(({ worth, count }) => worth && count).sort((a, b) => a.count - b.count);
    postings.segments.forEach((segment) => {
      let rest = rarestFirst.reduce((sum, { id, worth }) => (segment.counts[id] ? sum + worth : sum), 0);
      let touched = 0;
      rarestFirst.forEach(({ id, worth }) => {
        if (!segment.counts[id]) return;
        const row = rowOf(segment, id);
        const hope = +(rest >= enough);
        if (!hope) touched = hopeful(units, touched, sums, enough - rest);
        if (hope || row.to - row.from < STEPS * touched) touched = touch(row, worth, sums, units, touched, hope);
        else for (let i = 0; i < touched; i++) if (placeIn(row, units[i]) >= 0) sums[units[i]] += worth;
        rest -= worth;
      });
      touched = hopeful(units, touched, sums, enough);
      enough = take(touched, segment.base);
      for (let i = 0; i < touched; i++) sums[units[i]] = 0;
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
      worths.forEach((worth) => (step += worth / LEVELS));
      const levels = new Int32Array(LEVELS);
      if (keys.length < postings.indexed) keys = new Float64Array(postings.indexed);
      let kept = 0;
      let enough = 0;
      gather(worths, enough, (count, base) => {
        for (let i = 0; i < count; i++) {
          const number = base + units[i];
          const sum = sums[units[i]];
          if (!isWanted[number]) continue;
          keys[kept++] = sum * UNITS + UNITS - 1 - number;
          levels[(sum / step) | 0] += 1;
        }
        let at = LEVELS;
        for (let more = wanted; more > 0 && at > 0; ) more -= levels[--at];
        enough = Math.floor(at * step);
        return enough;
      });
      return lastOf(keys, kept, enough * UNITS, wanted);
    },
  };
}

/**
 * Adds what a term is worth to the units of its row; to those that were worth nothing if there is hope, and lists them.
 *
 * @param {import("./postings.js").Row} row
 * @param {number} worth
 * @param {Int32Array} sums
 * @param {Uint16Array} units
 * @param {number} touched
 * @param {number} hope 1 or 0
 */
function touch({ segment: { words }, from, to }, worth, sums, units, touched, hope) {
  for (let at = from; at < to; at++) {
    const unit = words[at] >>> WHERE;
    const sum = sums[unit];
    units[touched] = unit;
    touched += hope & ((sum - 1) >>> 31);
    sums[unit] = sum + (worth & (-hope | (-sum >> 31)));
  }
  return touched;
}

/**
 * Keeps the units that are worth so much.
 *
 * @param {Uint16Array} units
 * @param {number} touched
 * @param {Int32Array} sums
 * @param {number} least
 */
function hopeful(units, touched, sums, least) {
  let count = 0;
  for (let i = 0; i < touched; i++) {
    const unit = units[i];
    const sum = sums[unit];
    const is = (least - 1 - sum) >> 31;
    units[count] = unit;
    count -= is;
    sums[unit] = sum & is;
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
  const all = keys.subarray(0, kept);
  greatest(all, count);
  const numbers = new Int32Array(Math.min(count, kept));
  for (let i = 0; i < numbers.length; i++) numbers[i] = UNITS - 1 - (all[i] % UNITS);
  return numbers.sort();
}

/**
 * Brings so many of the greatest to the front and gives the last of them (Hoare's selection).
 *
 * @param {Float64Array} values
 * @param {number} count
 */
export function greatest(values, count) {
  const place = Math.min(count, values.length) - 1;
  for (let from = 0, to = values.length - 1; from < to; ) {
    const middle = values[(from + to) >> 1];
    let a = from;
    let b = to;
    while (a <= b) {
      while (values[a] > middle) a += 1;
      while (values[b] < middle) b -= 1;
      if (a > b) break;
      [values[a], values[b]] = [values[b], values[a]];
      a += 1;
      b -= 1;
    }
    if (place <= b) to = b;
    else if (place >= a) from = a;
    else break;
  }
  return values[place];
}
