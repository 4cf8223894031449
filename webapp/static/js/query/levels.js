// @ts-check
/**
 * Turns the fields that hold a term into a level: exact wording, in the text, other words for it or in passing.
 */

/** Of title, quote, body, notes, alias, names, cited. */
export const LEVELS = [1, 1, 2, 2, 3, 3, 3];
/** The level of what stands in a text. */
export const IN_TEXT = 2;
/** The level of what only a name holds. */
export const NAMED = 3;
export const FIELD_COUNT = LEVELS.length;
/** The set of fields that say what a unit is about, as bits: not notes and cited. */
export const SAYING = 0b0110111;

/**
 * The best level of a set of fields.
 *
 * @param {number} set bits
 */
export function levelOfFields(set) {
  return LEVELS.reduce((best, level, field) => (set & (1 << field) && (!best || level < best) ? level : best), 0);
}
