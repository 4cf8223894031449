// @ts-check
/**
 * Turns the document lists of two releases into what is new, what was edited and what is gone.
 *
 * @typedef {[string, string, number][]} Documents id, digest, bytes
 */

/**
 * @param {Documents} before
 * @param {Documents} after
 */
export function changesBetween(before, after) {
  const old = new Map(before.map(([id, digest]) => /** @type {[string, string]} */ ([id, digest])));
  const now = new Set(after.map(([id]) => id));
  return {
    added: after.filter(([id]) => !old.has(id)).map(([id]) => id),
    changed: after.filter(([id, digest]) => old.has(id) && old.get(id) !== digest).map(([id]) => id),
    gone: before.filter(([id]) => !now.has(id)).map(([id]) => id),
  };
}
