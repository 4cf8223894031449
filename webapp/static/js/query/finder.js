// @ts-check
/**
 * Looks runs up in the texts themselves: the index narrows down, the text decides.
 *
 * @typedef {{plain: string, codes: number[][], values: number[]}} Pattern stretches of code units with numbers between
 *   them; `plain`: the run itself, where a text that has it as it is has it in its form as well
 */
import { FormBuffer } from "../analysis/form-buffer.js";
import { CLOSE, OPEN, eachNumber } from "../analysis/numerals.js";
import { leaves } from "../rules/units.js";
import { FIELD_COUNT, IN_TEXT, LEVELS, NAMED, SAYING } from "./levels.js";

export class Finder {
  /** @param {import("../analysis/corpus.js").Corpus} corpus */
  constructor(corpus) {
    this.corpus = corpus;
    this.buffer = new FormBuffer(1 << 12);
    /** Which rule sets' own names hold the pattern that was asked for last. @type {Map<string, boolean>} */
    this.named = new Map();
    /** @type {Pattern | null} */
    this.pattern = null;
  }

  /**
   * The best level, from `least` on, of a field that holds the run; 0 for none.
   *
   * @param {number} number
   * @param {Pattern} pattern
   * @param {number} least
   */
  level(number, pattern, least) {
    if (least === NAMED && this.isNamed(number, pattern)) return NAMED;
    const { fields, fieldsAt, sources } = this.corpus;
    const { article } = sources[number];
    // Most articles have it in one piece; nothing needs to be put together for these.
    if (article && least === IN_TEXT && pattern.plain && leaves(article.blocks, []).some(({ t }) => t.includes(pattern.plain))) return IN_TEXT;
    const texts = fieldsAt(number);
    let best = 0;
    for (let field = 0; field < FIELD_COUNT; field++) {
      if (LEVELS[field] < least || (best && LEVELS[field] >= best)) continue;
      if (this.holds(texts[fields[field]], pattern)) best = LEVELS[field];
    }
    return best;
  }

  /**
   * All articles of a rule set share its names, so those are looked through once.
   *
   * @param {number} number
   * @param {Pattern} pattern
   */
  isNamed(number, pattern) {
    const { document, article } = this.corpus.sources[number];
    if (!article) return false;
    if (this.pattern !== pattern) {
      this.pattern = pattern;
      this.named = new Map();
    }
    const known = this.named.get(document.id);
    if (known !== undefined) return known;
    const found = this.holds(this.corpus.sharedNames(number), pattern);
    this.named.set(document.id, found);
    return found;
  }

  /**
   * Whether the run stands in a field that says what the unit is about.
   *
   * @param {number} number
   * @param {Pattern} pattern
   */
  isSaid(number, pattern) {
    return this.isNamed(number, pattern) || this.corpus.texts(number).some((texts, field) => (SAYING & (1 << field)) > 0 && this.holds(texts, pattern));
  }

  /**
   * @param {string[]} texts
   * @param {Pattern} pattern
   */
  holds(texts, pattern) {
    if (pattern.plain && texts.some((text) => text.includes(pattern.plain))) return true;
    if (!texts.length) return false;
    this.buffer.read(texts, this.corpus.normalizer);
    return pattern.values.length ? this.holdsNumbers(pattern) : indexOf(this.buffer, pattern.codes[0]) >= 0;
  }

  /** @param {Pattern} pattern */
  holdsNumbers({ codes, values }) {
    const { units, apart, length } = this.buffer;
    /** @type {{value: number, from: number, after: number}[]} */
    const found = [];
    eachNumber(units, apart, 0, length, (value, from, after) => found.push({ value, from, after }));
    return found.some((_first, place) => {
      const matched = values.every((value, i) => {
        const number = found[place + i];
        if (!number || number.value !== value) return false;
        const before = place + i ? found[place + i - 1].after : 0;
        const begin = number.from - codes[i].length;
        return (i ? begin === before : begin >= before) && isAt(units, begin, codes[i]);
      });
      if (!matched) return false;
      const last = place + values.length - 1;
      const end = found[last].after + codes[values.length].length;
      const next = last + 1 < found.length ? found[last + 1].from : length;
      return end <= next && isAt(units, found[last].after, codes[values.length]);
    });
  }
}

/**
 * @param {string} form a match form or a numeral form
 * @returns {Pattern}
 */
export function patternOf(form) {
  const [first, ...others] = form.split(OPEN);
  const parts = others.map((part) => part.split(CLOSE));
  return {
    plain: /^[\u4e00-\u9fff]+$/.test(form) ? form : "",
    codes: [first].concat(parts.map((part) => part[1])).map((text) => text.split("").map((char) => char.charCodeAt(0))),
    values: parts.map((part) => Number(part[0])),
  };
}

/**
 * @param {FormBuffer} buffer
 * @param {number[]} codes at least one
 */
function indexOf({ units, length }, codes) {
  const [first] = codes;
  const last = length - codes.length;
  for (let at = 0; at <= last; at++) if (units[at] === first && isAt(units, at, codes)) return at;
  return -1;
}

/**
 * @param {Uint16Array} units
 * @param {number} at
 * @param {number[]} codes
 */
function isAt(units, at, codes) {
  for (let i = 0; i < codes.length; i++) if (units[at + i] !== codes[i]) return false;
  return true;
}
