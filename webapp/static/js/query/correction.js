// @ts-check
/**
 * Turns what was typed and what is searched instead into what the answer says of it; nothing where none is wrong.
 * Same behaviour as `webapp/query/correction.py`.
 *
 * @param {(text: string) => string} formOf
 * @param {(word: string) => boolean} isSetting
 */
export function createCorrections(formOf, isSetting) {
  const said = (/** @type {string} */ form) => form.split("").filter((char) => !isSetting(char)).join("");

  /**
   * @param {import("./parser.js").Word[]} typed
   * @param {import("./parser.js").Word[]} meant
   * @param {string} code
   * @returns {import("./answer.js").Correction | null}
   */
  return (typed, meant, code) => {
    const [from, to] = [typed, meant].map((words) => words.map((word) => word.text).join(" "));
    const [ours, theirs] = [from, to].map(formOf);
    return said(ours) === said(theirs) || isWithin(theirs, ours) ? null : { from, to, code };
  };
}

/**
 * Whether all characters of one stand in the other, in their order.
 *
 * @param {string} part
 * @param {string} whole
 */
function isWithin(part, whole) {
  let at = 0;
  return part.split("").every((char) => (at = whole.indexOf(char, at) + 1));
}
