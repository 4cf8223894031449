// @ts-check
/**
 * Turns a query into the units that answer it: with all its words, with what was meant by them, or part by part.
 * Same behaviour as `webapp/query/attempts.py`.
 *
 * @typedef {import("./parser.js").Word} Word
 * @typedef {{hits: Hits, share: number, corrected: import("./answer.js").Correction | null}} Attempt
 */
import { NUMERALS } from "../analysis/numerals.js";
import { createCorrections } from "./correction.js";
import { Hits, both, hitsOf, kept, union } from "./hits.js";
import { told } from "./leading.js";
import { createMender } from "./mending.js";

/**
 * @param {import("../analysis/normalizer.js").Normalizer} normalizer
 * @param {import("./postings.js").Postings} postings
 * @param {import("./reading.js").Words} words
 * @param {() => import("./spelling.js").Speller} speller
 * @param {import("./wording.js").Wording} wording
 * @param {import("./asking.js").Asking} withCovering
 * @param {(hits: Hits, given: Word[], each: Hits[]) => Hits} withLeading
 * @param {number} enough the share of a question that has to be covered when its slips are put right
 * @returns {(query: import("./parser.js").Query, literal: boolean) => Attempt}
 */
export function createAttempts(normalizer, postings, words, speller, wording, withCovering, withLeading, enough) {
  const formOf = normalizer.matchForm;
  const correction = createCorrections(formOf, words.isSetting);
  const mend = createMender(speller, words, (term) => postings.frequency(term));

  /**
   * @param {import("./parser.js").Query} query
   * @param {boolean} literal
   * @returns {Attempt}
   */
  function answering(query, literal) {
    words.forget();
    const wanted = query.words.filter((word) => !word.exclude);
    const found = !wanted.length && Object.keys(query.filters).length ? everything() : wantedHits(wanted, literal);
    return { ...found, hits: query.words.filter((word) => word.exclude).reduce(without, found.hits) };
  }

  /** @returns {Attempt} */
  function everything() {
    const numbers = Int32Array.from({ length: postings.indexed }, (_each, number) => number);
    return { hits: hitsOf(numbers, 3, [3], told({ code: "filter", term: "" }, [])), share: 1, corrected: null };
  }

  /**
   * @param {Hits} hits
   * @param {Word} word
   */
  function without(hits, word) {
    const out = wording.literally(word);
    return kept(hits, (row) => out.find(hits.numbers[row]) < 0);
  }

  /**
   * What the words find; where they find nothing or little, what they find with their slips put right.
   *
   * @param {Word[]} given
   * @param {boolean} literal
   * @returns {Attempt}
   */
  function wantedHits(given, literal) {
    const visible = given.filter((word) => formOf(word.text) || normalizer.symbols(word.text));
    if (!visible.length) return { hits: new Hits(0), share: 0, corrected: null };
    const found = attempt(visible, literal);
    if (literal || found.share >= 1 || visible.some((word) => word.phrase)) return found;
    const mended = mendedWords(visible);
    if (!mended.code) return found;
    const better = attempt(mended.words, true, found.share);
    return better.share > found.share && better.share >= enough ? { ...better, corrected: correction(visible, mended.words, mended.code) } : found;
  }

  /**
   * Units with all the words; what covers them as a question; the rules of a set that is named. With them: the covered
   * share of the question, 1 when there are units with all the words.
   *
   * @param {Word[]} given
   * @param {boolean} literal
   * @param {number} [least] a share that is no more than this is of no use
   * @returns {Attempt}
   */
  function attempt(given, literal, least = -1) {
    const found = wording.each(given, literal);
    const each = found.map((one) => one.hits);
    const exactly = both(each);
    const whole = exactly.size ? exactly : askedFor(given, literal);
    const slip = exactly.size ? found.find((one) => one.code) : undefined;
    const corrected = slip ? correction(given, given.map((word, i) => ({ ...word, text: found[i].meant || word.text })), slip.code) : null;
    const isPhrase = given.some((word) => word.phrase);
    const { hits, share } = isPhrase ? { hits: whole, share: 0 } : withCovering(whole, given, whole.size ? -1 : least);
    const all = withLeading(hits, given, each);
    return { hits: all.size ? all : apart(given, each), share: whole.size ? 1 : share, corrected };
  }

  /**
   * What stands between the words that ask, taken as if it had been typed alone.
   *
   * @param {Word[]} given
   * @param {boolean} literal
   */
  function askedFor(given, literal) {
    const cores = given.map((word) => (word.phrase ? word : { ...word, text: words.core(word.text) }));
    if (!cores.every(({ text }) => text && !NUMERALS.has(text)) || cores.every(({ text }, i) => text === given[i].text)) return new Hits(0);
    const isLetters = cores.every(({ text }) => /^[\0-\x7f]*$/.test(text));
    return both(wording.each(cores, literal || !isLetters).map((one) => one.hits));
  }

  /**
   * Where no unit has all the words, but each of them names something: the units of each.
   *
   * @param {Word[]} given
   * @param {Hits[]} each
   */
  function apart(given, each) {
    const names = (/** @type {Word} */ { phrase, text }) => !phrase && formOf(text) && speller().weight(formOf(text));
    if (given.length < 2 || !given.every(names)) return new Hits(0);
    return each.reduce((all, hits, i) => union(all, partly(hits, given[i].text)), new Hits(0));
  }

  /** @param {Word[]} given */
  function mendedWords(given) {
    let code = "";
    const mended = given.map((word) => {
      const { form, kind } = mend(formOf(word.text), words.pieces(word.text));
      code = code || kind;
      return kind ? { text: form, phrase: false, exclude: false } : word;
    });
    return { words: mended, code };
  }

  return answering;
}

/**
 * The hits of one word as parts of an answer.
 *
 * @param {Hits} hits
 * @param {string} term
 */
function partly(hits, term) {
  const out = kept(hits, () => true);
  out.tiers.fill(5);
  out.levels.fill(5);
  out.why = hits.why.map((reason) => ({ ...reason, say: () => ({ code: "partial", term }) }));
  return out;
}
