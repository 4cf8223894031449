// @ts-check
/**
 * Turns a question that nobody wrote down word for word into the units that cover what it says, or none.
 * Same behaviour as `webapp/query/coverage.py`.
 *
 * @typedef {{char: string, weight: number, pairs: string[], alone: number}} Position
 * @typedef {{positions: Position[], total: number, asks: boolean}} Question
 * @typedef {{weights: Map<number, number>, heard(number: number): string}} Covering
 */
import { CLOSE, OPEN } from "../analysis/numerals.js";

/** Places of title, quote, body, alias and names among the fields; not of notes and cited. */
const SAYING = [0, 1, 2, 4, 5];
const HARD = "吗呢吧啊呀嘛么了的谁啥";

/**
 * Which units cover how much of a question: those that reach `least`, by weight. What a unit says only in its notes or
 * by a link counts three fifths.
 *
 * @param {Question} question
 * @param {import("./postings.js").Postings} postings
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {number} least
 * @returns {Covering}
 */
export function createCovering(question, postings, corpus, least) {
  const { positions } = question;
  /** @type {Map<string, Set<number>>} */
  const holders = new Map();
  /** @type {Set<number>} */
  const numbers = new Set();
  positions.forEach((position) => {
    position.pairs.concat(position.char).forEach((term) => {
      if (!holders.has(term)) holders.set(term, new Set(postings.allOf([term])));
    });
    position.pairs.forEach((pair) => /** @type {Set<number>} */ (holders.get(pair)).forEach((number) => numbers.add(number)));
  });

  const held = (/** @type {string[]} */ terms, /** @type {number} */ number) =>
    terms.filter((term) => /** @type {Set<number>} */ (holders.get(term)).has(number));

  /** Whether one of the terms stands in a field that says what the unit is about. */
  const isSaid = (/** @type {string[]} */ terms, /** @type {number} */ number) =>
    terms.some((term) => term.startsWith("#") || SAYING.some((field) => corpus.forms[number][field].includes(term)));

  /**
   * @param {Position} position
   * @param {number} number
   * @param {boolean} generous
   */
  const credit = (position, number, generous) => {
    const pairs = held(position.pairs, number);
    const found = pairs.length ? pairs : held([position.char], number);
    const value = pairs.length ? position.weight : found.length ? position.alone : 0;
    return generous || isSaid(found, number) ? value : Math.floor((value * 3) / 5);
  };
  const weight = (/** @type {number} */ number, /** @type {boolean} */ generous) =>
    positions.reduce((sum, position) => sum + credit(position, number, generous), 0);

  /** @type {Map<number, number>} */
  const weights = new Map();
  Array.from(numbers)
    .sort((a, b) => a - b)
    .filter((number) => weight(number, true) >= least)
    .forEach((number) => weights.set(number, weight(number, false)));
  return {
    weights,
    heard(number) {
      let out = "";
      positions.forEach((position) => {
        if (held(position.pairs, number).length) out += position.char;
        else if (out && !out.endsWith("…")) out += "…";
      });
      return out.endsWith("…") ? out.slice(0, -1) : out;
    },
  };
}

/**
 * The positions of all numeral forms that count, with their weights.
 *
 * @param {string[]} forms
 * @param {import("../analysis/tables.js").Tables} tables
 * @param {(term: string) => number} frequency
 * @param {(term: string) => number} idf
 * @returns {Question}
 */
export function readQuestion(forms, tables, frequency, idf) {
  /** @type {Position[]} */
  const positions = [];
  let asks = false;
  forms.forEach((form) => {
    form.split(OPEN).join("\n#").split(CLOSE).join("\n").split("\n").forEach((piece) => {
      if (piece.startsWith("#")) {
        positions.push({ char: piece.slice(1), weight: 2 * idf(piece), pairs: [piece], alone: 0 });
        return;
      }
      const content = contentOf(piece, tables, frequency);
      asks = asks || content.heard;
      content.stretches.forEach((stretch) => positions.push(...positionsOf(stretch, frequency, idf)));
    });
  });
  return { positions, total: positions.reduce((sum, position) => sum + position.weight, 0), asks };
}

/**
 * @param {string} stretch
 * @param {(term: string) => number} frequency
 * @param {(term: string) => number} idf
 * @returns {Position[]}
 */
function positionsOf(stretch, frequency, idf) {
  if (stretch.length === 1) return [{ char: stretch, weight: idf(stretch), pairs: [stretch], alone: 0 }];
  return stretch.split("").map((char, i) => {
    const all = pairsAt(stretch, i);
    const pairs = all.filter(frequency);
    const weight = pairs.length ? Math.min(...pairs.map(idf)) : idf(all[0]);
    const alone = frequency(char) ? Math.floor(Math.min(idf(char), weight) / 2) : 0;
    return { char, weight, pairs, alone };
  });
}

/**
 * The pairs of neighbours that a character is part of.
 *
 * @param {string} text
 * @param {number} at
 */
function pairsAt(text, at) {
  return [at - 1, at].filter((i) => i >= 0 && i < text.length - 1).map((i) => text.slice(i, i + 2));
}

/**
 * The stretches between function words, and whether there were any. Longest match first.
 *
 * @param {string} form
 * @param {import("../analysis/tables.js").Tables} tables
 * @param {(term: string) => number} frequency
 */
function contentOf(form, tables, frequency) {
  const stretches = [""];
  let heard = false;
  let at = 0;
  while (at < form.length) {
    const length = functionWord(form, at, tables, frequency);
    if (length) {
      heard = heard || length > 1 || HARD.includes(form[at]);
      stretches.push("");
    } else stretches[stretches.length - 1] += form[at];
    at += length || 1;
  }
  return { stretches: stretches.filter(Boolean), heard };
}

/**
 * The length of the function word that begins here, 0 for none.
 *
 * @param {string} form
 * @param {number} at
 * @param {import("../analysis/tables.js").Tables} tables
 * @param {(term: string) => number} frequency
 */
function functionWord(form, at, tables, frequency) {
  for (let length = Math.min(tables.longestFunction, form.length - at); length > 1; length--) {
    if (tables.functionWords.has(form.slice(at, at + length))) return length;
  }
  if (HARD.includes(form[at])) return 1;
  if (!tables.functionWords.has(form[at])) return 0;
  return pairsAt(form, at).some(frequency) ? 0 : 1;
}
