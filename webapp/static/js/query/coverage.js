// @ts-check
/**
 * Turns a question that nobody wrote down word for word into the units that cover what it says, or none.
 * Same behaviour as `webapp/query/coverage.py`.
 *
 * @typedef {import("./reading.js").Position} Position
 * @typedef {import("./postings.js").Postings} Postings
 * @typedef {import("./gains.js").Worth} Worth
 * @typedef {{covered: number, covered_of_topic: number, covered_of_text: number, covered_alone: number}} Shares
 * @typedef {{position: Position, pairs: Uint8Array, char: Uint8Array, runs: Uint8Array[]}} Holding columns by candidate
 * @typedef {{numbers: Int32Array, weights: Float64Array, heard(number: number): string, meant(number: number): string}} Covering
 */
import { memo } from "../analysis/memo.js";
import { unique } from "../analysis/tokenizer.js";
import { lowerBound } from "./postings.js";
import { SHORT } from "./reading.js";
import { SAID } from "./segment.js";

/**
 * @param {Postings} postings
 * @param {import("./matcher.js").Matcher} matcher
 * @param {import("./profiles.js").Profiles} profiles
 * @param {Shares & {covered_of_long: number[][]}} ranking
 * @param {Worth} worth
 * @returns {(question: import("./reading.js").Question) => Covering}
 */
export function createCoverage(postings, matcher, profiles, ranking, worth) {
  return (question) => {
    const saying = memo(matcher.saying);
    const matter = question.positions.filter((position) => !position.setting);
    const from = (/** @type {Position[][]} */ matters, covered = ranking.covered) => cover(question, matters, postings, saying, profiles, { ...ranking, covered }, worth);
    // Of a short name half is another name: 大学 of 武汉大学.
    const isShortName = !question.asks && question.positions.length <= SHORT && question.positions.every(({ kind }) => kind === "matter");
    let found = from([matter], isShortName ? ranking.covered_of_text : ranking.covered);
    if (!found.numbers.length && question.told.length) found = from(question.told);
    const enough = ranking.covered_of_long.filter(([length]) => question.length >= length).map(([, share]) => share);
    return found.numbers.length || !enough.length ? found : from([matter], Math.min(...enough));
  };
}

/**
 * Which units cover how much of a question: the weights of those that cover enough of its matter. What a unit says only
 * in its notes or by a link counts half.
 *
 * @param {import("./reading.js").Question} question
 * @param {Position[][]} matters any of which is enough
 * @param {Postings} postings
 * @param {(run: string) => Int32Array} saying
 * @param {import("./profiles.js").Profiles} profiles
 * @param {Shares} ranking
 * @param {Worth} worth
 * @returns {Covering}
 */
function cover(question, matters, postings, saying, profiles, ranking, worth) {
  const { positions } = question;
  const isTold = matters === question.told;
  const runs = unique(positions.reduce((all, position) => all.concat(position.runs), /** @type {string[]} */ ([])));
  const reaching = isTold ? [] : reachingUnits(matters[0], ranking, worth);
  const found = new Int32Array(runs.reduce((all, run) => all.concat(Array.from(saying(run))), reaching)).sort();
  const numbers = found.filter((number, i) => number !== found[i - 1]);
  const held = holdings(positions, numbers, postings, saying);
  const isText = (/** @type {number} */ number) => profiles.bare[number] || profiles.unit(profiles.byUnit[number]).type === "ruleset";
  const isHeard = (/** @type {Holding} */ { pairs, runs }, /** @type {number} */ row) => pairs[row] > 0 || isMeant(runs, row);

  /**
   * Enough of the matter is covered, or a topic's word and some of it; and something of every word. Rule sets and
   * articles that nobody has annotated have to cover more.
   *
   * @param {Position[]} matter
   * @returns {(row: number) => boolean}
   */
  const answering = (matter) => {
    const total = weightOf(matter);
    const wanted = matter.reduce((words, position) => words | (1 << position.word), 0);
    const strange = matter.filter(({ pairs, runs }) => !pairs.length && !runs.length);
    const isKnown = strange.every(({ alone }) => alone);
    const isName = !question.asks && !question.length;
    const isAlone = !isKnown && isName && unique(matter.map(({ runs }) => runs.join()).filter(Boolean)).length < 2;
    const least = total * Math.max(ranking.covered, isAlone ? ranking.covered_alone : 0);
    const leastOfTopic = isKnown && !(isName && strange.length) ? matter.length * ranking.covered_of_topic : Infinity;
    const ofMatter = held.filter(({ position }) => matter.includes(position));
    return (row) => {
      if (isTold && !isMeant(ofMatter[0].runs, row)) return false;
      let words = 0;
      let heard = 0;
      let weight = 0;
      let ofTopic = false;
      for (let i = 0; i < ofMatter.length; i++) {
        const holding = ofMatter[i];
        weight = (weight + credit(holding, row, true)) | 0;
        if (!isHeard(holding, row)) continue;
        words |= 1 << holding.position.word;
        heard += 1;
        ofTopic = ofTopic || (holding.position.kind === "topic" && isMeant(holding.runs, row));
      }
      if (weight < total * ranking.covered_of_text && isText(numbers[row])) return false;
      return words === wanted && (weight >= least || (ofTopic && heard >= leastOfTopic));
    };
  };

  const ways = matters.map(answering);
  /** @type {number[]} */
  const rows = [];
  for (let row = 0; row < numbers.length; row++) if (ways.some((answers) => answers(row))) rows.push(row);
  return {
    numbers: new Int32Array(rows.map((row) => numbers[row])),
    weights: new Float64Array(rows.map((row) => sum(held, (holding) => credit(holding, row, false)))),
    heard(number) {
      const row = lowerBound(numbers, number, 0, numbers.length);
      return withGaps(held.map(({ position }) => position.char), (i) => isHeard(held[i], row));
    },
    meant(number) {
      const row = lowerBound(numbers, number, 0, numbers.length);
      const unheard = held.filter(({ pairs }) => !pairs[row]);
      return unheard.reduce((term, { position, runs }) => term || position.runs[runs.findIndex((run) => run[row])] || "", "");
    },
  };
}

/**
 * The characters that are wanted, … between them for those that are not.
 *
 * @param {string[]} chars
 * @param {(place: number) => boolean} wanted
 */
export function withGaps(chars, wanted) {
  let out = "";
  let gap = "";
  chars.forEach((char, place) => {
    const isWanted = wanted(place);
    if (isWanted) out += gap + char;
    gap = isWanted || !out ? "" : "…";
  });
  return out;
}

/** @param {Position[]} positions */
export function weightOf(positions) {
  return sum(positions, ({ weight }) => weight);
}

/**
 * @param {Uint8Array[]} runs
 * @param {number} row
 */
function isMeant(runs, row) {
  for (let i = 0; i < runs.length; i++) if (runs[i][row]) return true;
  return false;
}

/**
 * What a position is worth in a candidate.
 *
 * @param {Holding} holding
 * @param {number} row
 * @param {boolean} generous
 */
function credit({ position, pairs, char, runs }, row, generous) {
  const { weight } = position;
  for (let i = 0; i < runs.length; i++) if (runs[i][row]) return generous || pairs[row] ? weight : ((weight * 9) / 10) | 0;
  const places = pairs[row] || char[row];
  if (!places) return 0;
  const value = pairs[row] ? weight : position.alone;
  return places & SAID ? value : value >> 1;
}

/**
 * The units that gain enough by their pairs, above the characters alone, were all characters on top. Where that says
 * little, characters are gone through as well, though their rows are long. A position with both its pairs counts twice.
 *
 * @param {Position[]} matter
 * @param {{covered: number}} ranking
 * @param {Worth} worth
 */
function reachingUnits(matter, ranking, worth) {
  /** @type {Map<string, number>} */
  const gains = new Map();
  const add = (/** @type {string} */ term, /** @type {number} */ gain) => gains.set(term, (gains.get(term) || 0) + gain);
  const least = weightOf(matter) * ranking.covered;
  const alone = sum(matter, (position) => position.alone);
  matter.forEach((position) => {
    position.pairs.forEach((pair) => add(pair, position.weight - position.alone));
    if (2 * alone > least) add(position.char, position.alone);
  });
  return worth.atLeast(gains, 2 * alone > least ? least : least - alone);
}

/**
 * What every candidate holds of each position: its pairs, its character alone, the runs that it stands for.
 *
 * @param {Position[]} positions
 * @param {Int32Array} numbers
 * @param {Postings} postings
 * @param {(run: string) => Int32Array} saying
 * @returns {Holding[]}
 */
function holdings(positions, numbers, postings, saying) {
  /** @type {string[]} */
  const sought = [];
  positions.forEach(({ char, pairs }) => sought.push(char, ...pairs));
  const terms = unique(sought);
  // A number counts as said wherever it stands.
  const columns = postings.placesIn(terms, numbers).map((places, i) => (terms[i][0] === "#" ? places.map((place) => place && place | SAID) : places));
  const column = (/** @type {string} */ term) => columns[terms.indexOf(term)];
  const said = memo((/** @type {string} */ run) => {
    const column = new Uint8Array(numbers.length);
    let row = 0;
    saying(run).forEach((number) => {
      while (numbers[row] < number) row += 1;
      column[row] = 1;
    });
    return column;
  });
  return positions.map((position) => ({
    position,
    pairs: either(position.pairs.map(column), numbers.length),
    char: column(position.char),
    runs: position.runs.map(said),
  }));
}

/**
 * @param {Uint8Array[]} columns
 * @param {number} size
 */
function either(columns, size) {
  const out = new Uint8Array(size);
  columns.forEach((column) => {
    for (let row = 0; row < size; row++) out[row] |= column[row];
  });
  return out;
}

/**
 * @template T
 * @param {T[]} values
 * @param {(value: T) => number} worth
 */
function sum(values, worth) {
  return values.reduce((total, value) => total + worth(value), 0);
}
