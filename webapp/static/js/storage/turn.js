// @ts-check
/**
 * Work that several pages want to do → done by one at a time; a page that is gone keeps nobody waiting.
 *
 * This only saves a second download. Nothing relies on it: the flip compares for itself.
 */

/** A page that was closed in the middle holds its turn this much longer. */
const LEASE = 6000;
const LOOK_EVERY = 300;

/**
 * A note in the store says whose turn it is and until when: plain HTTP has no locks, and one way for all is enough.
 *
 * @template T
 * @param {import("./database.js").Database} database
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(database, work) {
  const owner = Math.random();
  /** Is it our turn? @param {number} length @returns {Promise<boolean>} */
  const claim = (length) => database.run(["state"], "readwrite", (transaction) => {
    const states = transaction.objectStore("state");
    const asked = states.get("turn");
    let ours = false;
    asked.onsuccess = () => {
      const held = asked.result;
      const now = Date.now();
      // One that ends far ahead was written before the clock went back; one that says nothing is nobody's.
      ours = !(held && held.owner !== owner && held.until >= now && held.until <= now + LEASE);
      if (ours) states.put({ owner, until: now + length }, "turn");
    };
    return () => ours;
  }).catch(() => true); // a store that does not answer is no reason to wait
  while (!(await claim(LEASE))) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  const renewal = setInterval(claim, LEASE / 3, LEASE);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await claim(-1);
  }
}
