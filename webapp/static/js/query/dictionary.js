// @ts-check
/**
 * Turns terms into small numbers: characters by a table, pairs and numbers by hashing. No string is made for any of a
 * library's pairs, and there are hundreds of thousands.
 */
const HASH = 0x9e3779b1;

/** Pairs that a unit brings along, by and large, while a library is small. */
const PAIRS_OF_UNIT = 10;
const FEWEST_BITS = 13;
const MOST_BITS = 19;

export class Dictionary {
  /** @param {number} [units] that are to come: a table that is large enough need not grow */
  constructor(units = 0) {
    this.size = 0;
    this.singles = new Int32Array(0x10000).fill(-1);
    /** @type {Map<number, number>} */
    this.numbers = new Map();
    this.pairs = 0;
    this.bits = Math.max(FEWEST_BITS, Math.min(MOST_BITS, 33 - Math.clz32(units * PAIRS_OF_UNIT)));
    /** Open addressing: a pair of units in one word, and its number beside it; 0 is free, because no form holds NUL. */
    this.slots = new Int32Array(2 << this.bits);
  }

  /**
   * The number of a term, or -1: a character, two neighbours, or `#39`.
   *
   * @param {string} term
   */
  find(term) {
    if (term.length === 1) return this.singles[term.charCodeAt(0)];
    if (term[0] === "#") return known(this.numbers.get(Number(term.slice(1)))); // no form holds this sign
    return term.length === 2 ? this.findPair((term.charCodeAt(0) << 16) | term.charCodeAt(1)) : -1;
  }

  /** @param {number} unit */
  addSingle(unit) {
    if (this.singles[unit] < 0) this.singles[unit] = this.size++;
    return this.singles[unit];
  }

  /** @param {number} key two units in one word */
  addPair(key) {
    const { slots } = this;
    let at = this.slotOf(key);
    if (slots[at] === key) return slots[at + 1];
    if (this.pairs * 3 > slots.length) {
      this.grow();
      at = this.slotOf(key);
    }
    this.slots[at] = key;
    this.slots[at + 1] = this.size;
    this.pairs += 1;
    return this.size++;
  }

  /** @param {number} value */
  addNumber(value) {
    const found = known(this.numbers.get(value));
    if (found >= 0) return found;
    this.numbers.set(value, this.size);
    return this.size++;
  }

  /** @param {number} key */
  findPair(key) {
    const at = this.slotOf(key);
    return this.slots[at] === key ? this.slots[at + 1] : -1;
  }

  /**
   * Where a pair is, or the free place where it belongs.
   *
   * @param {number} key
   */
  slotOf(key) {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = (Math.imul(key, HASH) >>> (32 - this.bits)) << 1;
    while (slots[at] !== 0 && slots[at] !== key) at = (at + 2) & mask;
    return at;
  }

  grow() {
    const { slots } = this;
    this.bits += 1;
    this.slots = new Int32Array(slots.length * 2);
    for (let i = 0; i < slots.length; i += 2) {
      if (slots[i] === 0) continue;
      const at = this.slotOf(slots[i]);
      this.slots[at] = slots[i];
      this.slots[at + 1] = slots[i + 1];
    }
  }
}

/** @param {number | undefined} found */
function known(found) {
  return found === undefined ? -1 : found;
}
