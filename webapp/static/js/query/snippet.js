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
/** Units that are told apart at first. */
const BEGINNINGS = 1 << 10;
const SENTENCE = "。！？；!?;";
const CLAUSE = "，、：,:”）)";

/**
 * Looks for all needles (match or numeral forms) at once: most units of a text begin none of them.
 *
 * @typedef {{spans(text: string): Marks, snippet(texts: string[]): {text: string, marks: Marks}}} Marker
 *
 * @param {string[]} needles
 * @param {Normalizer} normalizer
 * @returns {Marker}
 */
export function createMarker(needles, normalizer) {
  const isNumeral = (/** @type {string} */ needle) => needle.includes(OPEN);
  const numerals = needles.filter(isNumeral);
  const eachPlain = seeker(needles.filter((needle) => !isNumeral(needle)));
  const eachNumeral = seeker(numerals);

  /** Merged, in UTF-16 code units. @param {string} text */
  const spans = (text) => {
    const mapped = normalizer.mappedForm(text);
    /** @type {Marks} */
    const found = [];
    const { starts, ends } = mapped;
    const add = (/** @type {number} */ at, /** @type {string} */ needle) => join(found, starts[at], ends[at + needle.length - 1]);
    eachPlain(mapped.form, add);
    if (!numerals.length) return found;
    /** @type {Marks} */
    const all = [];
    const numeral = numeralForm(mapped);
    eachNumeral(numeral.form, (at, needle) => found.push([numeral.starts[at], numeral.ends[at + needle.length - 1]]));
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).forEach(([start, end]) => join(all, start, end));
    return all;
  };

  /** The length of the needles that a line holds. @param {string} line */
  const weightOf = (line) => {
    /** @type {Set<string>} */
    const held = new Set();
    const add = (/** @type {number} */ _at, /** @type {string} */ needle) => held.add(needle);
    eachPlain(normalizer.matchForm(line), add);
    if (numerals.length) eachNumeral(numeralForm(normalizer.mappedForm(line)).form, add);
    let weight = 0;
    held.forEach((needle) => (weight += needle.length));
    return weight;
  };

  return {
    spans,

    /** The line with the most of what is looked for, the earliest of equals, cut at a clause. */
    snippet(texts) {
      const lines = texts.join("\n").split("\n").filter(Boolean);
      let best = lines[0] || "";
      let most = lines.length > 1 ? weightOf(best) : 0;
      lines.slice(1).forEach((line) => {
        const weight = weightOf(line);
        if (weight <= most) return;
        most = weight;
        best = line;
      });
      return cut(best, spans(best));
    },
  };
}

/**
 * Hands over where the needles stand in a form.
 *
 * @param {string[]} needles
 * @returns {(form: string, use: (at: number, needle: string) => unknown) => void}
 */
function seeker(needles) {
  /** Places in `lists`, counted from 1, by what units are like; most are like none that a needle begins with. */
  const begins = new Uint16Array(BEGINNINGS);
  /** @type {string[][]} */
  const lists = [];
  needles.forEach((needle) => {
    const like = needle.charCodeAt(0) % BEGINNINGS;
    if (!begins[like]) begins[like] = lists.push([]);
    lists[begins[like] - 1].push(needle);
  });
  return (form, use) => {
    for (let at = 0; at < form.length; at++) {
      const list = begins[form.charCodeAt(at) % BEGINNINGS];
      if (list) for (const needle of lists[list - 1]) if (form.startsWith(needle, at)) use(at, needle);
    }
  };
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

/**
 * Adds a span that begins where the others do or behind that.
 *
 * @param {Marks} spans
 * @param {number} start
 * @param {number} end
 */
function join(spans, start, end) {
  const last = spans[spans.length - 1];
  if (last && start <= last[1]) last[1] = Math.max(last[1], end);
  else spans.push([start, end]);
}
