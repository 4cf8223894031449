// @ts-check
/**
 * Turns a question into the words it is made of: what asks, who and where it is set, what it is about.
 * Same behaviour as `webapp/query/reading.py`, which explains the kinds.
 *
 * @typedef {import("../analysis/normalizer.js").MappedForm} MappedForm
 * @typedef {"asks" | "setting" | "plain" | "topic" | "matter" | "number" | "handling"} Kind
 * @typedef {{text: string, kind: Kind}} Piece
 * @typedef {{char: string, weight: number, pairs: string[], alone: number, setting: boolean, kind: Kind, word: number, runs: string[]}} Position
 * @typedef {Array<{piece: Piece, positions: Position[]}>} Clause
 * @typedef {{pieces: Piece[], positions: Position[], total: number, asks: boolean, told: Position[][], terms: string[], length: number}} Question `length`: of a question that names a medium and is no name itself
 * @typedef {{lexicon: import("./lexicon.js").Lexicon, pieces(text: string): Piece[], isSetting(word: string): boolean,
 *   core(text: string): string, forget(): void}} Words `core`: what is left between the words that ask at either end; what was
 *   read is remembered until `forget`, because a query is read several times
 * @typedef {(term: string) => number} Count
 */
import { CLOSE, OPEN, numeralForm } from "../analysis/numerals.js";
import { terms, unique } from "../analysis/tokenizer.js";
import { SAME } from "./lexicon.js";

export const HARD = "吗呢吧啊呀嘛么了的谁啥";
/** They never are one word with a lone neighbour. */
const LOOSE = `${HARD}也都就还又才再很太最更是有能会要该和与跟及或而但被把这那我你他她它`;
/** What stands between clauses; with what a clause begins that no sign sets apart; what the library is about is done in them, or called so. */
const CLAUSES = /[，。？！；…?!;]+(?!$)/;
const BEGINS = "我你他她说问但因所如就还又然而";
const MEDIA = /微信|微博|朋友圈|群(?!众)|规矩|语音|消息|转发|红包|网上|网络|表情/;
/** From so many characters on a word may stand in a question without being what it asks; it and those below stand for words between spaces. */
const STORY = 18;
/** Up to so many characters words that name nothing of the library are one name: 群众 is no setting in 群众路线. */
const NAME = 4;
/** Characters of a name of which half is another name. */
export const SHORT = 6;
/** The same where a number is one of them. */
const NUMBERED = 5;
/** As long as #2023. */
const YEAR = 5;
const ASKED = 30;
/** A pair that no text can hold: it weighs most, and so do the words that a library is about. */
const UNSEEN = "\x01\x01";

/**
 * The words that a question is read by, in match form; the longest one that stands somewhere is read there.
 *
 * @param {import("../analysis/tables.js").Tables} tables
 * @param {string[]} topics
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @param {import("../analysis/normalizer.js").Normalizer} normalizer
 * @param {Count} frequency
 * @returns {Words}
 */
export function createWords(tables, topics, lexicon, normalizer, frequency) {
  /** @type {Map<string, Kind>} */
  const kinds = new Map();
  tables.functionWords.forEach((word) => kinds.set(word, "asks"));
  tables.setting.forEach((word) => kinds.set(word, "setting"));
  tables.handling.forEach((word) => kinds.set(word, "handling"));
  lexicon.forEach((_wording, word) => kinds.set(word, "plain"));
  const same = Array.from(lexicon.keys()).filter((word) => Array.from((lexicon.get(word) || new Map()).values()).includes(SAME));
  topics.concat(same).filter((word) => !isSetting(word, kinds)).forEach((word) => kinds.set(word, "topic"));
  /** How long words are at most, by their first character. @type {Map<string, number>} */
  const longest = new Map();
  kinds.forEach((_kind, word) => longest.set(word[0], Math.max(longest.get(word[0]) || 0, word.length)));

  /**
   * The word that begins here, or nothing.
   *
   * @param {string} form
   * @param {number} start where the matter before it begins
   * @param {number} at
   * @param {Count} frequency
   */
  const wordAt = (form, start, at, frequency) => {
    const long = longWordAt(form, at);
    if (long || HARD.includes(form[at])) return long || form[at];
    if (!kinds.has(form[at])) return "";
    const before = at > start && frequency(form.slice(at - 1, at + 1));
    const after = at + 1 < form.length && !longWordAt(form, at + 1) && frequency(form.slice(at, at + 2));
    return before || after ? "" : form[at];
  };

  /**
   * @param {string} form
   * @param {number} at
   */
  const longWordAt = (form, at) => {
    for (let length = Math.min(longest.get(form[at]) || 0, form.length - at); length > 1; length--) {
      if (kinds.has(form.slice(at, at + length))) return form.slice(at, at + length);
    }
    return "";
  };

  /**
   * The rest between two words, its numbers and years apart; of small words only it is none: 要发 in 要发群里.
   *
   * @param {MappedForm} mapped
   * @param {number} start
   * @param {number} end
   * @returns {Piece[]}
   */
  const matter = (mapped, start, end) => {
    const cut = { form: mapped.form.slice(start, end), starts: mapped.starts.slice(start, end), ends: mapped.ends.slice(start, end) };
    const form = numeralForm(cut).form.split(`${CLOSE}年`).join(`${CLOSE}年\n`);
    const parts = form.split(OPEN).join("\n#").split(CLOSE).join("\n").split("\n");
    return parts.filter(Boolean).map((text) => ({ text, kind: text[0] === "#" ? "number" : isSetting(text, kinds) ? "setting" : "matter" }));
  };

  /** @type {Map<string, Piece[]>} */
  const read = new Map();

  /** @type {Words["pieces"]} */
  const piecesOf = (text) => {
    const known = read.get(text) || piecesIn(normalizer.mappedForm(text));
    read.set(text, known);
    return known;
  };

  /** @param {MappedForm} mapped */
  const piecesIn = (mapped) => {
    /** @type {Piece[]} */
    const pieces = [];
    const { form } = mapped;
    let start = 0;
    let at = 0;
    while (at < form.length) {
      const word = wordAt(form, start, at, frequency);
      if (word) {
        pieces.push(...matter(mapped, start, at), { text: word, kind: kinds.get(word) || "asks" });
        start = at + word.length;
      }
      at += word.length || 1;
    }
    return joined(pieces.concat(matter(mapped, start, at)), frequency);
  };

  return {
    lexicon,
    isSetting: (word) => isSetting(word, kinds),
    pieces: piecesOf,
    forget: () => read.clear(),
    core(text) {
      const form = normalizer.matchForm(text);
      const pieces = piecesOf(text);
      const isWord = pieces.map(({ kind }) => kind !== "asks");
      if (!pieces.some(({ kind }) => kind !== "asks" && kind !== "setting")) return form;
      const lengthOf = (/** @type {Piece[]} */ some) => some.reduce((sum, { text }) => sum + text.length, 0);
      const end = form.length - lengthOf(pieces.slice(isWord.lastIndexOf(true) + 1));
      return form.slice(lengthOf(pieces.slice(0, isWord.indexOf(true))), end);
    },
  };
}

/**
 * Whether nothing but words that ask or set the scene stands here: such a word is no matter.
 *
 * @param {string} word
 * @param {Map<string, Kind>} kinds
 * @returns {boolean}
 */
function isSetting(word, kinds) {
  if (/plain|topic/.test(kinds.get(word) || "")) return false;
  for (let end = word.length; end > 0; end--) {
    const kind = kinds.get(word.slice(0, end));
    if ((kind === "asks" || kind === "setting") && isSetting(word.slice(end), kinds)) return true;
  }
  return !word;
}

/**
 * A lone character of matter is one word with a lone character beside it, or with the plain word that it ends.
 *
 * @param {Piece[]} pieces
 * @param {Count} frequency
 */
function joined(pieces, frequency) {
  /** @type {Piece[]} */
  const found = [];
  pieces.forEach((piece, place) => {
    const before = found[found.length - 1];
    const isLone = before && piece.text.length === 1 && !LOOSE.includes(piece.text) && !LOOSE.includes(before.text) && (piece.kind === "matter" || before.kind === "matter");
    const after = pieces[place + 1];
    const ends = () => (before.kind === "plain" || before.kind === "topic") && (!after || after.text.length > 1) && !frequency(before.text.slice(-1) + piece.text);
    if (isLone && (before.text.length === 1 || ends())) found[found.length - 1] = { text: before.text + piece.text, kind: "matter" };
    else found.push(piece);
  });
  return found;
}

/**
 * The positions of all the texts that count, with their weights.
 *
 * @param {string[]} texts
 * @param {Words} words
 * @param {Count} frequency
 * @param {Count} idf
 * @returns {Question}
 */
export function readQuestion(texts, words, frequency, idf) {
  /** @type {Clause[]} */
  const clauses = [];
  texts.forEach((text, word) =>
    text.split(CLAUSES).forEach((clause) =>
      clauses.push(words.pieces(clause).map((piece) => ({ piece, positions: positionsOf(piece, words, frequency, idf).map((position) => ({ ...position, word })) }))),
    ),
  );
  const read = flat(clauses);
  const pieces = read.map(({ piece }) => piece);
  const text = pieces.map((piece) => piece.text).join("");
  const length = MEDIA.test(text) ? text.length : 0;
  const handled = text.length < STORY ? pieces.filter(({ kind }) => kind === "handling").map((piece) => piece.text) : [];
  const isHandled = handled.length > 0;
  let positions = positionsIn(read).map((position) => (isHandled && position.kind === "handling" ? { ...position, word: ASKED - handled.lastIndexOf(position.runs[0]) } : position));
  const said = positions.filter(({ setting }) => !setting);
  const asks = pieces.some(({ kind, text }) => kind === "asks" && (text.length > 1 || HARD.includes(text)));
  // 公款吃喝举报 asks nothing and sets no scene: a name.
  const isStory = asks || said.length < positions.length;
  if (said.every(({ kind, pairs }) => kind === "number" && pairs.some(frequency))) positions = positions.filter(({ kind, pairs }) => kind === "matter" || pairs.some(frequency)).map(asMatter);
  if (text.length <= NAME && said.every(({ kind }) => kind === "matter")) positions = positions.map(asMatter);
  // 三严三实 and 两个维护 name one thing by a number: nothing of it covers them. 2023年条例 tells a year.
  const size = pieces.reduce((sum, { kind, text }) => sum + (kind === "number" ? 1 : text.length), 0);
  const isNumbered = size <= NUMBERED && pieces.some(({ kind, text }) => kind === "number" && text.length < YEAR) && pieces.every(({ kind }) => /number|matter|asks/.test(kind));
  if (isNumbered && !asks && !length) positions = [];
  return {
    pieces,
    positions,
    total: positions.reduce((sum, position) => sum + position.weight, 0),
    asks,
    told: texts.length === 1 && isStory && !isHandled ? toldIn(clauses, length, asks) : [],
    length: isStory ? length : 0,
    terms: termsOf(pieces, positions),
  };
}

/** @param {Position} position */
const asMatter = (position) => ({ ...position, setting: false });

/**
 * What a question is about beside its story: in each clause its last named word and what follows that. A plain word names
 * something only where the medium is named too and something is asked. In a long story on a medium each named word may be what it is about.
 *
 * @param {Clause[]} clauses
 * @param {number} length of a question that names a medium
 * @param {boolean} asks
 */
function toldIn(clauses, length, asks) {
  if (length >= STORY) return flat(clauses).filter(({ piece }) => piece.kind === "topic" || piece.kind === "plain").map(({ positions }) => positions);
  const spoken = flat(clauses.map(apart));
  const tailsOf = (/** @type {Kind} */ named) =>
    spoken.map((clause) => {
      const last = clause.map(({ piece }) => piece.kind).lastIndexOf(named);
      return last < 0 ? [] : positionsIn(clause.slice(last)).filter(({ setting }) => !setting);
    }).filter(({ length }) => length);
  const tails = tailsOf("topic");
  return tails.length || !length || !asks ? tails : tailsOf("plain");
}

/**
 * Clauses as they are spoken: a new one begins with who does something, says something, or with how it goes on.
 *
 * @param {Clause} clause
 */
function apart(clause) {
  /** @type {Clause[]} */
  const out = [[]];
  clause.forEach((each) => {
    if ((each.piece.kind === "asks" || each.piece.kind === "setting") && BEGINS.includes(each.piece.text[0])) out.push([]);
    out[out.length - 1].push(each);
  });
  return out;
}

/**
 * @template T
 * @param {T[][]} lists
 * @returns {T[]}
 */
function flat(lists) {
  return lists.reduce((all, list) => all.concat(list), []);
}

/** @param {Clause} read */
function positionsIn(read) {
  return flat(read.map(({ positions }) => positions));
}

/**
 * The actions that the small words of a question name: 送 is 赠送.
 *
 * @param {Question} question
 * @param {Record<string, string>} named
 */
export function actsOf(question, named) {
  const small = question.pieces.reduce((all, { kind, text }) => (kind === "asks" || kind === "setting" ? all + text : all), "");
  return Object.keys(named).filter((act) => named[act].split("").some((char) => small.includes(char)));
}

/**
 * What a unit is scored by: the characters and pairs that count, and what plain words stand for.
 *
 * @param {Piece[]} pieces
 * @param {Position[]} positions
 */
function termsOf(pieces, positions) {
  /** @type {string[]} */
  const found = [];
  pieces.forEach(({ kind, text }) => {
    if (kind === "number") found.push(text);
    else if (kind !== "asks") found.push(...terms(text));
  });
  positions.forEach(({ runs }) => runs.forEach((run) => found.push(...terms(run))));
  return unique(found);
}

/**
 * @param {Piece} piece
 * @param {Words} words
 * @param {Count} frequency
 * @param {Count} idf
 * @returns {Array<Pick<Position, Exclude<keyof Position, "word">>>}
 */
function positionsOf({ kind, text }, words, frequency, idf) {
  if (kind === "asks") return [];
  if (kind === "number") {
    return [{ char: text.slice(1), weight: 2 * idf(text), pairs: [text], alone: 0, setting: false, kind, runs: [] }];
  }
  if (kind === "handling") return text.split("").map((char) => ({ char, weight: 0, pairs: [], alone: 0, setting: false, kind, runs: [text] }));
  const setting = kind === "setting" || (kind === "matter" && text.length === 1);
  const runs = (kind === "topic" ? [text] : []).concat(Array.from((words.lexicon.get(text) || new Map()).keys()));
  if (text.length === 1) {
    return [{ char: text, weight: idf(runs.length ? UNSEEN : text), pairs: [text], alone: 0, setting, kind, runs }];
  }
  return text.split("").map((char, i) => {
    const all = pairsAt(text, i);
    const pairs = all.filter(frequency);
    const weight = runs.length ? idf(UNSEEN) : Math.min(...(pairs.length ? pairs : all).map(idf));
    const alone = frequency(char) ? Math.floor(Math.min(idf(char), weight) / 2) : 0;
    return { char, weight, pairs, alone, setting, kind, runs };
  });
}

/**
 * The pairs of neighbours that a character is part of.
 *
 * @param {string} text
 * @param {number} at
 */
function pairsAt(text, at) {
  return [at - 1, at].filter((i) => i >= 0 && i < text.length - 1).map((i) => text.slice(i, i + 2));
}
