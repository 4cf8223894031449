// @ts-check
/**
 * Turns a match form into its numeral form, where 十条, 拾条 and 10条 are the same. Same behaviour as `webapp/analysis/numerals.py`.
 *
 * @typedef {import("./normalizer.js").MappedForm} MappedForm
 */

export const OPEN = "\x02";
export const CLOSE = "\x03";
/** @type {Map<string, number>} */
const DIGITS = new Map([["两", 2]]);
["零〇", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].forEach((chars, value) => {
  for (const char of chars) DIGITS.set(char, value);
});
/** @type {Map<string, number>} */
const UNITS = new Map([["十", 10], ["拾", 10], ["百", 100], ["佰", 100], ["千", 1000], ["仟", 1000]]);
/** @type {Map<string, number>} */
const GREAT = new Map([["万", 1e4], ["亿", 1e8]]);
const ARABIC = new Set("0123456789");
/** @type {Set<string>} */
export const NUMERALS = new Set([...DIGITS.keys(), ...UNITS.keys(), ...GREAT.keys(), ...ARABIC]);
/** Alone, these are more often words (一律, 两会, 收拾) than numbers. */
const SHY = new Set("零一两百千壹贰叁肆伍陆柒捌玖拾佰仟");
const MEASURES = new Set("条款项章节编个次年月日号天周名位份种类批期级倍元角分块岁届");
const LARGEST = 1e15;

/**
 * The numeral form with the origin of each unit. Equal to the match form when there is no number.
 *
 * @param {MappedForm} mapped
 * @returns {MappedForm}
 */
export function numeralForm(mapped) {
  const form = mapped.form;
  if (!hasNumeral(form)) return mapped;
  let out = "";
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  const emit = (/** @type {string} */ text, /** @type {number} */ first, /** @type {number} */ after) => {
    out += text;
    for (let i = 0; i < text.length; i++) {
      starts.push(mapped.starts[first]);
      ends.push(mapped.ends[after - 1]);
    }
  };
  let at = 0;
  while (at < form.length) {
    const found = numberAt(mapped, at);
    let after = at + found.length;
    if (found.value < 0) {
      for (; at < after; at++) emit(form[at], at, at + 1);
      continue;
    }
    if (form[after] === "个" && form[after + 1] !== "月") after += 1;
    emit(OPEN + found.value + CLOSE, at, after);
    at = after;
  }
  return { form: out, starts, ends };
}

/** @param {string} form */
export function hasNumeral(form) {
  for (let i = 0; i < form.length; i++) if (NUMERALS.has(form[i])) return true;
  return false;
}

/**
 * The numbers in a numeral form, in order, as terms: `#39`.
 *
 * @param {string} form
 */
export function numbers(form) {
  return form
    .split(OPEN)
    .slice(1)
    .map((part) => "#" + part.split(CLOSE)[0]);
}

/**
 * Whether a numeral form is nothing but numbers below 100: those are everywhere (一, 十) and name nothing.
 *
 * @param {string} form
 */
export function isSmallNumber(form) {
  return !stretches(form).length && numbers(form).every((term) => term.length <= 3);
}

/**
 * What stands between the numbers of a numeral form.
 *
 * @param {string} form
 */
export function stretches(form) {
  return form
    .split(OPEN)
    .map((part, i) => (i ? part.split(CLOSE)[1] : part))
    .filter(Boolean);
}

/**
 * The number that begins here, or (value -1) the characters that stay as they are.
 *
 * @param {MappedForm} mapped
 * @param {number} at
 */
function numberAt(mapped, at) {
  const form = mapped.form;
  const none = { length: 1, value: -1 };
  if (!NUMERALS.has(form[at])) return none;
  let after = at + 1;
  // 第一、二条 are two numbers: what stood between them is gone from the form but not from the offsets.
  while (after < form.length && NUMERALS.has(form[after]) && mapped.starts[after] <= mapped.ends[after - 1]) after += 1;
  const found = parse(form.slice(at, after));
  if (found.length === 0 || (found.length === 1 && SHY.has(form[at]) && !counts(form, at))) return none;
  return found.value > LARGEST ? { length: found.length, value: -1 } : found;
}

/**
 * @param {string} form
 * @param {number} at
 */
function counts(form, at) {
  return form[at - 1] === "第" || MEASURES.has(form[at + 1]);
}

/** @param {string} run */
function parse(run) {
  const plain = prefix(run, ARABIC);
  if (plain) {
    let length = plain;
    let value = Number(run.slice(0, Math.min(plain, 17)));
    while (length < run.length && GREAT.has(run[length])) {
      value *= GREAT.get(run[length]) || 1;
      length += 1;
    }
    return { length, value };
  }
  const digits = prefix(run, DIGITS);
  if (digits > 1 && (digits === run.length || ARABIC.has(run[digits]))) {
    const text = Array.from(run.slice(0, Math.min(digits, 17)), (char) => DIGITS.get(char)).join("");
    return { length: digits, value: Number(text) };
  }
  return parseUnits(run);
}

/** @param {string} run */
function parseUnits(run) {
  let total = 0;
  let section = 0;
  let smallest = 10000;
  let length = 0;
  let digit = -1;
  for (const char of run) {
    const unit = UNITS.get(char) || 0;
    if (DIGITS.has(char) && digit <= 0) digit = /** @type {number} */ (DIGITS.get(char));
    else if (unit && unit < smallest) {
      section += (digit < 0 ? 1 : digit) * unit;
      smallest = unit;
      digit = -1;
    } else if (GREAT.has(char) && section + Math.max(digit, 0) > 0) {
      total = (total + section + Math.max(digit, 0)) * /** @type {number} */ (GREAT.get(char));
      section = 0;
      smallest = 10000;
      digit = -1;
    } else break;
    length += 1;
  }
  return { length, value: total + section + Math.max(digit, 0) };
}

/**
 * @param {string} run
 * @param {{has(char: string): boolean}} wanted
 */
function prefix(run, wanted) {
  let length = 0;
  while (length < run.length && wanted.has(run[length])) length += 1;
  return length;
}
