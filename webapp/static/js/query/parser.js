// @ts-check
/**
 * Turns what someone typed into words, phrases, exclusions and filters. Never fails: what it cannot take, it notes.
 * Same behaviour as `webapp/query/parser.py`, which has the grammar.
 *
 * @typedef {{text: string, phrase: boolean, exclude: boolean}} Word
 * @typedef {{code: string, limit: number}} Note
 * @typedef {{kind: string, start: number, end: number}} Part what is more than a plain word, and where it stands
 * @typedef {{text: string, words: Word[], filters: Record<string, string>, notes: Note[], parts: Part[]}} Query
 */

export const MOST_CHARACTERS = 64;
export const MOST_TERMS = 16;
/** @type {Record<string, string>} */
const FILTERS = { 地区: "region", 主题: "topic", 类别: "kind", 状态: "status", 平台: "platform", 类型: "type" };
/** @type {Map<string, string>} */
const QUOTES = new Map([['"', '"'], ["＂", '"'], ["“", "”"], ["”", "”"], ["「", "」"], ["『", "』"], ["〝", "〞"]]);
const MINUS = "-－−";
const COLONS = ":：";

/**
 * Words split at spaces and quotation marks, cut to 64 characters and 16 terms with a note.
 *
 * @param {string} text
 * @returns {Query}
 */
export function parse(text) {
  /** @type {Query} */
  const query = { text, words: [], filters: {}, notes: [], parts: [] };
  const chars = Array.from(text);
  if (chars.length > MOST_CHARACTERS) query.notes.push({ code: "cut-characters", limit: MOST_CHARACTERS });
  split(chars.slice(0, MOST_CHARACTERS), query);
  if (query.words.length > MOST_TERMS) {
    query.notes.push({ code: "cut-terms", limit: MOST_TERMS });
    query.words.length = MOST_TERMS;
  }
  return query;
}

/**
 * @param {string[]} text
 * @param {Query} query
 */
function split(text, query) {
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    const begun = at;
    const part = (/** @type {string} */ kind) => query.parts.push({ kind, start: begun, end: Math.min(at, text.length) });
    const exclude = MINUS.includes(text[at]) && at + 1 < text.length && !isSpace(text[at + 1]);
    if (exclude) at += 1;
    const end = QUOTES.has(text[at]) ? phraseEnd(text, at) : 0;
    if (end && (end + 1 >= text.length || isSpace(text[end + 1]))) {
      query.words.push({ text: text.slice(at + 1, end).join(""), phrase: true, exclude });
      at = end + 1;
      part(exclude ? "exclude" : "phrase");
      continue;
    }
    const start = at;
    while (at < text.length && !isSpace(text[at]) && !(at > start && QUOTES.has(text[at]) && COLONS.includes(text[at - 1]))) {
      const closing = QUOTES.has(text[at]) ? phraseEnd(text, at) : text.length;
      at = closing < text.length ? closing + 1 : at + 1;
    }
    const found = exclude ? null : filterOf(text.slice(start, at));
    if (found && !found.value && QUOTES.has(text[at])) {
      const end = phraseEnd(text, at);
      found.value = text.slice(at + 1, end).join("");
      at = end + 1;
    }
    if (exclude) part("exclude");
    if (found && found.value) {
      query.filters[found.name] = found.value;
      part("filter");
    } else query.words.push({ text: text.slice(start, at).join(""), phrase: false, exclude });
  }
}

/**
 * Where the quotation marks that open here close; a missing end mark is the end of the text.
 *
 * @param {string[]} text
 * @param {number} at
 */
function phraseEnd(text, at) {
  const closing = QUOTES.get(text[at]) || "";
  let end = at + 1;
  while (end < text.length && text[end] !== closing && !(closing === '"' && text[end] === "＂")) end += 1;
  return end;
}

/** @param {string[]} word */
function filterOf(word) {
  const colon = word.findIndex((char) => COLONS.includes(char));
  const name = colon < 0 ? "" : word.slice(0, colon).join("");
  if (!FILTERS.hasOwnProperty(name)) return null;
  return { name: FILTERS[name], value: word.slice(colon + 1).join("") };
}

/**
 * White space and controls: fixed code points, because the two languages disagree on what a space is.
 *
 * @param {string} char
 */
export function isSpace(char) {
  const code = /** @type {number} */ (char.codePointAt(0));
  return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || SPACES.has(code) || (code >= 0x2000 && code <= 0x200a);
}

const SPACES = new Set([0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);
