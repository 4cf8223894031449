// @ts-check
/**
 * Turns the segments of an index into answers: which units hold a term, where, and how much it weighs there.
 * The twin of `webapp/query/postings.py`. Segments may still be added while questions are answered.
 *
 * @typedef {import("./segment.js").Segment} Segment
 * @typedef {{segment: Segment, from: number, to: number, directory: Int32Array | null}} Row of a term in a segment
 * @typedef {ArrayLike<number>} Numbers of units, ascending
 * @typedef {{numbers: Int32Array, places: Uint16Array}} Column what a term is in some units: where, and its impact above
 *   that; 0 where it is not
 */
import { Dictionary } from "./dictionary.js";
import { MOST_UNITS, SegmentBuilder, WHERE } from "./segment.js";

/** Longer rows get a directory when they are first asked for: a look-up is then one step. */
const LONG = MOST_UNITS >> 4;
const BITS = 5;
/** A look-up takes as long as so many postings do. */
const STEPS = 4;

export class Postings {
  /** @param {import("./dictionary.js").Dictionary} dictionary */
  constructor(dictionary) {
    this.dictionary = dictionary;
    /** @type {Segment[]} */
    this.segments = [];
    this.counts = new Int32Array(0);
    this.indexed = 0;
    /** Of the units of one segment, while they are weighed; empty otherwise. */
    this.places = new Uint16Array(MOST_UNITS);
  }

  /** @param {Segment} segment */
  add(segment) {
    const counts = Int32Array.from(segment.counts);
    this.counts.forEach((count, term) => (counts[term] += count));
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
    const column = { numbers: new Int32Array(size), places: new Uint16Array(size) };
    const id = this.dictionary.find(term);
    let filled = 0;
    this.segments.forEach(({ base, words, impacts, starts, counts }) => {
      for (let more = counts[id], at = more && starts[id]; more > 0; more--, at++) {
        column.numbers[filled] = base + (words[at] >>> WHERE);
        column.places[filled] = placeOf(words[at], impacts[at]);
        filled += 1;
      }
    });
    return column;
  }

  /**
   * What a term is in each of some units.
   *
   * @param {string} term
   * @param {Numbers} numbers
   */
  placesIn(term, numbers) {
    const places = new Uint16Array(numbers.length);
    const id = this.dictionary.find(term);
    for (let first = 0, after = 0; first < numbers.length; first = after) {
      const segment = this.segmentOf(numbers[first]);
      after = lowerBound(numbers, segment.base + segment.size, first, numbers.length);
      const row = segment.counts[id] ? rowOf(segment, id) : null;
      for (let i = first; i < after && row; i++) {
        const at = placeIn(row, numbers[i] - segment.base);
        if (at >= 0) places[i] = placeOf(segment.words[at], segment.impacts[at]);
      }
    }
    return places;
  }

  /**
   * Whether a unit holds the term.
   *
   * @param {string} term
   * @param {number} number
   */
  holds(term, number) {
    const segment = this.segmentOf(number);
    const id = this.dictionary.find(term);
    return segment.counts[id] > 0 && placeIn(rowOf(segment, id), number - segment.base) >= 0;
  }

  /** All but the last are full. @param {number} number */
  segmentOf(number) {
    return this.segments[Math.floor(number / MOST_UNITS)];
  }

  /**
   * Adds to each of some units what the terms weigh there: their impacts, each as often as its factor says.
   *
   * @param {string[]} terms
   * @param {number[]} factors by term
   * @param {Numbers} numbers
   * @param {Float64Array} sums by unit
   */
  weigh(terms, factors, numbers, sums) {
    const ids = terms.map((term) => this.dictionary.find(term));
    const { places } = this;
    let first = 0;
    this.segments.forEach((segment) => {
      const after = lowerBound(numbers, segment.base + segment.size, first, numbers.length);
      for (let i = first; i < after; i++) places[numbers[i] - segment.base] = i - first + 1;
      for (let i = 0; i < ids.length && after > first; i++) {
        if (segment.counts[ids[i]]) weighRow(rowOf(segment, ids[i]), factors[i], numbers, first, after, places, sums);
      }
      for (let i = first; i < after; i++) places[numbers[i] - segment.base] = 0;
      first = after;
    });
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
function rowOf(segment, id) {
  const from = segment.starts[id];
  const to = from + segment.counts[id];
  return { segment, from, to, directory: to - from > LONG ? directoryOf(segment, id, from, to) : null };
}

/**
 * @param {number} word
 * @param {number} impact
 */
function placeOf(word, impact) {
  return (impact << WHERE) | (word & ((1 << WHERE) - 1));
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
function placeIn({ segment: { words }, from, to, directory }, unit) {
  if (directory) return placeBy(directory, unit);
  const at = lowerBound(words, unit << WHERE, from, to);
  return at < to && words[at] >>> WHERE === unit ? at : -1;
}

/**
 * @param {Int32Array} directory
 * @param {number} unit
 */
function placeBy(directory, unit) {
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
 * Rows are gone through, or units are looked up in long ones, whatever takes less.
 *
 * @param {Row} row
 * @param {number} factor
 * @param {Numbers} numbers
 * @param {number} first
 * @param {number} after
 * @param {Uint16Array} places of the units from `first` on, counted from 1
 * @param {Float64Array} sums
 */
function weighRow({ segment: { base, words, impacts }, from, to, directory }, factor, numbers, first, after, places, sums) {
  if (directory && to - from > (after - first) * STEPS) {
    for (let i = first; i < after; i++) {
      const at = placeBy(directory, numbers[i] - base);
      if (at >= 0) sums[i] += factor * impacts[at];
    }
    return;
  }
  for (let at = from; at < to; at++) {
    const place = places[words[at] >>> WHERE];
    if (place) sums[first + place - 1] += factor * impacts[at];
  }
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
