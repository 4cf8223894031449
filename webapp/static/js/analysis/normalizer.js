// @ts-check
/**
 * Turns text into its match form: what remains when width, case, script variant, punctuation and spaces are gone.
 * Same behaviour as `webapp/analysis/normalizer.py`; a match form is a string of UTF-16 code units on both sides.
 *
 * @typedef {{form: string, starts: number[], ends: number[]}} MappedForm
 * @typedef {{matchForm(text: string): string, mappedForm(text: string): MappedForm, symbols(text: string): string,
 *   append(text: string, buffer: FormBuffer, gap?: number): void}} Normalizer
 */
import { FormBuffer } from "./form-buffer.js";
import { DROP, JOIN, MARK, NEWER, SYMBOL } from "./tables.js";

/** Answers kept for one code unit; anything else is the unit that it becomes. */
const UNKNOWN = 0;
const GONE = 0xffff; // nothing of it is seen
const SIGN = 0xfffe; // nothing but a symbol
const SEVERAL = 0xfffd; // more than one unit, perhaps with symbols
const CLUSTER = 0xfffc; // half of a character, or a mark on the one before
const SPECIAL = CLUSTER;

/**
 * @param {import("./tables.js").Tables} tables
 * @returns {Normalizer}
 */
export function createNormalizer(tables) {
  const kind = tables.kind;
  const single = new Uint16Array(0x10000);
  const spare = new FormBuffer(1 << 10);

  const isJoiner = (/** @type {number} */ code) => kind[code] === MARK || kind[code] === JOIN;

  /** @param {string} cluster */
  const folded = (cluster) => {
    const own = Array.from(cluster);
    if (own.some((char) => kind[codeOf(char)] === NEWER)) return own;
    /** @type {string[]} */
    const out = [];
    for (const char of cluster.normalize("NFKC")) {
      for (const low of char.toLowerCase()) {
        const simple = low.length === 1 ? tables.fold[low.charCodeAt(0)] : 0;
        out.push(simple ? String.fromCharCode(simple) : low);
      }
    }
    return out;
  };

  /** @param {string} cluster */
  const visible = (cluster) =>
    folded(cluster)
      .filter((char) => {
        const found = kind[codeOf(char)];
        return found !== DROP && found !== SYMBOL && found !== MARK;
      })
      .join("");

  /** @param {string} char */
  const signs = (char) =>
    folded(char)
      .filter((each) => kind[codeOf(each)] === SYMBOL)
      .join("");

  /** What becomes of a unit, worked out when it is first met. @param {number} unit */
  const answerTo = (unit) => {
    if (single[unit] === UNKNOWN) single[unit] = answer(unit);
    return single[unit];
  };

  /** @param {number} unit */
  const answer = (unit) => {
    if (unit >= 0x4e00 && unit <= 0x9fff && !kind[unit]) return tables.fold[unit] || unit; // no form of Unicode changes these
    if ((unit >= 0xd800 && unit <= 0xdfff) || isJoiner(unit)) return CLUSTER;
    const form = visible(String.fromCharCode(unit));
    const bare = !signs(String.fromCharCode(unit));
    if (form.length === 1 && bare && form.charCodeAt(0) < SPECIAL) return form.charCodeAt(0);
    return form ? SEVERAL : bare ? GONE : SIGN;
  };

  /** @param {string} cluster */
  const formOf = (cluster) => {
    const unit = cluster.charCodeAt(0);
    const known = cluster.length > 1 ? SEVERAL : answerTo(unit);
    if (known < SPECIAL) return String.fromCharCode(known);
    return known === GONE || known === SIGN ? "" : visible(cluster);
  };

  /**
   * Adds the match form of a text to a buffer: no string is made, because this goes over every text of a library.
   *
   * @param {string} text
   * @param {FormBuffer} buffer
   * @param {number} [gap] 1 where something invisible stands before it
   */
  const append = (text, buffer, gap = 0) => {
    const begin = buffer.length;
    buffer.reserve(text.length);
    let { units, apart } = buffer;
    let at = begin;
    const before = gap;
    let found = "";
    for (let i = 0; i < text.length; i++) {
      const known = single[text.charCodeAt(i)] || answerTo(text.charCodeAt(i));
      if (known < SPECIAL) {
        units[at] = known;
        apart[at] = gap;
        at += 1;
        gap = 0;
      } else if (known === GONE || known === SIGN) {
        gap = 1;
        if (known === SIGN) found += signs(text[i]);
      } else if (known === SEVERAL && answerTo(text.charCodeAt(i + 1)) !== CLUSTER) {
        const form = visible(text[i]);
        found += signs(text[i]);
        buffer.length = at;
        buffer.reserve(text.length - i + form.length);
        ({ units, apart } = buffer);
        for (let place = 0; place < form.length; place++) {
          units[at] = form.charCodeAt(place);
          apart[at++] = gap;
          gap = 0;
        }
      } else {
        buffer.length = begin;
        return appendSlowly(text, buffer, before);
      }
    }
    buffer.length = at;
    buffer.symbols += found;
  };

  /**
   * The same for a text with anything out of the ordinary.
   *
   * @param {string} text
   * @param {FormBuffer} buffer
   * @param {number} gap
   */
  const appendSlowly = (text, buffer, gap) => {
    const { form, starts, ends } = mappedSlowly(text);
    buffer.reserve(form.length);
    buffer.symbols += symbols(text);
    for (let i = 0; i < form.length; i++) buffer.push(form.charCodeAt(i), i ? +(starts[i] > ends[i - 1]) : gap);
  };

  /** @param {string} text */
  const matchForm = (text) => {
    spare.clear();
    append(text, spare);
    return spare.text();
  };

  /** @param {string} text */
  const mappedForm = (text) => {
    /** @type {number[]} Room for all at once: an array that grows is copied again and again. */
    const starts = new Array(text.length);
    /** @type {number[]} */
    const ends = new Array(text.length);
    spare.clear();
    spare.reserve(text.length);
    const { units } = spare;
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      const known = single[text.charCodeAt(i)] || answerTo(text.charCodeAt(i));
      if (known === SEVERAL || known === CLUSTER) return mappedSlowly(text);
      if (known >= SPECIAL) continue;
      units[at] = known;
      starts[at] = i;
      ends[at] = i + 1;
      at += 1;
    }
    spare.length = starts.length = ends.length = at;
    return { form: spare.text(), starts, ends };
  };

  /** @param {string} text */
  const mappedSlowly = (text) => {
    let form = "";
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    let at = 0;
    clusters(text, isJoiner).forEach((cluster) => {
      const part = formOf(cluster);
      for (let i = 0; i < part.length; i++) {
        starts.push(at);
        ends.push(at + cluster.length);
      }
      form += part;
      at += cluster.length;
    });
    return { form, starts, ends };
  };

  /** @param {string} text */
  const symbols = (text) => {
    let out = "";
    for (const char of text) {
      const known = char.length > 1 ? SEVERAL : answerTo(char.charCodeAt(0));
      if (known >= SPECIAL && known !== GONE) out += signs(char);
    }
    return out;
  };

  return { matchForm, mappedForm, symbols, append };
}

/**
 * Characters with the marks that follow them.
 *
 * @param {string} text
 * @param {(code: number) => boolean} isJoiner
 */
function clusters(text, isJoiner) {
  /** @type {string[]} */
  const out = [];
  for (const char of text) {
    if (out.length && isJoiner(codeOf(char))) out[out.length - 1] += char;
    else out.push(char);
  }
  return out;
}

/** @param {string} char */
function codeOf(char) {
  return /** @type {number} */ (char.codePointAt(0));
}
