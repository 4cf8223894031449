// @ts-check
/**
 * Turns the tables object of a release into quick look-ups. Same behaviour as `webapp/analysis/tables.py`.
 *
 * @typedef {{ranking: any, fields: string[], kind: Uint8Array, fold: Uint16Array, syllables: () => Record<string, string>,
 *   readings: () => Map<string, string[]>, functionWords: Set<string>, setting: Set<string>, handling: Set<string>,
 *   heteronyms: Record<string, string>, lookalikes: () => Map<string, string>}} Tables
 */
import { expand, expandSteps } from "./compact.js";
import { lazy } from "./memo.js";
import { unpackSyllables } from "./syllables.js";

export const DROP = 1;
export const SYMBOL = 2;
export const MARK = 3;
export const JOIN = 4;
export const NEWER = 5;
const KINDS = ["drop", "symbol", "mark", "join", "newer"];

/**
 * @param {any} value
 * @returns {Tables}
 */
export function createTables(value) {
  const syllables = lazy(() => unpackSyllables(value.pinyin));
  return {
    ranking: value.ranking,
    fields: value.fields,
    kind: kinds(value.characters),
    fold: foldTable(value.fold),
    syllables,
    readings: lazy(() => readings(syllables())),
    functionWords: new Set(value.function.split(" ")),
    setting: new Set(value.setting.split(" ")),
    handling: new Set(value.handling.split(" ")),
    heteronyms: value.heteronyms,
    lookalikes: lazy(() => lookalikes(value.lookalikes)),
  };
}

/** @param {Record<string, string>} characters */
function kinds(characters) {
  const kind = new Uint8Array(0x110000);
  KINDS.forEach((name, place) => {
    const deltas = expand(characters[name]);
    let at = 0;
    for (let i = 0; i < deltas.length; i += 2) {
      kind.fill(place + 1, at + deltas[i], at + deltas[i] + deltas[i + 1]);
      at += deltas[i] + deltas[i + 1];
    }
  });
  return kind;
}

/** @param {{from: string, to: string}} pairs */
function foldTable(pairs) {
  const fold = new Uint16Array(0x10000);
  const to = expandSteps(pairs.to);
  expandSteps(pairs.from).forEach((code, i) => {
    fold[code] = to[i];
  });
  return fold;
}

/**
 * Character → itself and those that it is mistaken for.
 *
 * @param {string} groups
 */
function lookalikes(groups) {
  /** @type {Map<string, string>} */
  const found = new Map();
  groups.split(" ").forEach((group) => {
    for (const char of group) {
      const known = found.get(char) || char;
      found.set(char, known + Array.from(group).filter((other) => !known.includes(other)).join(""));
    }
  });
  return found;
}

/** @param {Record<string, string>} syllables */
function readings(syllables) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  Object.keys(syllables)
    .sort()
    .forEach((syllable) => {
      for (const char of syllables[syllable]) {
        const known = found.get(char);
        if (known) known.push(syllable);
        else found.set(char, [syllable]);
      }
    });
  return found;
}
