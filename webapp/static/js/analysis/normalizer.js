// @ts-check
/**
 * Turns text into its match form: what remains when width, case, script variant, punctuation and spaces are gone.
 * Same behaviour as `webapp/analysis/normalizer.py`; a match form is a string of UTF-16 code units on both sides.
 *
 * @typedef {{form: string, starts: number[], ends: number[]}} MappedForm
 * @typedef {{matchForm(text: string): string, mappedForm(text: string): MappedForm, symbols(text: string): string}} Normalizer
 */
import { DROP, JOIN, MARK, NEWER, SYMBOL } from "./tables.js";

/** Answers kept for one code unit: not asked yet, nothing visible, more than one unit. Anything else is the unit. */
const UNKNOWN = 0;
const GONE = 0xffff;
const SEVERAL = 0xfffe;

/**
 * @param {import("./tables.js").Tables} tables
 * @returns {Normalizer}
 */
export function createNormalizer(tables) {
  const kind = tables.kind;
  const single = new Uint16Array(0x10000);

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

  /** @param {number} unit */
  const remember = (unit) => {
    const form = visible(String.fromCharCode(unit));
    const known = form.length === 0 ? GONE : form.length === 1 && unit < SEVERAL ? form.charCodeAt(0) : SEVERAL;
    single[unit] = known;
    return known;
  };

  /** @param {string} cluster */
  const formOf = (cluster) => {
    const known = cluster.length > 1 ? SEVERAL : single[cluster.charCodeAt(0)] || remember(cluster.charCodeAt(0));
    return known === SEVERAL ? visible(cluster) : known === GONE ? "" : String.fromCharCode(known);
  };

  /** @param {string} text */
  const matchForm = (text) => {
    /** @type {number[]} */
    const out = [];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if ((unit >= 0xd800 && unit <= 0xdfff) || isJoiner(unit)) return clusters(text, isJoiner).map(formOf).join("");
      const known = single[unit] === UNKNOWN ? remember(unit) : single[unit];
      if (known === SEVERAL) {
        const form = visible(text[i]);
        for (let j = 0; j < form.length; j++) out.push(form.charCodeAt(j));
      } else if (known !== GONE) out.push(known);
    }
    return fromUnits(out);
  };

  /** @param {string} text */
  const mappedForm = (text) => {
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
      // Nothing below here is a symbol or becomes one, and almost all text is that.
      const code = codeOf(char);
      if (code >= 0x4e00 && code <= 0x9fff) continue;
      out += folded(char)
        .filter((each) => kind[codeOf(each)] === SYMBOL)
        .join("");
    }
    return out;
  };

  return { matchForm, mappedForm, symbols };
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

/** @param {number[]} units */
function fromUnits(units) {
  let out = "";
  for (let i = 0; i < units.length; i += 8192) out += String.fromCharCode.apply(null, units.slice(i, i + 8192));
  return out;
}
