// @ts-check
/**
 * Turns the lexicon's documents into look-ups: the official wording that a plain word leads to.
 * Same behaviour as `webapp/query/lexicon.py`.
 *
 * @typedef {Map<string, string[]>} Lexicon
 */

/**
 * Match form → match forms, in the order of the entries; both ways where an entry says so.
 *
 * @param {any[]} documents
 * @param {(text: string) => string} form
 * @returns {Lexicon}
 */
export function buildLexicon(documents, form) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  documents.forEach((document) => {
    if (document.type !== "lexicon") return;
    document.entries.forEach((/** @type {any} */ { plain, official, way }) => {
      lead(found, plain.map(form), official.map(form));
      if (way === "双向") lead(found, official.map(form), plain.map(form));
    });
  });
  /** @type {Lexicon} */
  const lexicon = new Map();
  found.forEach((wording, word) => wording.size && lexicon.set(word, Array.from(wording)));
  return lexicon;
}

/**
 * @param {Map<string, Set<string>>} found
 * @param {string[]} words
 * @param {string[]} wording
 */
function lead(found, words, wording) {
  words.forEach((word) => {
    const known = found.get(word) || new Set();
    wording.filter((each) => each !== word).forEach((each) => known.add(each));
    found.set(word, known);
  });
}
