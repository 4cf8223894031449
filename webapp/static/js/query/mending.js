// @ts-check
/**
 * Turns a question with slips in it into the question that was meant: words that no text holds become those it names.
 * Same behaviour as `webapp/query/mending.py`.
 *
 * @typedef {{start: number, end: number, word: string, order: number, weight: number}} Change
 */
import { HARD } from "./reading.js";

const LONGEST = 6;
const MOST_GAPS = 12;
const ORDER = ["homophone", "lookalike", "near"];

/**
 * @param {() => import("./spelling.js").Speller} speller
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
   * @param {boolean[]} asking
   */
  const bestChange = (form, gap, done, asking) => {
    /** @type {Change | null} */
    let best = null;
    for (let start = Math.max(done, gap + 2 - LONGEST); start <= gap; start++) {
      for (let end = gap + 2; end <= Math.min(start + LONGEST, form.length); end++) {
        if (asking.slice(start, end).some(Boolean)) continue;
        const window = form.slice(start, end);
        speller().slips(window).forEach(({ word, code }) => {
          if (words.isSetting(word) || (end - start === 2 && code === "near") || !speller().isBounded(word)) return;
          if (word === window || !word.split("").some((char, i) => char === window[i])) return;
          const change = { start, end, word, order: ORDER.indexOf(code), weight: speller().weight(word) };
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
    const asking = askingIn(pieces);
    gapsOf(form, pieces).forEach((gap) => {
      // What begins and ends no word with them stands in none.
      const isHopeless = gap < done || !speller().slips(form.slice(gap, gap + 2)).length;
      const found = isHopeless ? null : bestChange(form, gap, done, asking);
      if (!found) return;
      out += form.slice(done, found.start) + found.word;
      done = found.end;
      kind = kind || ORDER[found.order];
    });
    return { form: out + form.slice(done), kind };
  };
}

/**
 * The places of words that ask: nobody meant something else by them.
 *
 * @param {import("./reading.js").Piece[]} pieces
 */
function askingIn(pieces) {
  /** @type {boolean[]} */
  const asking = [];
  pieces.forEach(({ kind, text }) => text.split("").forEach(() => asking.push(kind === "asks" && (text.length > 1 || HARD.includes(text)))));
  return asking;
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
