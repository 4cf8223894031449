// @ts-check
/**
 * Turns the texts of a result into the passage that answers: plain text of at most 60 units, with marks.
 * Same behaviour as `webapp/query/snippet.py`.
 *
 * @typedef {Array<[number, number]>} Marks
 * @typedef {import("../analysis/normalizer.js").Normalizer} Normalizer
 */
import { OPEN, numeralForm } from "../analysis/numerals.js";

const LONGEST = 60;
const SENTENCE = "。！？；!?;";
const CLAUSE = "，、：,:”）)";

/**
 * Where the needles (match or numeral forms) stand in a text: merged, in UTF-16 code units.
 *
 * @param {string} text
 * @param {string[]} needles
 * @param {Normalizer} normalizer
 */
export function markSpans(text, needles, normalizer) {
  const mapped = normalizer.mappedForm(text);
  /** @type {Marks} */
  const spans = [];
  needles.forEach((needle) => {
    const form = needle.includes(OPEN) ? numeralForm(mapped) : mapped;
    for (let at = form.form.indexOf(needle); at >= 0; at = form.form.indexOf(needle, at + 1)) {
      spans.push([form.starts[at], form.ends[at + needle.length - 1]]);
    }
  });
  return merged(spans);
}

/**
 * The line with the most of what is looked for, the earliest of equals, cut at a clause.
 *
 * @param {string[]} texts
 * @param {string[]} needles
 * @param {Normalizer} normalizer
 * @returns {{text: string, marks: Marks}}
 */
export function snippet(texts, needles, normalizer) {
  const lines = texts.reduce((all, text) => all.concat(text.split("\n")), /** @type {string[]} */ ([])).filter(Boolean);
  let best = lines[0] || "";
  let most = lines.length > 1 ? weightOf(best, needles, normalizer) : 0;
  lines.slice(1).forEach((line) => {
    const weight = weightOf(line, needles, normalizer);
    if (weight <= most) return;
    most = weight;
    best = line;
  });
  return cut(best, markSpans(best, needles, normalizer));
}

/**
 * The length of the needles that a line holds.
 *
 * @param {string} line
 * @param {string[]} needles
 * @param {Normalizer} normalizer
 */
function weightOf(line, needles, normalizer) {
  const form = normalizer.matchForm(line);
  const numeral = needles.some((needle) => needle.includes(OPEN)) ? numeralForm(normalizer.mappedForm(line)).form : "";
  return needles.reduce((sum, needle) => {
    const held = needle.includes(OPEN) ? numeral : form;
    return held.includes(needle) ? sum + needle.length : sum;
  }, 0);
}

/**
 * @param {string} line
 * @param {Marks} marks
 */
function cut(line, marks) {
  if (line.length <= LONGEST) return { text: line, marks };
  const start = beginning(line, marks.length ? marks[0][0] : 0);
  let end = Math.min(line.length, start + LONGEST - (start ? 1 : 0) - 1);
  if (end < line.length && isTail(line, end)) end -= 1;
  const shift = (start ? 1 : 0) - start;
  const kept = marks.filter((mark) => mark[0] < end && mark[1] > start);
  return {
    text: (start ? "…" : "") + line.slice(start, end) + (end < line.length ? "…" : ""),
    marks: /** @type {Marks} */ (kept.map((mark) => [Math.max(mark[0], start) + shift, Math.min(mark[1], end) + shift])),
  };
}

/**
 * The start of the sentence of the first mark; of its clause when that is too far away.
 *
 * @param {string} line
 * @param {number} mark
 */
function beginning(line, mark) {
  const reach = LONGEST / 2;
  for (const ends of [SENTENCE, CLAUSE]) {
    for (let at = mark; at > Math.max(0, mark - reach); at--) if (ends.includes(line[at - 1])) return at;
    if (mark <= reach) return 0;
  }
  return isTail(line, mark - 8) ? mark - 9 : mark - 8;
}

/**
 * @param {string} line
 * @param {number} at
 */
function isTail(line, at) {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** @param {Marks} spans */
function merged(spans) {
  /** @type {Marks} */
  const out = [];
  spans
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .forEach(([start, end]) => {
      const last = out[out.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push([start, end]);
    });
  return out;
}
