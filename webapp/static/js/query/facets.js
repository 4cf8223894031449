// @ts-check
/**
 * Turns hits into counts by region, topic, kind, status, platform and type, and keeps those that a filter wants.
 * Same behaviour as `webapp/query/facets.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{keep(hits: Hits, chosen: Record<string, string>, today: string): Hits,
 *   counts(hits: Hits, today: string): Record<string, Record<string, number>>, status(profile: number, today: string): string}} Facets
 */
import { memo } from "../analysis/memo.js";
import { unique } from "../analysis/tokenizer.js";
import { status } from "../rules/status.js";
import { kept } from "./hits.js";

/** @type {Record<string, string>} */
const TYPES = {
  ruleset: "规定", rule: "条目", case: "案例", interpretation: "解读", practice: "做法",
  finding: "梳理", scenario: "场景", guide: "指引", channel: "举报渠道",
};
const NAMES = ["region", "topic", "kind", "status", "platform", "type"];

/**
 * @param {import("./profiles.js").Profiles} profiles
 * @param {Map<string, any>} documents
 * @param {(text: string) => string} form
 * @returns {Facets}
 */
export function createFacets(profiles, documents, form) {
  /**
   * @param {number} profile
   * @param {string} today
   */
  const statusOf = (profile, today) => {
    const document = documents.get(profiles.unit(profile).statusOf);
    return today && document.type === "ruleset" ? status(document, documents, today) : "";
  };

  /**
   * What a unit has under a facet: ids for regions and topics, the words themselves elsewhere.
   *
   * @param {number} profile
   * @param {string} name
   * @param {string} today
   */
  const values = (profile, name, today) => {
    const unit = profiles.unit(profile);
    if (name === "region") return unit.regions;
    if (name === "topic") return unit.topics;
    if (name === "platform") return unit.platforms;
    if (name === "status") return [statusOf(profile, today)].filter(Boolean);
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

  /** All that anything counts under: name and value. @type {string[][]} */
  const all = [];
  const placeOf = memo((/** @type {string} */ key) => all.push(key.split("\n")) - 1);
  /** Places in that, by profile. @type {number[][]} */
  let under = [];
  let day = "";

  /**
   * @param {number} profile
   * @param {string} today
   */
  const countsUnder = (profile, today) => {
    /** @type {number[]} */
    const found = [];
    NAMES.forEach((name) => unique(values(profile, name, today)).forEach((value) => found.push(placeOf(`${name}\n${value}`))));
    return found;
  };

  return {
    status: statusOf,
    keep(hits, chosen, today) {
      const wanted = NAMES.filter((name) => chosen[name]).map((name) => ({ name, value: form(chosen[name]) }));
      if (!wanted.length) return hits;
      const fits = memo((/** @type {number} */ profile) => wanted.every(({ name, value }) => values(profile, name, today).some((each) => called(name, each).includes(value))));
      return kept(hits, (row) => fits(profiles.byUnit[hits.numbers[row]]));
    },
    counts(hits, today) {
      if (day !== today) under = [];
      day = today;
      /** @type {number[]} */
      const sums = [];
      /** How many hits there are of each profile. */
      const counts = new Int32Array(profiles.count);
      for (let row = 0; row < hits.size; row++) counts[profiles.byUnit[hits.numbers[row]]] += 1;
      for (let profile = 0; profile < counts.length; profile++) {
        if (!counts[profile]) continue;
        under[profile] = under[profile] || countsUnder(profile, today);
        for (const place of under[profile]) sums[place] = (sums[place] || 0) + counts[profile];
      }
      /** @type {Record<string, Record<string, number>>} */
      const out = {};
      NAMES.forEach((name) => (out[name] = {}));
      sums.forEach((sum, place) => (out[all[place][0]][all[place][1]] = sum));
      return out;
    },
  };
}
