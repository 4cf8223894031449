// @ts-check
/** Turns functions into the same functions with a memory: what is made once, or once for each text or number. */

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

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
export function lazy(make) {
  /** @type {{value: T} | null} */
  let made = null;
  return () => {
    if (!made) made = { value: make() };
    return made.value;
  };
}
