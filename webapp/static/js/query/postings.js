// @ts-check
/**
 * Turns the segments of an index into answers: which units hold a term, where, and how much it weighs there.
 * The twin of `webapp/query/postings.py`. Segments may still be added while questions are answered.
 *
 * @typedef {import("./segment.js").Segment} Segment
 * @typedef {{segment: Segment, id: number, from: number, to: number}} Row of a term in a segment
 * @typedef {ArrayLike<number>} Numbers of units, ascending
 * @typedef {{numbers: Int32Array, places: Uint16Array}} Column what a term is in some units: where, and its impact above
 *   that; 0 where it is not
 */
import { Dictionary } from "./dictionary.js";
import { MOST_UNITS, SegmentBuilder, WHERE } from "./segment.js";

/** Longer rows are spread out when they are first asked for: a look-up is then one step. */
const LONG = MOST_UNITS >> 2;

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
    return this.counts[this.dictionary.find(term)] || 0;
  }

  /**
   * The postings of a term, by segment.
   *
   * @param {string} term
   * @returns {Row[]}
   */
  rows(term) {
    const id = this.dictionary.find(term);
    /** @type {Row[]} */
    const rows = [];
    this.segments.forEach((segment) => segment.counts[id] && rows.push(rowOf(segment, id)));
    return rows;
  }

  /**
   * Adds to what is kept of every unit that holds a term.
   *
   * @param {Int32Array} sums by unit
   * @param {string} term
   * @param {number} value
   */
  addTo(sums, term, value) {
    this.rows(term).forEach(({ segment: { base, words }, from, to }) => {
      for (let at = from; at < to; at++) sums[base + (words[at] >>> WHERE)] += value;
    });
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
    let filled = 0;
    this.rows(term).forEach(({ segment, from, to }) => {
      const { base, words, impacts } = segment;
      for (let at = from; at < to; at++) {
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
    let first = 0;
    this.rows(term).forEach((row) => {
      const { base, size } = row.segment;
      first = lowerBound(numbers, base, first, numbers.length);
      const after = lowerBound(numbers, base + size, first, numbers.length);
      if (after > first) fill(places, numbers, first, after, row);
      first = after;
    });
    return places;
  }

  /**
   * Whether a unit holds the term.
   *
   * @param {string} term
   * @param {number} number
   */
  holds(term, number) {
    return this.rows(term).some(({ segment: { base, words }, from, to }) => {
      const at = lowerBound(words, (number - base) << WHERE, from, to);
      return at < to && words[at] >>> WHERE === number - base;
    });
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
  return { segment, id, from: segment.starts[id], to: segment.starts[id] + segment.counts[id] };
}

/**
 * @param {number} word
 * @param {number} impact
 */
function placeOf(word, impact) {
  return (impact << WHERE) | (word & ((1 << WHERE) - 1));
}

/**
 * What the term of a long row is in every unit of its segment; nothing for a short row.
 *
 * @param {Row} row
 */
function spread({ segment: { size, words, impacts, wide }, id, from, to }) {
  if (to - from <= LONG) return null;
  if (!wide[id]) {
    wide[id] = new Uint16Array(size);
    for (let at = from; at < to; at++) wide[id][words[at] >>> WHERE] = placeOf(words[at], impacts[at]);
  }
  return wide[id];
}

/**
 * @param {Uint16Array} places
 * @param {Numbers} numbers
 * @param {number} first
 * @param {number} after
 * @param {Row} row
 */
function fill(places, numbers, first, after, row) {
  const { base, words, impacts } = row.segment;
  const wide = spread(row);
  for (let i = first, at = row.from; i < after; i++) {
    const unit = numbers[i] - base;
    if (wide) places[i] = wide[unit];
    else {
      while (at < row.to && words[at] >>> WHERE < unit) at += 1;
      if (at < row.to && words[at] >>> WHERE === unit) places[i] = placeOf(words[at], impacts[at]);
    }
  }
}

/**
 * Short rows are gone through, units are looked up in long ones.
 *
 * @param {Row} row
 * @param {number} factor
 * @param {Numbers} numbers
 * @param {number} first
 * @param {number} after
 * @param {Uint16Array} places of the units from `first` on, counted from 1
 * @param {Float64Array} sums
 */
function weighRow(row, factor, numbers, first, after, places, sums) {
  const { base, words, impacts } = row.segment;
  const wide = spread(row);
  if (wide) {
    for (let i = first; i < after; i++) sums[i] += factor * (wide[numbers[i] - base] >>> WHERE);
    return;
  }
  for (let at = row.from; at < row.to; at++) {
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
  let units = [];
  for (let at = first.from; at < first.to; at++) units.push(words[at] >>> WHERE);
  others.forEach((row) => {
    if (units.length) units = meetingRow(units, row);
  });
  return units;
}

/**
 * @param {number[]} units
 * @param {Row} row
 */
function meetingRow(units, row) {
  const { words } = row.segment;
  const wide = spread(row);
  let at = row.from;
  return units.filter((unit) => {
    if (wide) return wide[unit] > 0;
    while (at < row.to && words[at] >>> WHERE < unit) at += 1;
    return at < row.to && words[at] >>> WHERE === unit;
  });
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
