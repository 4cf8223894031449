// @ts-check
/**
 * Turns the forms of all units into postings: which units hold a term, and how much it weighs there.
 * Compressed rows in typed arrays, built in one pass over the text; the twin of `webapp/query/postings.py`.
 *
 * @typedef {{frequency(term: string): number, allOf(terms: string[]): number[], impact(number: number, term: string): number}} Postings
 */
import { EDGE as SEPARATOR } from "../analysis/corpus.js";
import { hasNumeral, numbers } from "../analysis/numerals.js";

const EDGE = 1; // the code unit of SEPARATOR
const WEIGHT_STEPS = 1024;
const EMPTY = new Int32Array(0);

/** Pairs of code units → numbers of terms, by open addressing: no string is made for any of a library's bigrams. */
class PairMap {
  constructor() {
    this.size = 0;
    this.keys = new Uint32Array(1 << 12);
    this.values = new Int32Array(1 << 12);
  }

  /**
   * The place of a pair, or the empty place where it belongs.
   *
   * @param {number} key never 0
   */
  place(key) {
    const mask = this.keys.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (this.keys[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  /**
   * @param {number} key
   * @param {number} value
   */
  add(key, value) {
    if (this.size * 2 > this.keys.length) this.grow();
    const at = this.place(key);
    this.keys[at] = key;
    this.values[at] = value;
    this.size += 1;
  }

  grow() {
    const { keys, values } = this;
    this.keys = new Uint32Array(keys.length * 2);
    this.values = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === 0) continue;
      const at = this.place(keys[i]);
      this.keys[at] = keys[i];
      this.values[at] = values[i];
    }
  }
}

/** Numbers terms, and gathers for one unit after the other which terms it holds with which weight. */
export class PostingsBuilder {
  /** @param {number} saturation BM25's k1 in the steps of an occurrence */
  constructor(saturation) {
    this.saturation = saturation;
    this.single = new Int32Array(0x10000).fill(-1);
    this.pairs = new PairMap();
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    this.terms = 0;
    this.stamp = new Int32Array(1 << 12);
    this.weight = new Float64Array(1 << 12);
    this.count = new Int32Array(1 << 12);
    /** @type {number[]} */
    this.held = [];
    this.unit = 0;
    this.filled = 0;
    this.termOf = new Int32Array(1 << 14);
    this.unitOf = new Int32Array(1 << 14);
    this.impactOf = new Uint16Array(1 << 14);
  }

  /**
   * Every character and bigram of a field, each occurrence worth `occurrence`.
   *
   * @param {string} form
   * @param {number} occurrence
   */
  addForm(form, occurrence) {
    let last = EDGE;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      if (unit !== EDGE) {
        this.hold(this.singleTerm(unit), occurrence);
        if (last !== EDGE) this.hold(this.pairTerm(((last << 16) | unit) >>> 0), occurrence);
      }
      last = unit;
    }
  }

  /**
   * @param {string} term `#39`
   * @param {number} occurrence
   */
  addNumber(term, occurrence) {
    const known = this.numbers.get(term);
    const id = known === undefined ? this.newTerm() : known;
    this.numbers.set(term, id);
    this.hold(id, occurrence);
  }

  /** Ends a unit: its terms go to the end of the three long columns. */
  endUnit() {
    for (const term of this.held) {
      if (this.filled === this.termOf.length) this.growColumns();
      const weight = this.weight[term];
      this.termOf[this.filled] = term;
      this.unitOf[this.filled] = this.unit;
      this.impactOf[this.filled] = Math.floor((255 * weight) / (weight + this.saturation) + 0.5);
      this.count[term] += 1;
      this.filled += 1;
    }
    this.held.length = 0;
    this.unit += 1;
  }

  /** @returns {Postings} */
  build() {
    const starts = new Int32Array(this.terms + 1);
    for (let term = 0; term < this.terms; term++) starts[term + 1] = starts[term] + this.count[term];
    const next = starts.slice(0, this.terms);
    const units = new Int32Array(this.filled);
    const impacts = new Uint16Array(this.filled);
    for (let i = 0; i < this.filled; i++) {
      const at = next[this.termOf[i]]++;
      units[at] = this.unitOf[i];
      impacts[at] = this.impactOf[i];
    }
    return createPostings((term) => this.find(term), starts, units, impacts);
  }

  /** @param {string} term */
  find(term) {
    if (term.length === 1) return this.single[term.charCodeAt(0)];
    const number = this.numbers.get(term);
    if (number !== undefined || term.length !== 2) return number === undefined ? -1 : number;
    const key = ((term.charCodeAt(0) << 16) | term.charCodeAt(1)) >>> 0;
    const at = this.pairs.place(key);
    return this.pairs.keys[at] === key ? this.pairs.values[at] : -1;
  }

  /** @param {number} unit */
  singleTerm(unit) {
    if (this.single[unit] < 0) this.single[unit] = this.newTerm();
    return this.single[unit];
  }

  /** @param {number} key */
  pairTerm(key) {
    const at = this.pairs.place(key);
    if (this.pairs.keys[at] === key) return this.pairs.values[at];
    const id = this.newTerm();
    this.pairs.add(key, id);
    return id;
  }

  newTerm() {
    if (this.terms === this.stamp.length) this.growTerms();
    return this.terms++;
  }

  /**
   * @param {number} term
   * @param {number} occurrence
   */
  hold(term, occurrence) {
    if (this.stamp[term] !== this.unit + 1) {
      this.stamp[term] = this.unit + 1;
      this.weight[term] = 0;
      this.held.push(term);
    }
    this.weight[term] += occurrence;
  }

  growTerms() {
    this.stamp = longer(this.stamp, new Int32Array(this.stamp.length * 2));
    this.weight = longer(this.weight, new Float64Array(this.weight.length * 2));
    this.count = longer(this.count, new Int32Array(this.count.length * 2));
  }

  growColumns() {
    this.termOf = longer(this.termOf, new Int32Array(this.termOf.length * 2));
    this.unitOf = longer(this.unitOf, new Int32Array(this.unitOf.length * 2));
    this.impactOf = longer(this.impactOf, new Uint16Array(this.impactOf.length * 2));
  }
}

/**
 * @template {Int32Array | Float64Array | Uint16Array} T
 * @param {T} from
 * @param {T} to
 * @returns {T}
 */
function longer(from, to) {
  to.set(from);
  return to;
}

/**
 * @param {(term: string) => number} find
 * @param {Int32Array} starts
 * @param {Int32Array} units
 * @param {Uint16Array} impacts
 * @returns {Postings}
 */
function createPostings(find, starts, units, impacts) {
  const row = (/** @type {string} */ term) => {
    const id = find(term);
    return id < 0 ? EMPTY : units.subarray(starts[id], starts[id + 1]);
  };
  return {
    frequency: (term) => row(term).length,
    allOf(terms) {
      const rows = terms.map(row).sort((a, b) => a.length - b.length);
      if (!rows.length) return [];
      return Array.from(rows[0]).filter((number) => rows.every((each) => holds(each, number)));
    },
    impact(number, term) {
      const id = find(term);
      if (id < 0) return 0;
      const at = lowerBound(units, number, starts[id], starts[id + 1]);
      return at < starts[id + 1] && units[at] === number ? impacts[at] : 0;
    },
  };
}

/**
 * @param {Int32Array} row
 * @param {number} number
 */
function holds(row, number) {
  return row[lowerBound(row, number, 0, row.length)] === number;
}

/**
 * The first place between two that holds no smaller number.
 *
 * @param {Int32Array} row
 * @param {number} number
 * @param {number} from
 * @param {number} to
 */
function lowerBound(row, number, from, to) {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (row[middle] < number) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The postings of a corpus with BM25F's weights worked out.
 *
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("../analysis/tables.js").Tables} tables
 * @returns {Postings}
 */
export function buildPostings(corpus, tables) {
  const { forms, units } = corpus;
  const { k1, weights, b, pivot } = tables.ranking;
  const lengths = forms.map((each) => each.map(formLength));
  const builder = new PostingsBuilder(Math.floor(k1 * WEIGHT_STEPS + 0.5));
  forms.forEach((each, number) => {
    const occurrences = tables.fields.map((name, field) => {
      const norm = 1 - b[name] + b[name] * (lengths[number][field] / pivot[name]);
      return Math.floor((WEIGHT_STEPS * weights[name]) / norm + 0.5);
    });
    each.forEach((form, field) => builder.addForm(form, occurrences[field]));
    if (each.some(hasNumeral)) {
      corpus.numeralForms(number).forEach((form, field) => {
        numbers(form).forEach((term) => builder.addNumber(term, occurrences[field]));
      });
    }
    tables.fields.forEach((name) => {
      units[number].fields[name].forEach((text) => builder.addForm(apart(corpus.normalizer.symbols(text)), 0));
    });
    builder.endUnit();
  });
  return builder.build();
}

/**
 * Symbols are terms one by one: pairs of them mean nothing.
 *
 * @param {string} symbols
 */
function apart(symbols) {
  return symbols.split("").join(SEPARATOR);
}

/** @param {string} form */
function formLength(form) {
  let edges = 0;
  for (let at = form.indexOf(SEPARATOR); at >= 0; at = form.indexOf(SEPARATOR, at + 1)) edges += 1;
  return form.length - edges;
}
