// @ts-check
/**
 * Turns the documents of a release into numbered units whose texts, forms and numbers are worked out when asked for.
 * Same behaviour as `webapp/analysis/corpus.py`.
 *
 * @typedef {import("../rules/units.js").Unit} Unit
 * @typedef {import("../rules/units.js").Source} Source
 * @typedef {{count: number, sources: Source[], normalizer: import("./normalizer.js").Normalizer, fields: string[],
 *   unit(number: number): Unit, numberOf(id: string): number, fieldsAt(number: number): Record<string, string[]>, texts(number: number): string[][],
 *   sharedNames(number: number): string[],
 *   forms(number: number): string[]}} Corpus
 */
import { fieldsOf, sharedNames, sourcesOf, unitOf } from "../rules/units.js";
import { memo } from "./memo.js";
import { createNormalizer } from "./normalizer.js";

export const EDGE = "\x01";

/**
 * @param {Map<string, any>} documents
 * @param {import("./tables.js").Tables} tables
 * @returns {Corpus}
 */
export function buildCorpus(documents, tables) {
  const normalizer = createNormalizer(tables);
  const sources = sourcesOf(documents);
  const { fields } = tables;
  const fieldsAt = (/** @type {number} */ number) => fieldsOf(sources[number], documents);
  const texts = (/** @type {number} */ number) => {
    const found = fieldsAt(number);
    return fields.map((name) => found[name]);
  };
  const unit = (/** @type {number} */ number) => unitOf(sources[number], documents);
  const documentUnit = memo(unit);
  return {
    count: sources.length,
    sources,
    normalizer,
    fields,
    unit: (number) => (sources[number].article ? unit : documentUnit)(number), // articles would fill the memory
    numberOf: (id) => placeOf(sources, id),
    fieldsAt,
    texts,
    sharedNames: (number) => sharedNames(sources[number]),
    forms: (number) => texts(number).map((each) => each.map(normalizer.matchForm).join(EDGE)),
  };
}

/**
 * The number of a unit, or -1.
 *
 * @param {Source[]} sources by id
 * @param {string} id
 */
function placeOf(sources, id) {
  let from = 0;
  let to = sources.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sources[middle].id < id) from = middle + 1;
    else to = middle;
  }
  return from < sources.length && sources[from].id === id ? from : -1;
}
