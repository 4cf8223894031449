// @ts-check
/** Turns a function of a text or a number into the same function with a memory. */

/**
 * @template K
 * @template T
 * @param {(key: K) => T} make
 * @returns {(key: K) => T}
 */
export function memo(make) {
  /** @type {Map<K, T>} */
  const known = new Map();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
