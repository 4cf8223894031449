// @ts-check
/**
 * Turns what has been typed so far into what may be asked: names of topics and documents, aliases, typical questions.
 * Same behaviour as `webapp/query/suggestion.py`.
 *
 * @typedef {{text: string, kind: string, id: string}} Suggestion
 */
import { stable } from "../analysis/pinyin.js";

const KINDS = ["topic", "ruleset", "region", "rule", "scenario", "guide", "case", "channel", "alias", "asks"];
const [BEGINS, HOLDS, SOUNDS, INITIALS] = [0, 1, 2, 3];

/**
 * @param {any[]} documents by id
 * @param {(text: string) => string} form
 * @param {() => import("../analysis/pinyin.js").Pinyin} pinyin
 * @returns {(text: string, limit: number) => Suggestion[]} the best first
 */
export function createSuggester(documents, form, pinyin) {
  /** @type {Map<string, Suggestion> | null} */
  let texts = null;

  /**
   * Whether the first characters are read so, the last syllable perhaps unfinished.
   *
   * @param {string} name
   * @param {string} letters
   */
  const isSounding = (name, letters) => {
    let rests = [letters];
    for (const char of name.split("")) {
      const readings = pinyin().readingsOf(char);
      if (rests.some((rest) => readings.some((reading) => reading.startsWith(rest)))) return true;
      /** @type {string[]} */
      const left = [];
      rests.forEach((rest) => readings.forEach((reading) => rest.startsWith(reading) && left.push(rest.slice(reading.length))));
      if (!left.length) return false;
      rests = left;
    }
    return false;
  };

  /**
   * @param {string} name
   * @param {string} typed
   * @param {boolean} isLetters
   */
  const rankOf = (name, typed, isLetters) => {
    if (name.includes(typed)) return name.startsWith(typed) ? BEGINS : HOLDS;
    if (!isLetters) return -1;
    if (isSounding(name, typed)) return SOUNDS;
    const begins = typed.split("").every((letter, i) => i < name.length && pinyin().initials(name[i]).includes(letter));
    return typed.length > 1 && begins ? INITIALS : -1;
  };

  return (text, limit) => {
    const typed = form(text);
    texts = texts || textsOf(documents, form);
    if (!typed) return [];
    const isLetters = /^[a-z]+$/.test(typed);
    /** @type {{key: number[], name: string, suggestion: Suggestion}[]} */
    const found = [];
    texts.forEach((suggestion, name) => {
      const rank = rankOf(name, typed, isLetters);
      if (rank >= 0) found.push({ key: [rank, KINDS.indexOf(suggestion.kind), name.length], name, suggestion });
    });
    found.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2] || (a.name < b.name ? -1 : 1));
    return found.slice(0, limit).map((each) => each.suggestion);
  };
}

/**
 * By match form; the first kind of a text counts.
 *
 * @param {any[]} documents
 * @param {(text: string) => string} form
 */
function textsOf(documents, form) {
  /** @type {Suggestion[]} */
  const listed = [];
  documents.forEach(({ id, type, title, aliases, asks }) => {
    if (KINDS.includes(type)) listed.push({ text: title, kind: type, id });
    (aliases || []).forEach((/** @type {string} */ text) => listed.push({ text, kind: "alias", id }));
    (asks || []).forEach((/** @type {string} */ text) => listed.push({ text, kind: "asks", id }));
  });
  /** @type {Map<string, Suggestion>} */
  const found = new Map();
  stable(listed, (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)).forEach((each) => {
    const key = form(each.text);
    if (key && !found.has(key)) found.set(key, each);
  });
  return found;
}
