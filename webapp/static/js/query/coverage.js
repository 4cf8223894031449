// @ts-check
/**
 * Turns a question that nobody wrote down word for word into the units that cover what it says, or none.
 * Same behaviour as `webapp/query/coverage.py`.
 *
 * @typedef {import("./reading.js").Position} Position
 * @typedef {import("./postings.js").Postings} Postings
 * @typedef {{position: Position, pairs: Uint16Array, char: Uint16Array, runs: Uint8Array[]}} Holding columns by candidate
 * @typedef {(matter: Position[], least: number, saying: Int32Array[]) => Int32Array} Reach
 * @typedef {{numbers: Int32Array, weights: Float64Array, heard(number: number): string, meant(number: number): string}} Covering
 */
import { memo } from "../analysis/memo.js";
import { unique } from "../analysis/tokenizer.js";
import { lowerBound } from "./postings.js";
import { SAID } from "./segment.js";

/** Positions whose pairs fit in one word: they may be one more. */
const BLOCK = 31;
/** Of a unit that says a run; more than the weights of any question. */
const SAYS = 1 << 30;

/**
 * @param {Postings} postings
 * @param {import("./matcher.js").Matcher} matcher
 * @param {{covered: number, covered_of_topic: number, covered_of_long: number[][]}} ranking
 * @returns {(question: import("./reading.js").Question) => Covering}
 */
export function createCoverage(postings, matcher, ranking) {
  const reach = createReach(postings);
  return (question) => {
    const matter = question.positions.filter((position) => !position.setting);
    const from = (/** @type {Position[][]} */ matters, covered = ranking.covered) => cover(question, matters, postings, matcher, { ...ranking, covered }, reach);
    let found = from([matter]);
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
 * @param {import("./matcher.js").Matcher} matcher
 * @param {{covered: number, covered_of_topic: number}} ranking
 * @param {Reach} reach
 * @returns {Covering}
 */
function cover(question, matters, postings, matcher, ranking, reach) {
  const { positions } = question;
  /** @type {Map<string, Int32Array>} */
  const saying = new Map();
  positions.forEach(({ runs }) => runs.forEach((run) => saying.has(run) || saying.set(run, matcher.saying(run))));
  const isTold = matters === question.told;
  const sayings = Array.from(saying.values());
  const alone = sum(matters[0], (position) => position.alone);
  const numbers = isTold ? reach([], SAYS, sayings) : reach(matters[0], Math.max(1, leastOf(matters[0], ranking) - alone), sayings);
  const held = holdings(positions, numbers, postings, saying);
  const isHeard = (/** @type {Holding} */ { pairs, runs }, /** @type {number} */ row) => pairs[row] > 0 || isMeant(runs, row);

  /**
   * Enough of the matter is covered, or a topic's word and some of it; and something of every word.
   *
   * @param {Position[]} matter
   * @returns {(row: number) => boolean}
   */
  const answering = (matter) => {
    const least = leastOf(matter, ranking);
    const wanted = matter.reduce((words, position) => words | (1 << position.word), 0);
    const isKnown = matter.every(({ alone, pairs, runs }) => alone || pairs.length || runs.length);
    const leastOfTopic = isKnown ? matter.length * ranking.covered_of_topic : Infinity;
    const ofMatter = held.filter(({ position }) => matter.includes(position));
    return (row) => {
      if (isTold && !isMeant(ofMatter[0].runs, row)) return false;
      let words = 0;
      let heard = 0;
      let weight = 0;
      let ofTopic = false;
      for (let i = 0; i < ofMatter.length; i++) {
        const holding = ofMatter[i];
        weight += credit(holding, row, true);
        if (!isHeard(holding, row)) continue;
        words |= 1 << holding.position.word;
        heard += 1;
        ofTopic = ofTopic || (holding.position.kind === "topic" && isMeant(holding.runs, row));
      }
      return words === wanted && (weight >= least || (ofTopic && heard >= leastOfTopic));
    };
  };

  const ways = matters.map(answering);
  /** @type {number[]} */
  const rows = [];
  for (let row = 0; row < numbers.length; row++) if (ways.some((answers) => answers(row))) rows.push(row);
  return {
    numbers: Int32Array.from(rows, (row) => numbers[row]),
    weights: Float64Array.from(rows, (row) => sum(held, (holding) => credit(holding, row, false))),
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

/**
 * @param {Position[]} matter
 * @param {{covered: number}} ranking
 */
function leastOf(matter, ranking) {
  return sum(matter, ({ weight }) => weight) * ranking.covered;
}

/**
 * @param {Uint8Array[]} runs
 * @param {number} row
 */
function isMeant(runs, row) {
  return runs.some((run) => run[row]);
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
  for (let i = 0; i < runs.length; i++) if (runs[i][row]) return generous || pairs[row] ? weight : Math.floor((weight * 9) / 10);
  const places = pairs[row] || char[row];
  if (!places) return 0;
  const value = pairs[row] ? weight : position.alone;
  return places & SAID ? value : value >> 1;
}

/**
 * Finds the units that may cover enough, ascending: those that would with every character that no pair of theirs is of,
 * and those that say a run. Pairs are rare and characters are everywhere, so the rows of characters are not gone through
 * for this; and what has none of the rarer pairs is not looked at.
 *
 * @param {Postings} postings
 * @returns {Reach}
 */
function createReach(postings) {
  /** Of every unit, which of some pairs it holds, as bits. */
  let held = new Int32Array(0);

  /** Every position counts once, whichever of its pairs is there. @param {Position[]} block @param {Int32Array} numbers @param {Int32Array} reached */
  const add = (block, numbers, reached) => {
    const pairs = pairsOf(block);
    held.fill(0);
    pairs.forEach((pair, bit) => postings.addTo(held, pair, 1 << bit));
    const worth = block.map(({ weight, alone }) => weight - alone);
    const bits = block.map((position) => position.pairs.reduce((all, pair) => all | (1 << pairs.indexOf(pair)), 0));
    for (let i = 0; i < numbers.length; i++) {
      const own = held[numbers[i]];
      for (let place = 0; place < bits.length; place++) if (own & bits[place]) reached[i] += worth[place];
    }
  };

  return (matter, least, saying) => {
    if (held.length < postings.indexed) held = new Int32Array(postings.indexed);
    held.fill(0);
    saying.forEach((numbers) => numbers.forEach((number) => (held[number] = SAYS)));
    neededPairs(matter, least, postings).forEach((pair) => postings.addTo(held, pair, 1));
    const numbers = placesIn(held);
    const reached = numbers.map((number) => (held[number] < SAYS ? 0 : SAYS));
    for (let at = 0; at < matter.length; at += BLOCK) add(matter.slice(at, at + BLOCK), numbers, reached);
    return numbers.filter((_number, i) => reached[i] >= least);
  };
}

/**
 * Where anything stands.
 *
 * @param {Int32Array} values
 */
function placesIn(values) {
  let count = 0;
  const places = new Int32Array(values.length);
  for (let place = 0; place < values.length; place++) if (values[place]) places[count++] = place;
  return places.slice(0, count);
}

/** @param {Position[]} positions */
function pairsOf(positions) {
  return unique(positions.reduce((all, { pairs }) => all.concat(pairs), /** @type {string[]} */ ([])));
}

/**
 * The pairs of which a unit needs at least one: all but the most frequent ones that together do not reach enough.
 *
 * @param {Position[]} matter
 * @param {number} least
 * @param {Postings} postings
 */
function neededPairs(matter, least, postings) {
  const known = new Set();
  let reach = 0;
  const frequentFirst = pairsOf(matter).sort((a, b) => postings.frequency(b) - postings.frequency(a));
  return frequentFirst.filter((pair) => {
    matter.forEach((position) => {
      if (known.has(position) || !position.pairs.includes(pair)) return;
      known.add(position);
      reach += position.weight - position.alone;
    });
    return reach >= least;
  });
}

/**
 * What every candidate holds of each position: its pairs, its character alone, the runs that it stands for.
 *
 * @param {Position[]} positions
 * @param {Int32Array} numbers
 * @param {Postings} postings
 * @param {Map<string, Int32Array>} saying
 * @returns {Holding[]}
 */
function holdings(positions, numbers, postings, saying) {
  const column = memo((/** @type {string} */ term) => placesOf(term, numbers, postings));
  /** @type {Map<string, Uint8Array>} */
  const runs = new Map();
  saying.forEach((units, run) => {
    const set = new Set(units);
    runs.set(run, Uint8Array.from(numbers, (number) => +set.has(number)));
  });
  return positions.map((position) => ({
    position,
    pairs: either(position.pairs.map(column), numbers.length),
    char: column(position.char),
    runs: position.runs.map((run) => /** @type {Uint8Array} */ (runs.get(run))),
  }));
}

/**
 * @param {Uint16Array[]} columns
 * @param {number} size
 */
function either(columns, size) {
  const out = new Uint16Array(size);
  columns.forEach((column) => {
    for (let row = 0; row < size; row++) out[row] |= column[row];
  });
  return out;
}

/**
 * @param {string} term
 * @param {Int32Array} numbers
 * @param {Postings} postings
 */
function placesOf(term, numbers, postings) {
  const places = postings.placesIn(term, numbers);
  // A number counts as said wherever it stands.
  return term[0] === "#" ? places.map((place) => (place ? place | SAID : 0)) : places;
}

/**
 * @template T
 * @param {T[]} values
 * @param {(value: T) => number} worth
 */
function sum(values, worth) {
  return values.reduce((total, value) => total + worth(value), 0);
}
