// @ts-check
/**
 * Turns units into profiles: all articles of a rule set share one, and what is the same for them is worked out once.
 *
 * @typedef {{byUnit: Int32Array, bare: Uint8Array, count: number, unit(profile: number): import("../rules/units.js").Unit}} Profiles `byUnit`: the
 *   profile of every unit by number; `bare`: 1 for every article that nobody has annotated
 */

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @returns {Profiles}
 */
export function createProfiles(corpus) {
  const byUnit = new Int32Array(corpus.count);
  const bare = new Uint8Array(corpus.count);
  /** @type {number[]} */
  const firsts = [];
  /** @type {Map<any, number>} */
  const sets = new Map();
  corpus.sources.forEach(({ document, article }, number) => {
    const known = article ? sets.get(document) : undefined;
    bare[number] = article ? 1 : 0;
    byUnit[number] = known === undefined ? firsts.length : known;
    if (known !== undefined) return;
    if (article) sets.set(document, firsts.length);
    firsts.push(number);
  });
  /** @type {import("../rules/units.js").Unit[]} */
  const units = [];
  return {
    byUnit,
    bare,
    count: firsts.length,
    /** A unit with this profile: all but its id, title and texts goes for the others too. */
    unit(profile) {
      units[profile] = units[profile] || { ...corpus.unit(firsts[profile]), shown: [] };
      return units[profile];
    },
  };
}
