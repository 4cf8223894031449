// @ts-check
/**
 * Turns a question with slips in it into the question that was meant: words that no text holds become those it names.
 * Same behaviour as `webapp/query/mending.py`.
 *
 * @typedef {{start: number, end: number, word: string, order: number, weight: number}} Change
 */

const LONGEST = 6;
const MOST_GAPS = 12;
const ORDER = ["homophone", "lookalike", "near", "typo"];

/**
 * @param {import("./spelling.js").Speller} speller
 * @param {import("./reading.js").Words} words
 * @param {(term: string) => number} frequency
 */
export function createMender(speller, words, frequency) {
  /**
   * Places before which and behind which stand two characters that never are neighbours, one of them matter.
   *
   * @param {string} form
   * @param {import("./reading.js").Piece[]} pieces
   */
  const gapsOf = (form, pieces) => {
    /** @type {boolean[]} */
    const matter = [];
    pieces.forEach((piece) => piece.text.split("").forEach(() => matter.push(piece.kind === "matter")));
    /** @type {number[]} */
    const gaps = [];
    if (matter.length !== form.length) return gaps; // numbers were read in it: their digits are not its characters
    for (let at = 0; at + 1 < form.length; at++) {
      if ((matter[at] || matter[at + 1]) && !frequency(form.slice(at, at + 2))) gaps.push(at);
    }
    return gaps.slice(0, MOST_GAPS);
  };

  /**
   * @param {string} form
   * @param {number} gap
   * @param {number} done
   */
  const bestChange = (form, gap, done) => {
    /** @type {Change | null} */
    let best = null;
    for (let start = Math.max(done, gap + 2 - LONGEST); start <= gap; start++) {
      for (let end = gap + 2; end <= Math.min(start + LONGEST, form.length); end++) {
        speller.slips(form.slice(start, end)).forEach(({ word, code }) => {
          if (words.isSetting(word) || (end - start === 2 && code !== "homophone" && code !== "lookalike")) return;
          const change = { start, end, word, order: ORDER.indexOf(code), weight: speller.weight(word) };
          if (!best || isBefore(change, best)) best = change;
        });
      }
    }
    return /** @type {Change | null} */ (best);
  };

  /**
   * The form with every slip put right, and the kind of the first slip; the form itself when there is none.
   *
   * @param {string} form
   * @param {import("./reading.js").Piece[]} pieces
   */
  return (form, pieces) => {
    let out = "";
    let kind = "";
    let done = 0;
    gapsOf(form, pieces).forEach((gap) => {
      const found = gap < done ? null : bestChange(form, gap, done);
      if (!found) return;
      out += form.slice(done, found.start) + found.word;
      done = found.end;
      kind = kind || ORDER[found.order];
    });
    return { form: out + form.slice(done), kind };
  };
}

/**
 * @param {Change} a
 * @param {Change} b
 */
function isBefore(a, b) {
  const keys = [b.end - b.start - (a.end - a.start), a.order - b.order, b.weight - a.weight, a.word < b.word ? -1 : a.word > b.word ? 1 : 0, a.start - b.start];
  const decides = keys.find((key) => key !== 0);
  return decides !== undefined && decides < 0;
}
