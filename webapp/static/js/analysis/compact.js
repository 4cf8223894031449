// @ts-check
/** Reads lists of whole numbers from short texts. Same behaviour as `webapp/analysis/compact.py`, which says how. */

const SIGNS = 91;
const LAST = 72;
const MORE = SIGNS - LAST;

/** @type {number[]} */
const VALUE = [];
for (let code = 0x21, value = 0; code < 0x7f; code++) {
  if ('"\\<'.indexOf(String.fromCharCode(code)) < 0) VALUE[code] = value++;
}

/** @param {string} text */
export function expand(text) {
  /** @type {number[]} */
  const numbers = [];
  let number = 0;
  let unit = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = VALUE[text.charCodeAt(i)];
    if (digit < LAST) {
      numbers.push(number + digit * unit);
      number = 0;
      unit = 1;
    } else {
      number += (digit - LAST) * unit;
      unit *= MORE;
    }
  }
  return numbers;
}

/**
 * Numbers that are written as steps from one to the next.
 *
 * @param {string} text
 */
export function expandSteps(text) {
  let at = 0;
  return expand(text).map((number) => {
    at += number % 2 ? -(number + 1) / 2 : number / 2;
    return at;
  });
}
