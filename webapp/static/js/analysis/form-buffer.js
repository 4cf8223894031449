// @ts-check
/**
 * Turns match forms into code units in one growing array, with what numbers need to know of the gaps between them.
 */

/** Stands before every text of a field; no match form holds it, so no run reaches across. */
export const EDGE = 1;
const MOST_AT_ONCE = 8192;

export class FormBuffer {
  /** @param {number} size */
  constructor(size) {
    this.units = new Uint16Array(size);
    /** 1 where something invisible stood before a unit. */
    this.apart = new Uint8Array(size);
    this.length = 0;
    /** The symbols of the texts, which no match form holds. */
    this.symbols = "";
  }

  clear() {
    this.length = 0;
    this.symbols = "";
  }

  /**
   * Puts the texts of a field in the place of what was here.
   *
   * @param {string[]} texts
   * @param {import("./normalizer.js").Normalizer} normalizer
   */
  read(texts, normalizer) {
    this.clear();
    this.add(texts, normalizer);
  }

  /**
   * Puts the texts of a field behind what is here, an edge before each.
   *
   * @param {string[]} texts
   * @param {import("./normalizer.js").Normalizer} normalizer
   */
  add(texts, normalizer) {
    for (let place = 0; place < texts.length; place++) {
      this.push(EDGE, 0);
      normalizer.append(texts[place], this);
    }
  }

  /**
   * Puts a text behind what is here that is there in pieces: a line each.
   *
   * @param {string} first
   * @param {{t: string}[]} others
   * @param {import("./normalizer.js").Normalizer} normalizer
   */
  addPieces(first, others, normalizer) {
    this.push(EDGE, 0);
    normalizer.append(first, this);
    for (let place = 0; place < others.length; place++) normalizer.append(others[place].t, this, 1);
  }

  /** @param {number} more */
  reserve(more) {
    if (this.length + more <= this.units.length) return;
    const size = 2 * (this.length + more);
    const { units, apart } = this;
    this.units = new Uint16Array(size);
    this.units.set(units);
    this.apart = new Uint8Array(size);
    this.apart.set(apart);
  }

  /**
   * @param {number} unit
   * @param {number} apart
   */
  push(unit, apart) {
    this.reserve(1);
    this.units[this.length] = unit;
    this.apart[this.length] = apart;
    this.length += 1;
  }

  text() {
    let text = "";
    for (let at = 0; at < this.length; at += MOST_AT_ONCE) {
      text += String.fromCharCode.apply(null, /** @type {any} */ (this.units.subarray(at, Math.min(this.length, at + MOST_AT_ONCE))));
    }
    return text;
  }
}
