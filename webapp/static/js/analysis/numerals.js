// @ts-check
/**
 * Turns a match form into its numeral form, where 十条, 拾条 and 10条 are the same. Same behaviour as `webapp/analysis/numerals.py`.
 *
 * Everything here reads code units: a large library holds hundreds of thousands of numbers, and all are read on the phone.
 *
 * @typedef {import("./normalizer.js").MappedForm} MappedForm
 * @typedef {ArrayLike<number>} Codes code units
 * @typedef {{length: number, value: number}} Found a number and how many units it takes; value -1: no number
 */

export const OPEN = "\x02";
export const CLOSE = "\x03";
const DIGIT = 1;
const ARABIC = 2;
const UNIT = 4;
const GREAT = 8;
const NUMERAL = DIGIT | ARABIC | UNIT | GREAT;
const SHY = 16;
const MEASURE = 32;
const LARGEST = 1e15;
const MOST_DIGITS = 17;
const ORDINAL = code("第");
const PIECE = code("个");
const MONTH = code("月");

/** What a code unit is, and what it is worth. */
const kinds = new Uint8Array(0x10000);
const values = new Uint32Array(0x10000);
mark("0123456789", ARABIC, (place) => place);
["零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].forEach((chars, value) => mark(chars, DIGIT, () => value));
["十拾", "百佰", "千仟"].forEach((chars, place) => mark(chars, UNIT, () => 10 ** (place + 1)));
mark("万亿", GREAT, (place) => (place ? 1e8 : 1e4));
/** Alone, these are more often words (一律, 两会, 收拾) than numbers. */
mark("零一两百千壹贰叁肆伍陆柒捌玖拾佰仟", SHY);
mark("条款项章节编个次年月日号天周名位份种类批期级倍元角分块岁届", MEASURE);

/** The characters that numbers are written with. */
export const NUMERALS = new Set("零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿0123456789");

/**
 * @param {string} chars
 * @param {number} kind
 * @param {(place: number) => number} [value]
 */
function mark(chars, kind, value) {
  for (let place = 0; place < chars.length; place++) {
    kinds[chars.charCodeAt(place)] |= kind;
    if (value) values[chars.charCodeAt(place)] = value(place);
  }
}

/** @param {string} char */
function code(char) {
  return char.charCodeAt(0);
}

/**
 * The numeral form with the origin of each unit. Equal to the match form when there is no number.
 *
 * @param {MappedForm} mapped
 * @returns {MappedForm}
 */
export function numeralForm(mapped) {
  const { form } = mapped;
  if (!hasNumeral(form)) return mapped;
  const codes = form.split("").map(code);
  const apart = codes.map((_code, at) => (at && mapped.starts[at] > mapped.ends[at - 1] ? 1 : 0));
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
  const keep = (/** @type {number} */ to) => {
    for (; at < to; at++) emit(form[at], at, at + 1);
  };
  eachNumber(codes, apart, 0, form.length, (value, from, after) => {
    keep(from);
    emit(OPEN + value + CLOSE, from, after);
    at = after;
  });
  if (!at) return mapped;
  keep(form.length);
  return { form: out, starts, ends };
}

/** @param {string} form */
function hasNumeral(form) {
  for (let at = 0; at < form.length; at++) if (kinds[form.charCodeAt(at)] & NUMERAL) return true;
  return false;
}

/**
 * Hands over every number: its value, where it begins and where it ends. 个 behind a number belongs to it.
 *
 * @param {Codes} codes a match form
 * @param {Codes} apart 1 where something invisible stood before a unit: 第一、二条 are two numbers
 * @param {number} at
 * @param {number} end
 * @param {(value: number, from: number, after: number) => void} use
 */
export function eachNumber(codes, apart, at, end, use) {
  while (at < end) {
    if (!(kinds[codes[at]] & NUMERAL)) {
      at += 1;
      continue;
    }
    const found = numberAt(codes, apart, at, end);
    let after = at + found.length;
    if (found.value >= 0) {
      if (after < end && codes[after] === PIECE && !(after + 1 < end && codes[after + 1] === MONTH)) after += 1;
      use(found.value, at, after);
    }
    at = after;
  }
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
 * @param {Codes} codes
 * @param {Codes} apart
 * @param {number} at a numeral stands here
 * @param {number} end
 * @returns {Found}
 */
function numberAt(codes, apart, at, end) {
  let after = at + 1;
  while (after < end && kinds[codes[after]] & NUMERAL && !apart[after]) after += 1;
  const found = parse(codes, at, after);
  if (found.length === 0) return { length: 1, value: -1 };
  if (found.length === 1 && kinds[codes[at]] & SHY) {
    const counts = (at > 0 && codes[at - 1] === ORDINAL) || (at + 1 < end && kinds[codes[at + 1]] & MEASURE);
    if (!counts) return { length: 1, value: -1 };
  }
  return found.value > LARGEST ? { length: found.length, value: -1 } : found;
}

/**
 * How many units of a run of numerals make its first number, and the number. Length 0: none.
 *
 * @param {Codes} codes
 * @param {number} at
 * @param {number} end
 * @returns {Found}
 */
function parse(codes, at, end) {
  const plain = prefix(codes, at, end, ARABIC);
  if (plain > at) {
    let value = digitsOf(codes, at, plain);
    let after = plain;
    for (; after < end && kinds[codes[after]] & GREAT; after++) value *= values[codes[after]];
    return { length: after - at, value };
  }
  const digits = prefix(codes, at, end, DIGIT);
  if (digits > at + 1 && (digits === end || kinds[codes[digits]] & ARABIC)) return { length: digits - at, value: digitsOf(codes, at, digits) };
  return parseUnits(codes, at, end);
}

/**
 * 三百二十一, 一百零五, 二十万: digits with units that grow smaller.
 *
 * @param {Codes} codes
 * @param {number} at
 * @param {number} end
 * @returns {Found}
 */
function parseUnits(codes, at, end) {
  let total = 0;
  let section = 0;
  let smallest = 10000;
  let digit = -1;
  let after = at;
  for (; after < end; after++) {
    const kind = kinds[codes[after]];
    const value = values[codes[after]];
    if (kind & DIGIT && digit <= 0) digit = value;
    else if (kind & UNIT && value < smallest) {
      section += (digit < 0 ? 1 : digit) * value;
      smallest = value;
      digit = -1;
    } else if (kind & GREAT && section + Math.max(digit, 0) > 0) {
      total = (total + section + Math.max(digit, 0)) * value;
      section = 0;
      smallest = 10000;
      digit = -1;
    } else break;
  }
  return { length: after - at, value: total + section + Math.max(digit, 0) };
}

/**
 * @param {Codes} codes
 * @param {number} at
 * @param {number} end
 * @param {number} kind
 */
function prefix(codes, at, end, kind) {
  while (at < end && kinds[codes[at]] & kind) at += 1;
  return at;
}

/**
 * @param {Codes} codes
 * @param {number} at
 * @param {number} end
 */
function digitsOf(codes, at, end) {
  let value = 0;
  for (let place = at; place < Math.min(end, at + MOST_DIGITS); place++) value = value * 10 + values[codes[place]];
  return value;
}
