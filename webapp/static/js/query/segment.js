// @ts-check
/**
 * Turns the texts of some thousand units into one segment of the index: rows of postings in typed arrays.
 *
 * The forms of all texts stand one behind the other. Sorted by character, keeping their order, the places of each
 * character are its row; sorted again by the character before, those of each pair are. Nothing is looked up on the way.
 * Each inner loop is a function of its own that ends with it: a browser compiles a loop before it has seen what comes
 * behind, and would throw that away each time.
 *
 * A posting is 16 bits that say which unit (counted from the segment's first) and where in it, and 8 bits that say how
 * much the term weighs there. Where: the best level of a field that holds it, and whether a field that says what the
 * unit is about does.
 *
 * @typedef {{base: number, size: number, starts: Int32Array, counts: Uint16Array, words: Uint16Array, impacts: Uint8Array, directories: Map<number, Int32Array>}} Segment
 *   `starts`, `counts`: where the row of each term begins and how long it is; `directories`: of long rows, by term
 */
import { EDGE, FormBuffer } from "../analysis/form-buffer.js";
import { eachNumber } from "../analysis/numerals.js";
import { leaves } from "../rules/units.js";
import { FIELD_COUNT, SAYING, levelOfFields } from "./levels.js";

export const WHERE = 3; // bits
export const SAID = 4;
/** As many units as the other bits can count. */
export const MOST_UNITS = 1 << (16 - WHERE);
/** A term's weight in a unit is at most this. */
export const IMPACT_STEPS = 255;
const WEIGHT_STEPS = 1024;
/** Characters of a unit for which there is room at once: to make room later takes time. */
const USUAL = 300;
/** A place says which unit and, in these bits, which field; the last of them is for symbols, which weigh nothing. */
const FIELD = 3;
const FIELDS = (1 << FIELD) - 1;
const SYMBOLS = FIELD_COUNT;
/** A place and a code unit in one word. */
const HALF = 16;
const LOWER = (1 << HALF) - 1;
/** More than any code unit of a form. */
const LAST = 1 << HALF;

/** Stands for the text of an article, which is read piece by piece. */
const PIECES = [""];

export class SegmentBuilder {
  /**
   * @param {import("../analysis/corpus.js").Corpus} corpus
   * @param {import("./dictionary.js").Dictionary} dictionary
   * @param {any} ranking
   */
  constructor(corpus, dictionary, ranking) {
    this.corpus = corpus;
    this.dictionary = dictionary;
    this.ranking = ranking;
    this.saturation = Math.floor(ranking.k1 * WEIGHT_STEPS + 0.5);
    this.where = whereTable();
    this.buffer = new FormBuffer(Math.min(corpus.count, MOST_UNITS) * USUAL);
    /** How often each code unit occurs. */
    this.occurring = new Int32Array(LAST);
    /** What one occurrence weighs, by place. */
    this.weights = new Int32Array(MOST_UNITS << FIELD);
    /** Places with what they are sorted by next. */
    this.byChar = new Uint32Array(0);
    this.byPair = new Uint32Array(0);
    this.words = new Uint16Array(0);
    this.impacts = new Uint8Array(0);
    this.base = 0;
    this.size = this.filled = 0;
    /** Of every field its place, and where it ends in the buffer. @type {number[]} */
    this.fields = [];
    /** Places of numbers and symbols in their upper half, by term. @type {Map<number, number[]>} */
    this.rare = new Map();
    /** Where the row of each term begins, and how long it is. */
    this.starts = new Int32Array(0);
    this.counts = new Uint16Array(0);
  }

  /** @param {number} number the unit after the one before */
  add(number) {
    const { corpus, buffer, dictionary } = this;
    const { article } = corpus.sources[number];
    const fields = corpus.fieldsAt(number);
    corpus.fields.forEach((name, field) => {
      const isBody = article && name === "body";
      const texts = isBody ? PIECES : fields[name];
      if (!texts.length) return;
      const place = (this.size << FIELD) | field;
      const from = buffer.length;
      // The text of an article is not put together for this: that would take longer than reading it.
      if (isBody) buffer.addPieces(article.label, leaves(article.blocks, []), corpus.normalizer);
      else buffer.add(texts, corpus.normalizer);
      this.weights[place] = occurrenceIn(buffer.length - from - texts.length, name, this.ranking);
      this.fields.push(place, buffer.length);
      countUnits(buffer.units, from, buffer.length, this.occurring);
      eachNumber(buffer.units, buffer.apart, from, buffer.length, (value) => this.addRare(dictionary.addNumber(value), place));
      for (let at = 0; at < buffer.symbols.length; at++) this.addRare(dictionary.addSingle(buffer.symbols.charCodeAt(at)), place | SYMBOLS);
      buffer.symbols = "";
    });
    this.size += 1;
  }

  /**
   * @param {number} term
   * @param {number} place
   */
  addRare(term, place) {
    const known = this.rare.get(term);
    if (known) known.push(place << HALF);
    else this.rare.set(term, [place << HALF]);
  }

  /**
   * Makes the rows, and begins anew behind the last unit.
   *
   * @returns {Segment}
   */
  seal() {
    this.buffer.push(EDGE, 0); // as many places behind each character as before it
    const { units, length } = this.buffer;
    let most = 2 * length;
    this.rare.forEach((places) => (most += places.length));
    if (most > this.words.length) {
      this.byChar = new Uint32Array(most >> 1);
      this.byPair = new Uint32Array(most >> 1);
      this.words = new Uint16Array(most);
      this.impacts = new Uint8Array(most);
    }
    this.starts = new Int32Array(this.dictionary.size + most);
    this.counts = new Uint16Array(this.dictionary.size + most);
    this.occurring[EDGE] += 1;
    const { used, starts } = placesOf(this.occurring);
    this.occurring.fill(0);
    const ends = starts.slice();
    sortByChar(units, this.fields, ends, this.byChar);
    this.addChars(used, starts, ends);
    this.addPairs(used, starts, ends);
    this.rare.forEach((places, term) => this.addRow(term, Uint32Array.from(places), 0, places.length));
    this.base += this.size;
    const segment = { base: this.base - this.size, size: this.size, ...this.found(), directories: new Map() };
    this.size = this.filled = 0;
    this.buffer.clear();
    this.fields = [];
    this.rare = new Map();
    return segment;
  }

  /**
   * @param {number[]} used
   * @param {Int32Array} starts of each character
   * @param {Int32Array} ends
   */
  addChars(used, starts, ends) {
    for (const unit of used) this.addRow(this.dictionary.addSingle(unit), this.byChar, starts[unit], ends[unit]);
  }

  /**
   * Sorts the places of all characters by the one before: those of each pair.
   *
   * @param {number[]} used
   * @param {Int32Array} starts of each character
   * @param {Int32Array} ends
   */
  addPairs(used, starts, ends) {
    const { byChar, byPair } = this;
    const filled = starts.slice();
    for (const unit of used) sortByPair(byChar, starts[unit], ends[unit], unit, filled, byPair);
    for (const unit of used) this.addPairsOf(unit, starts[unit], filled[unit]);
  }

  /**
   * @param {number} unit the first of these pairs
   * @param {number} at
   * @param {number} end
   */
  addPairsOf(unit, at, end) {
    const { byPair, dictionary } = this;
    while (at < end) {
      const to = endOfPair(byPair, at, end);
      this.addRow(dictionary.addPair((unit << HALF) | (byPair[at] & LOWER)), byPair, at, to);
      at = to;
    }
  }

  /**
   * @param {number} term
   * @param {Uint32Array} places
   * @param {number} at
   * @param {number} to
   */
  addRow(term, places, at, to) {
    this.starts[term] = this.filled;
    this.filled = this.fill(places, at, to);
    this.counts[term] = this.filled - this.starts[term];
  }

  /**
   * One posting for each unit. Gives the place behind the last one.
   *
   * @param {Uint32Array} places ascending, in the upper half
   * @param {number} at
   * @param {number} to
   */
  fill(places, at, to) {
    const { words, impacts, where, weights, saturation } = this;
    let { filled } = this;
    while (at < to) {
      const unit = places[at] >>> (HALF + FIELD);
      let set = 0;
      let weight = 0;
      for (; at < to && places[at] >>> (HALF + FIELD) === unit; at++) {
        const place = places[at] >>> HALF;
        set |= 1 << (place & FIELDS);
        weight += weights[place];
      }
      words[filled] = (unit << WHERE) | where[set];
      impacts[filled] = (IMPACT_STEPS * weight) / (weight + saturation) + 0.5;
      filled += 1;
    }
    return filled;
  }

  /** The rows that were made. */
  found() {
    const { dictionary: { size }, filled, starts, counts, words, impacts } = this;
    // Nobody needs the room after the last segment, and copying takes longer than leaving less than half of it empty.
    const made = this.base === this.corpus.count && filled > words.length >> 1 ? "subarray" : "slice";
    return { starts: starts.slice(0, size), counts: counts.slice(0, size), words: words[made](0, filled), impacts: impacts[made](0, filled) };
  }
}

/**
 * @param {Uint16Array} units
 * @param {number} from
 * @param {number} to
 * @param {Int32Array} counts by code unit
 */
function countUnits(units, from, to, counts) {
  for (let at = from; at < to; at++) counts[units[at]] += 1;
}

/**
 * The characters that there are, and where each begins when all are sorted.
 *
 * @param {Int32Array} counts by code unit
 */
function placesOf(counts) {
  const starts = new Int32Array(LAST);
  /** @type {number[]} */
  const used = [];
  for (let unit = 0, sum = 0; unit < LAST; unit++) {
    starts[unit] = sum;
    sum += counts[unit];
    if (unit > EDGE && counts[unit]) used.push(unit);
  }
  return { used, starts };
}

/**
 * Sorts the places of all code units by unit; the unit before stands beside each.
 *
 * @param {Uint16Array} units
 * @param {number[]} fields of each its place, and where it ends
 * @param {Int32Array} ends of what is sorted already
 * @param {Uint32Array} sorted
 */
function sortByChar(units, fields, ends, sorted) {
  for (let field = 0, i = 0, last = EDGE; field < fields.length; field += 2) {
    const place = fields[field] << HALF;
    for (; i < fields[field + 1]; i++) {
      sorted[ends[units[i]]++] = place | last;
      last = units[i];
    }
  }
}

/**
 * Sorts the places of one character to the others that stand before it.
 *
 * @param {Uint32Array} byChar
 * @param {number} at
 * @param {number} end
 * @param {number} unit
 * @param {Int32Array} filled of what is sorted already
 * @param {Uint32Array} sorted
 */
function sortByPair(byChar, at, end, unit, filled, sorted) {
  for (; at < end; at++) sorted[filled[byChar[at] & LOWER]++] = (byChar[at] & ~LOWER) | unit;
}

/**
 * Where the places of a pair end.
 *
 * @param {Uint32Array} byPair
 * @param {number} at
 * @param {number} end
 */
function endOfPair(byPair, at, end) {
  const next = byPair[at] & LOWER;
  while (at < end && (byPair[at] & LOWER) === next) at += 1;
  return at;
}

/**
 * What one occurrence in a field of this length adds to a term's weight.
 *
 * @param {number} length
 * @param {string} name
 * @param {any} ranking
 */
function occurrenceIn(length, name, { weights, b, pivot }) {
  const norm = 1 - b[name] + b[name] * (length / pivot[name]);
  return Math.floor((WEIGHT_STEPS * weights[name]) / norm + 0.5);
}

/** For every set of fields: the best level among them, and whether one of them says what a unit is about. */
function whereTable() {
  const table = new Uint8Array(1 << (FIELDS + 1));
  for (let set = 1; set < table.length; set++) table[set] = levelOfFields(set) | (set & SAYING ? SAID : 0);
  return table;
}
