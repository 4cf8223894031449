// @ts-check
/** Turns a function of a text into the same function with a memory. */

/**
 * @template T
 * @param {(key: string) => T} make
 * @returns {(key: string) => T}
 */
export function memo(make) {
  /** @type {Map<string, T>} */
  const known = new Map();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
