// @ts-check
/**
 * Turns hits into counts by region, topic, kind, status, platform and type, and keeps those that a filter wants.
 * Same behaviour as `webapp/query/facets.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{keep(hits: Hits, chosen: Record<string, string>, today: string): Hits,
 *   counts(hits: Hits, today: string): Record<string, Record<string, number>>, status(number: number, today: string): string}} Facets
 */
import { unique } from "../analysis/tokenizer.js";
import { status } from "../rules/status.js";

/** @type {Record<string, string>} */
const TYPES = {
  ruleset: "规定", rule: "条目", case: "案例", interpretation: "解读", practice: "做法",
  finding: "梳理", scenario: "场景", guide: "指引", channel: "举报渠道",
};
const NAMES = ["region", "topic", "kind", "status", "platform", "type"];

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {Map<string, any>} documents
 * @returns {Facets}
 */
export function createFacets(corpus, documents) {
  const form = corpus.normalizer.matchForm;

  /**
   * @param {number} number
   * @param {string} today
   */
  const statusOf = (number, today) => {
    const document = documents.get(corpus.units[number].statusOf);
    return today && document.type === "ruleset" ? status(document, documents, today) : "";
  };

  /**
   * What a unit has under a facet: ids for regions and topics, the words themselves elsewhere.
   *
   * @param {number} number
   * @param {string} name
   * @param {string} today
   */
  const values = (number, name, today) => {
    const unit = corpus.units[number];
    if (name === "region") return unit.regions;
    if (name === "topic") return unit.topics;
    if (name === "platform") return unit.platforms;
    if (name === "status") return [statusOf(number, today)].filter(Boolean);
    if (name === "type") return [unit.type];
    return [unit.kind, unit.redLine ? "红线" : ""].filter(Boolean);
  };

  /**
   * @param {string} name
   * @param {string} value
   */
  const called = (name, value) => {
    const document = name === "region" || name === "topic" ? documents.get(value) : null;
    const names = [value, name === "type" ? TYPES[value] || "" : ""];
    return (document ? names.concat(document.title, document.aliases || []) : names).filter(Boolean).map(form);
  };

  return {
    status: statusOf,
    keep(hits, chosen, today) {
      const wanted = NAMES.filter((name) => chosen[name]).map((name) => ({ name, value: form(chosen[name]) }));
      /** @type {Hits} */
      const kept = new Map();
      hits.forEach((found, number) => {
        const fits = wanted.every(({ name, value }) =>
          values(number, name, today).some((each) => called(name, each).includes(value)),
        );
        if (fits) kept.set(number, found);
      });
      return kept;
    },
    counts(hits, today) {
      /** @type {Record<string, Record<string, number>>} */
      const out = {};
      NAMES.forEach((name) => {
        /** @type {Record<string, number>} */
        const found = {};
        hits.forEach((_hit, number) => {
          unique(values(number, name, today)).forEach((value) => (found[value] = (found[value] || 0) + 1));
        });
        out[name] = found;
      });
      return out;
    },
  };
}
