// @ts-check
/**
 * Turns what was asked into the rule sets that are called so, with their rules. Same behaviour as `webapp/query/naming.py`.
 *
 * @typedef {import("../analysis/corpus.js").Corpus} Corpus
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{sets: number[], articles: number[]}} Reference what 政务处分法第34条 or 2018年纪律处分条例 refers to
 * @typedef {{called(asked: Set<string>): Array<{set: number, rules: number[]}>, rulesOf(set: number): number[], referred(asked: string): Reference,
 *   places(form: string): string[], inPlace(form: string, hits: Hits): Hits}} Naming
 */
import { CLOSE, OPEN, numeralForm } from "../analysis/numerals.js";
import { unique } from "../analysis/tokenizer.js";
import { callsOf } from "../rules/units.js";
import { kept } from "./hits.js";

const NUMBER = `${OPEN}([0-9]+)${CLOSE}`;
const YEAR = `${OPEN}((?:19|20)[0-9]{2})${CLOSE}年?`;
const ARTICLE = new RegExp(`^(.+?)的?第?${NUMBER}条(?:之${NUMBER})?(?:第?${OPEN}[0-9]+${CLOSE}[款项])*$`);
const YEAR_FIRST = new RegExp(`^${YEAR}[版的]*(.+)$`);
const YEAR_LAST = new RegExp(`^(.+?)的?${YEAR}版?$`);

/**
 * @param {Corpus} corpus
 * @param {Map<string, any>} documents
 * @param {import("./profiles.js").Profiles} profiles
 * @returns {Naming}
 */
export function createNaming(corpus, documents, profiles) {
  const regions = regionsByName(corpus, documents);
  /** @type {Map<string, number[]>} */
  const named = new Map();
  /** @type {Map<string, number[]>} */
  const rules = new Map();
  corpus.sources.forEach(({ document, article }, number) => {
    if (article) push(rules, document.id, number);
    else if (document.ruleset) push(rules, document.ruleset, number);
    if (article || document.type !== "ruleset") return;
    callsOf(document, documents).forEach((name) => formsOf(name, corpus).forEach((form) => push(named, form, number)));
  });
  const rulesOf = (/** @type {number} */ set) => rules.get(corpus.sources[set].id) || [];
  /** The rule sets and all other versions of the same works. @param {number[]} sets */
  const versionsOf = (sets) => {
    const workOf = (/** @type {number} */ number) => corpus.sources[number].document.work;
    const works = sets.map(workOf).filter(Boolean);
    const all = Array.from(named.values()).reduce((found, each) => found.concat(each.filter((number) => works.includes(workOf(number)))), sets);
    return unique(all).sort((a, b) => a - b);
  };

  /**
   * @param {number} set
   * @param {string} year
   */
  const isOf = (set, year) => {
    const { issued_on: issued, effective_on: effective, title } = corpus.sources[set].document;
    return [issued, effective].some((date) => date && date.startsWith(year)) || title.includes(`${year}年`);
  };

  /**
   * @param {number} set
   * @param {string} wanted
   */
  const articlesOf = (set, wanted) => {
    const { id } = corpus.sources[set];
    return (wanted ? rulesOf(set) : []).filter((rule) => {
      const { id: own, document, article } = corpus.sources[rule];
      return own === `${id}--art-${wanted}` || (!article && document.article === wanted);
    });
  };

  return {
    referred(asked) {
      const [, title, number, after] = ARTICLE.exec(asked) || ["", asked, "", ""];
      const [, first, rest] = YEAR_FIRST.exec(title) || ["", "", ""];
      const [, name, last] = (!first && YEAR_LAST.exec(title)) || ["", rest || title, first];
      if (!(number || last) || named.has(asked)) return { sets: [], articles: [] };
      const known = unique(named.get(name) || []).sort((a, b) => a - b);
      const sets = last ? versionsOf(known).filter((set) => isOf(set, last)) : known;
      const wanted = after ? `${number}-${after}` : number;
      return { sets, articles: sets.reduce((found, set) => found.concat(articlesOf(set, wanted)), /** @type {number[]} */ ([])) };
    },

    called(asked) {
      /** @type {Set<number>} */
      const sets = new Set();
      asked.forEach((form) => (named.get(form) || []).forEach((number) => sets.add(number)));
      return Array.from(sets)
        .sort((a, b) => a - b)
        .map((set) => ({ set, rules: rulesOf(set) }));
    },

    rulesOf,

    /** The regions that a query names anywhere. */
    places: (form) => Array.from(regions.keys()).filter((name) => form.includes(name)).map((name) => String(regions.get(name))),

    /** Beside other words a region's name only says where: it does not decide how well a unit of it answers. */
    inPlace(form, hits) {
      const region = regions.get(form);
      if (region === undefined) return hits;
      const placed = kept(hits, () => true);
      for (let row = 0; row < placed.size; row++) {
        if (profiles.unit(profiles.byUnit[placed.numbers[row]]).regions.includes(region)) placed.tiers[row] = 0;
      }
      return placed;
    },
  };
}

/**
 * @param {Corpus} corpus
 * @param {Map<string, any>} documents
 */
function regionsByName(corpus, documents) {
  const regions = Array.from(documents.values()).filter((document) => document.type === "region");
  regions.sort((a, b) => (a.id < b.id ? -1 : 1));
  /** @type {Map<string, string>} */
  const named = new Map();
  regions.forEach((region) => {
    [region.title].concat(region.aliases || []).forEach((name) => named.set(corpus.normalizer.matchForm(name), region.id));
  });
  return named;
}

/**
 * A name as it stands, and with its numbers folded: 十条戒律 is 10条戒律.
 *
 * @param {string} text
 * @param {Corpus} corpus
 */
export function formsOf(text, corpus) {
  const mapped = corpus.normalizer.mappedForm(text);
  return [mapped.form, numeralForm(mapped).form].filter(Boolean);
}

/**
 * @param {Map<string, number[]>} map
 * @param {string} key
 * @param {number} value
 */
function push(map, key, value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
