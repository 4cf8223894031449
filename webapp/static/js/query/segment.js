// @ts-check
/**
 * Turns the texts of some thousand units into one segment of the index: rows of postings in typed arrays.
 *
 * A posting is 16 bits that say which unit (counted from the segment's first) and where in it, and 8 bits that say how
 * much the term weighs there. Where: the best level of a field that holds it, and whether a field that says what the
 * unit is about does.
 *
 * @typedef {{base: number, size: number, starts: Int32Array, words: Uint16Array, impacts: Uint8Array}} Segment
 */
import { EDGE, FormBuffer } from "../analysis/form-buffer.js";
import { eachNumber } from "../analysis/numerals.js";
import { FIELD_COUNT, SAYING, levelOfFields } from "./levels.js";

export const WHERE = 3; // bits
export const SAID = 4;
/** As many units as the other bits can count. */
export const MOST_UNITS = 1 << (16 - WHERE);
/** A term's weight in a unit is at most this. */
export const IMPACT_STEPS = 255;
const WEIGHT_STEPS = 1024;
/** By and large; where it is more, there will be more room. */
const TERMS_OF_UNIT = 160;

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
    this.buffer = new FormBuffer(1 << 12);
    /** Of every term, two words: the unit that was read last with the fields that held it there; its weight there. */
    this.state = new Int32Array(2 << 12);
    /** The terms of the unit that is being read. */
    this.held = new Int32Array(1 << 12);
    this.holding = 0;
    this.base = 0;
    this.size = 0;
    this.filled = 0;
    const expected = Math.min(corpus.count, MOST_UNITS) * TERMS_OF_UNIT;
    this.terms = new Int32Array(expected);
    this.words = new Uint16Array(expected);
    this.impacts = new Uint8Array(expected);
  }

  /** @param {number} number the unit after the one before */
  add(number) {
    const { corpus, buffer, dictionary } = this;
    corpus.texts(number).forEach((texts, field) => {
      if (!texts.length) return;
      buffer.read(texts, corpus.normalizer);
      const stamp = (((number << FIELD_COUNT) | (1 << field)) + (1 << FIELD_COUNT)) | 0;
      const occurrence = occurrenceIn(buffer.length - texts.length + 1, corpus.fields[field], this.ranking);
      this.reserve(3 * buffer.length + buffer.symbols.length);
      this.holdForm(stamp, occurrence);
      eachNumber(buffer.units, buffer.apart, 0, buffer.length, (value) => this.hold(dictionary.addNumber(value), stamp, occurrence));
      for (let at = 0; at < buffer.symbols.length; at++) this.hold(dictionary.addSingle(buffer.symbols.charCodeAt(at)), stamp, 0);
    });
    this.endUnit();
  }

  /**
   * Every character and every pair of neighbours in the buffer.
   *
   * @param {number} stamp
   * @param {number} occurrence
   */
  holdForm(stamp, occurrence) {
    const { dictionary } = this;
    const { units, length } = this.buffer;
    let last = EDGE;
    for (let at = 0; at < length; at++) {
      const unit = units[at];
      if (unit !== EDGE) {
        this.hold(dictionary.addSingle(unit), stamp, occurrence);
        if (last !== EDGE) this.hold(dictionary.addPair((last << 16) | unit), stamp, occurrence);
      }
      last = unit;
    }
  }

  /**
   * @param {number} term
   * @param {number} stamp the unit and one field
   * @param {number} occurrence
   */
  hold(term, stamp, occurrence) {
    const { state } = this;
    const at = 2 * term;
    if ((state[at] ^ stamp) >>> FIELD_COUNT === 0) {
      state[at] |= stamp;
      state[at + 1] += occurrence;
    } else {
      state[at] = stamp;
      state[at + 1] = occurrence;
      this.held[this.holding++] = term;
    }
  }

  /** The terms of a unit go to the end of the three long columns. */
  endUnit() {
    const { state, held, holding, terms, words, impacts, where, saturation } = this;
    let { filled } = this;
    for (let i = 0; i < holding; i++) {
      const at = 2 * held[i];
      const weight = state[at + 1];
      terms[filled] = held[i];
      words[filled] = (this.size << WHERE) | where[state[at] & (where.length - 1)];
      impacts[filled] = (IMPACT_STEPS * weight) / (weight + saturation) + 0.5;
      filled += 1;
    }
    this.filled = filled;
    this.holding = 0;
    this.size += 1;
  }

  /** What it worked with is larger than what came out. */
  clear() {
    this.state = this.held = this.terms = new Int32Array(0);
    this.words = new Uint16Array(0);
    this.impacts = new Uint8Array(0);
  }

  /** Room for so many more terms. @param {number} more */
  reserve(more) {
    const terms = 2 * (this.dictionary.size + more);
    if (terms > this.state.length) this.state = longer(this.state, new Int32Array(2 * terms));
    if (this.holding + more > this.held.length) this.held = longer(this.held, new Int32Array(2 * (this.holding + more)));
    const filled = this.filled + this.holding + more;
    if (filled <= this.terms.length) return;
    this.terms = longer(this.terms, new Int32Array(2 * filled));
    this.words = longer(this.words, new Uint16Array(2 * filled));
    this.impacts = longer(this.impacts, new Uint8Array(2 * filled));
  }

  /**
   * Sorts the columns by term, units in order, and begins anew behind the last unit.
   *
   * @returns {Segment}
   */
  seal() {
    const { filled, terms } = this;
    const starts = new Int32Array(this.dictionary.size + 1);
    for (let i = 0; i < filled; i++) starts[terms[i] + 1] += 1;
    for (let term = 1; term < starts.length; term++) starts[term] += starts[term - 1];
    const next = starts.slice();
    const words = new Uint16Array(filled);
    const impacts = new Uint8Array(filled);
    for (let i = 0; i < filled; i++) {
      const at = next[terms[i]]++;
      words[at] = this.words[i];
      impacts[at] = this.impacts[i];
    }
    const segment = { base: this.base, size: this.size, starts, words, impacts };
    this.base += this.size;
    this.size = 0;
    this.filled = 0;
    return segment;
  }
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
  const table = new Uint8Array(1 << FIELD_COUNT);
  for (let set = 1; set < table.length; set++) table[set] = levelOfFields(set) | (set & SAYING ? SAID : 0);
  return table;
}

/**
 * @template {Int32Array | Uint16Array | Uint8Array} T
 * @param {T} from
 * @param {T} to
 * @returns {T}
 */
function longer(from, to) {
  to.set(from);
  return to;
}
