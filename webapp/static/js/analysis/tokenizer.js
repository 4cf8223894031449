// @ts-check
/**
 * Turns a match form into terms: every character and every pair of neighbours. Same behaviour as `webapp/analysis/tokenizer.py`.
 */

/** @param {string} form */
export function terms(form) {
  return form.split("").concat(bigrams(form));
}

/** @param {string} form */
export function bigrams(form) {
  /** @type {string[]} */
  const out = [];
  for (let i = 0; i + 1 < form.length; i++) out.push(form.slice(i, i + 2));
  return out;
}

/**
 * The terms that any text with this run must hold: its bigrams, or its only character. Each once.
 *
 * @param {string} form
 */
export function runTerms(form) {
  return form.length < 2 ? form.split("") : unique(bigrams(form));
}

/**
 * @template T
 * @param {T[]} values
 */
export function unique(values) {
  return [...new Set(values)];
}
