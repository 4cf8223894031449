/** Where a release stands in the order of all releases of its channel: a later epoch beats any number. */

/** @typedef {{ epoch: number, seq: number }} Position */

/** @param {Position} a @param {Position} b @returns {number} below zero when `a` is older */
export function comparePositions(a, b) {
  return a.epoch - b.epoch || a.seq - b.seq;
}
