// @ts-check
/**
 * Turns the lexicon's documents into look-ups: the official wording that a plain word leads to.
 * Same behaviour as `webapp/query/lexicon.py`.
 *
 * @typedef {Map<string, Map<string, string>>} Lexicon word → wording → reason
 */

/** The reasons: both ways the same, or the plain word is the wider one. */
export const SAME = "lexicon";
export const WIDER = "wider";

/**
 * Match form → match forms with the reason, in the order of the entries.
 *
 * @param {any[]} documents
 * @param {(text: string) => string} form
 * @returns {Lexicon}
 */
export function buildLexicon(documents, form) {
  /** @type {Lexicon} */
  const found = new Map();
  documents.forEach((document) => {
    if (document.type !== "lexicon") return;
    (document.entries || []).forEach((/** @type {any} */ entry) => {
      const plain = entry.plain.map(form);
      const official = entry.official.map(form);
      const bothWays = entry.way === "双向";
      lead(found, plain, official, bothWays ? SAME : WIDER);
      if (bothWays) lead(found, official, plain, SAME);
    });
  });
  found.forEach((wording, word) => wording.size || found.delete(word));
  return found;
}

/**
 * @param {Lexicon} found
 * @param {string[]} words
 * @param {string[]} wording
 * @param {string} reason
 */
function lead(found, words, wording, reason) {
  words.forEach((word) => {
    const known = found.get(word) || new Map();
    found.set(word, known);
    wording.forEach((each) => each === word || known.has(each) || known.set(each, reason));
  });
}
