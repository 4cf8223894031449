// @ts-check
/**
 * Turns a query into what was understood of it: filters, phrases and exclusions, each with the query without it; where
 * nothing was found, also its words and how many units have each. Same behaviour as `webapp/query/understanding.py`.
 *
 * @typedef {{kind: string, text: string, without?: string, found?: number}} Understood
 */

/**
 * What can be taken out of the query again.
 *
 * @param {import("./parser.js").Query} query
 * @returns {Understood[]}
 */
export function partsOf({ text, parts }) {
  const chars = Array.from(text);
  const slice = (/** @type {number} */ from, /** @type {number} */ to) => chars.slice(from, to).join("");
  return parts.map(({ kind, start, end }) => {
    const around = [slice(0, start).replace(/[ \u3000]+$/, ""), slice(end, chars.length).replace(/^[ \u3000]+/, "")];
    return { kind, text: slice(start, end), without: around.filter(Boolean).join(" ") };
  });
}

/**
 * The words between those that ask and set the scene, with how many units have them.
 *
 * @param {import("./reading.js").Piece[][]} pieces of each word between spaces
 * @param {(term: string) => number} frequency
 * @param {(word: string) => number} found
 * @returns {Understood[]}
 */
export function wordsOf(pieces, frequency, found) {
  /** @type {Map<string, number>} */
  const words = new Map();
  pieces.forEach((ofWord) =>
    ofWord.forEach(({ kind, text }) => {
      const each = kind === "plain" || kind === "topic" || kind === "handling" ? [text] : kind === "matter" ? apart(text, frequency) : [];
      each.forEach((word) => words.has(word) || words.set(word, found(word)));
    }),
  );
  return Array.from(words, ([text, count]) => ({ kind: "word", text, found: count }));
}

/**
 * Stretches whose neighbours are known together; characters that no pair holds stay together.
 *
 * @param {string} text
 * @param {(term: string) => number} frequency
 */
function apart(text, frequency) {
  /** @type {string[]} */
  const out = [];
  let known = false;
  for (let at = 0; at < text.length; at++) {
    const before = at > 0 && frequency(text.slice(at - 1, at + 1)) > 0;
    const after = at + 1 < text.length && frequency(text.slice(at, at + 2)) > 0;
    if (out.length && (before || !(known || after) || /[\udc00-\udfff]/.test(text[at]))) out[out.length - 1] += text[at];
    else out.push(text[at]);
    known = before || after;
  }
  return out;
}
