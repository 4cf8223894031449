// @ts-check
/**
 * Turns the segments of an index into answers: which units hold a term, where, and how much it weighs there.
 * The twin of `webapp/query/postings.py`. Segments may still be added while questions are answered.
 *
 * @typedef {import("./segment.js").Segment} Segment
 * @typedef {{segment: Segment, from: number, to: number, directory: Int32Array | null}} Row of a term in a segment
 * @typedef {ArrayLike<number>} Numbers of units, ascending
 * @typedef {{numbers: Int32Array, places: Uint8Array}} Column the units that hold a term, and where
 */
import { Dictionary } from "./dictionary.js";
import { MOST_UNITS, SegmentBuilder, WHERE } from "./segment.js";

/** Longer rows get a directory when they are first asked for: a look-up is then one step. */
const LONG = MOST_UNITS >> 4;
const BITS = 5;
const IN_UNIT = (1 << WHERE) - 1;
/** A look-up takes as long as so many postings do. */
export const STEPS = 4;

export class Postings {
  /** @param {import("./dictionary.js").Dictionary} dictionary */
  constructor(dictionary) {
    this.dictionary = dictionary;
    /** @type {Segment[]} */
    this.segments = [];
    this.counts = new Int32Array(0);
    this.indexed = 0;
    /** Of units of one segment that are asked about: which they are, and the place of each, counted from 1; 0 otherwise. */
    this.units = new Uint16Array(MOST_UNITS);
    this.places = new Uint16Array(MOST_UNITS);
    this.holders = new Uint16Array(MOST_UNITS + 1);
    this.ats = new Int32Array(MOST_UNITS + 1);
  }

  /** @param {Segment} segment */
  add(segment) {
    const counts = new Int32Array(segment.counts);
    for (let term = 0; term < this.counts.length; term++) counts[term] += this.counts[term];
    this.counts = counts;
    this.segments.push(segment);
    this.indexed += segment.size;
  }

  /**
   * How many units hold the term.
   *
   * @param {string} term
   */
  frequency(term) {
    const id = this.dictionary.find(term);
    return id < 0 ? 0 : this.counts[id] || 0;
  }

  /**
   * How many units hold two code units beside each other.
   *
   * @param {number} first
   * @param {number} second
   */
  together(first, second) {
    const id = this.dictionary.findPair((first << 16) | second);
    return id < 0 ? 0 : this.counts[id] || 0;
  }

  /**
   * All units that hold a term.
   *
   * @param {string} term
   * @returns {Column}
   */
  column(term) {
    const size = this.frequency(term);
    const numbers = new Int32Array(size);
    const places = new Uint8Array(size);
    const id = this.dictionary.find(term);
    let filled = 0;
    this.segments.forEach(({ base, words, starts, counts }) => {
      for (let more = counts[id], at = more && starts[id]; more > 0; more--, at++) {
        numbers[filled] = base + (words[at] >>> WHERE);
        places[filled++] = words[at] & IN_UNIT;
      }
    });
    return { numbers, places };
  }

  /**
   * Where each of some units holds each of some terms: the bits of its posting, or 0.
   *
   * @param {string[]} terms
   * @param {Numbers} numbers each once
   * @returns {Uint8Array[]} by term
   */
  placesIn(terms, numbers) {
    const { holders, ats } = this;
    const columns = terms.map(() => new Uint8Array(numbers.length));
    this.eachRow(terms, numbers, ({ words }, term, first, held) => {
      const column = columns[term];
      for (let i = 0; i < held; i++) column[first + holders[i]] = words[ats[i]] & IN_UNIT;
    });
    return columns;
  }

  /**
   * Tells which of some terms a unit holds.
   *
   * @param {string[]} terms
   * @returns {(number: number) => boolean[]}
   */
  holding(terms) {
    const ids = terms.map((term) => this.dictionary.find(term));
    return (number) => {
      const segment = /** @type {Segment} */ (this.segments.find(({ base, size }) => number < base + size));
      return ids.map((id) => segment.counts[id] > 0 && placeIn(rowOf(segment, id), number - segment.base) >= 0);
    };
  }

  /**
   * What the terms weigh in each of some units: their impacts, each as often as its factor says.
   *
   * @param {string[]} terms
   * @param {number[]} factors by term
   * @param {Numbers} numbers each once
   */
  weigh(terms, factors, numbers) {
    const { holders, ats } = this;
    const sums = new Float64Array(numbers.length);
    this.eachRow(terms, numbers, ({ impacts }, term, first, held) => {
      const factor = factors[term];
      for (let i = 0; i < held; i++) sums[first + holders[i]] += factor * impacts[ats[i]];
    });
    return sums;
  }

  /**
   * Hands over, term by term in every segment, how many of the units hold it: `holders` has them, counted from `first`,
   * and `ats` where their postings are.
   *
   * @param {string[]} terms
   * @param {Numbers} numbers
   * @param {(segment: Segment, term: number, first: number, held: number) => void} use
   */
  eachRow(terms, numbers, use) {
    const ids = terms.map((term) => this.dictionary.find(term));
    const { places, units } = this;
    let first = 0;
    this.segments.forEach((segment) => {
      const size = lowerBound(numbers, segment.base + segment.size, first, numbers.length) - first;
      for (let i = 0; i < size; i++) {
        units[i] = numbers[first + i] - segment.base;
        places[units[i]] = i + 1;
      }
      for (let i = 0; i < ids.length && size; i++) {
        if (segment.counts[ids[i]]) use(segment, i, first, this.findIn(rowOf(segment, ids[i]), size));
      }
      for (let i = 0; i < size; i++) places[units[i]] = 0;
      first += size;
    });
  }

  /**
   * How many of the units are in a row: it is gone through, or they are looked up in a long one, whatever takes less.
   *
   * @param {Row} row
   * @param {number} size how many units there are
   */
  findIn(row, size) {
    const { segment: { words }, from, to, directory } = row;
    const { places, units, holders, ats } = this;
    let held = 0;
    if (to - from > size * (directory ? STEPS : STEPS * STEPS)) {
      for (let i = 0; i < size; i++) {
        const at = placeIn(row, units[i]);
        ats[held] = at;
        holders[held] = i;
        held += ~at >>> 31;
      }
      return held;
    }
    for (let at = from; at < to; at++) {
      const place = places[words[at] >>> WHERE];
      ats[held] = at;
      holders[held] = place - 1;
      held += -place >>> 31;
    }
    return held;
  }

  /**
   * The units that hold every one of the terms, ascending.
   *
   * @param {string[]} terms
   */
  allOf(terms) {
    const ids = terms.map((term) => this.dictionary.find(term));
    /** @type {number[]} */
    const found = [];
    if (!ids.length) return found;
    this.segments.forEach((segment) => {
      if (!ids.every((id) => segment.counts[id])) return;
      const rows = ids.map((id) => rowOf(segment, id)).sort((a, b) => a.to - a.from - b.to + b.from);
      meeting(rows).forEach((unit) => found.push(segment.base + unit));
    });
    return found;
  }
}

/**
 * @param {Segment} segment
 * @param {number} id
 * @returns {Row}
 */
export function rowOf(segment, id) {
  const from = segment.starts[id];
  const to = from + segment.counts[id];
  return { segment, from, to, directory: to - from > LONG ? directoryOf(segment, id, from, to) : null };
}

/**
 * Of a row, for every 32 units which of them are in it, as bits, and where the first of those is.
 *
 * @param {Segment} segment
 * @param {number} id
 * @param {number} from
 * @param {number} to
 */
function directoryOf({ size, words, directories }, id, from, to) {
  const known = directories.get(id);
  if (known) return known;
  const directory = new Int32Array(((size >> BITS) + 1) * 2);
  for (let at = to - 1; at >= from; at--) {
    const unit = words[at] >>> WHERE;
    directory[(unit >> BITS) * 2] |= 1 << unit;
    directory[(unit >> BITS) * 2 + 1] = at;
  }
  directories.set(id, directory);
  return directory;
}

/**
 * Where the posting of a unit is, or -1.
 *
 * @param {Row} row
 * @param {number} unit counted from the segment's first
 */
export function placeIn({ segment: { words }, from, to, directory }, unit) {
  if (!directory) {
    const at = lowerBound(words, unit << WHERE, from, to);
    return at < to && words[at] >>> WHERE === unit ? at : -1;
  }
  const slot = (unit >> BITS) * 2;
  const bits = directory[slot];
  if (!((bits >>> unit) & 1)) return -1;
  // How many bits are set before this one.
  let before = bits & ((1 << unit) - 1);
  before -= (before >>> 1) & 0x55555555;
  before = (before & 0x33333333) + ((before >>> 2) & 0x33333333);
  return directory[slot + 1] + (Math.imul((before + (before >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24);
}

/**
 * The units, counted from the segment's first, that are in all rows.
 *
 * @param {Row[]} rows of one segment, the shortest first
 */
function meeting([first, ...others]) {
  const { words } = first.segment;
  /** @type {number[]} */
  const units = [];
  for (let at = first.from; at < first.to; at++) units.push(words[at] >>> WHERE);
  return others.reduce((found, row) => found.filter((unit) => placeIn(row, unit) >= 0), units);
}

/**
 * The first place that holds no smaller value.
 *
 * @param {Numbers} values
 * @param {number} least
 * @param {number} from
 * @param {number} to
 */
export function lowerBound(values, least, from, to) {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle] < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * An index that is made step by step.
 *
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {any} ranking
 * @returns {{postings: Postings, index(units: number): boolean}} `index`: so many units more; whether that was all
 */
export function startPostings(corpus, ranking) {
  const dictionary = new Dictionary(corpus.count);
  const postings = new Postings(dictionary);
  let builder = new SegmentBuilder(corpus, dictionary, ranking);
  let number = 0;
  const index = (/** @type {number} */ units) => {
    for (const end = Math.min(number + units, corpus.count); number < end; number++) {
      builder.add(number);
      if (builder.size === MOST_UNITS || number === corpus.count - 1) postings.add(builder.seal());
    }
    if (number === corpus.count) builder = /** @type {any} */ (null); // what it worked with is large
    return number === corpus.count;
  };
  return { postings, index };
}
