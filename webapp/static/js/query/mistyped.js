// @ts-check
/**
 * Turns a string with one character wrong, missing, too many or exchanged into the strings that the texts hold.
 * Same behaviour as `webapp/query/mistyped.py`.
 */
import { EDGE } from "../analysis/corpus.js";
import { memo } from "../analysis/memo.js";
import { bigrams, runTerms, unique } from "../analysis/tokenizer.js";

export const SHORTEST = 4;
const MOST_CHECKED = 200;

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @param {import("./matcher.js").Matcher} matcher
 * @returns {(form: string) => string[]}
 */
export function createMistyped(corpus, postings, matcher) {
  /**
   * The strings in which one character stands between these two parts.
   *
   * @param {string} before
   * @param {string} after
   * @param {string[]} found
   * @param {(number: number) => string[]} forms
   */
  const fill = (before, after, found, forms) => {
    const units = postings.allOf(unique(runTerms(before).concat(runTerms(after)))).slice(0, MOST_CHECKED);
    units.forEach((number) => forms(number).forEach((form) => between(form, before, after, found)));
  };

  return (form) => {
    if (form.length < SHORTEST) return [];
    // One slip parts three pairs of neighbours at most.
    const gaps = bigrams(form).map((pair, at) => (postings.frequency(pair) ? -1 : at)).filter((at) => at >= 0);
    if (gaps.length && gaps[gaps.length - 1] - gaps[0] > 2) return [];
    const found = slipped(form).filter(matcher.occurs);
    const forms = memo(corpus.forms); // most units are looked at more than once
    // At either end anything would fit: there only names count, and they are found elsewhere.
    for (let i = 1; i < form.length; i++) {
      fill(form.slice(0, i), form.slice(i), found, forms);
      if (i + 1 < form.length) fill(form.slice(0, i), form.slice(i + 1), found, forms);
    }
    return unique(found).filter((string) => string !== form);
  };
}

/**
 * The strings with one character less, or two neighbours exchanged.
 *
 * @param {string} form
 */
export function slipped(form) {
  const shorter = form.split("").map((_char, i) => form.slice(0, i) + form.slice(i + 1));
  return unique(shorter.concat(turned(form)));
}

/**
 * The strings with two neighbours exchanged.
 *
 * @param {string} form
 */
export function turned(form) {
  return form
    .split("")
    .slice(1)
    .map((char, i) => form.slice(0, i) + char + form[i] + form.slice(i + 2));
}

/**
 * The one place where two strings of the same length differ; -1 when there are more, or none.
 *
 * @param {string} form
 * @param {string} other
 */
export function exchangedAt(form, other) {
  let found = -1;
  for (let place = 0; place < form.length; place++) {
    if (form[place] === other[place]) continue;
    if (found >= 0) return -1;
    found = place;
  }
  return form.length === other.length ? found : -1;
}

/**
 * @param {string} form
 * @param {string} before
 * @param {string} after
 * @param {string[]} found
 */
function between(form, before, after, found) {
  for (let at = form.indexOf(before); at >= 0; at = form.indexOf(before, at + 1)) {
    const end = at + before.length;
    if (form.startsWith(after, end + 1) && form[end] !== EDGE) found.push(before + form[end] + after);
  }
}
