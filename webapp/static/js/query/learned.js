// @ts-check
/**
 * Turns a question into the rules that answered questions like it: learned links, which the lexicon's documents hold.
 * Same behaviour as `webapp/query/learned.py`, which says how.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{asked: string, numbers: number[], size: number}} Link `size`: the weights of its terms
 */
import { terms, unique } from "../analysis/tokenizer.js";
import { hitsOf, union } from "./hits.js";
import { IDF_STEPS, IMPACT_STEPS } from "./scorer.js";

const PARTLY = 5;

/**
 * @param {any[]} documents by id
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./profiles.js").Profiles} profiles
 * @param {any} settings `ranking.learned` of the tables
 * @param {(numbers: Int32Array) => boolean} areOfficial
 * @returns {(hits: Hits, form: string, needles: string[]) => Hits}
 */
export function createLearned(documents, corpus, profiles, settings, areOfficial) {
  /** @type {Link[]} */
  const links = [];
  /** @type {Map<string, number[]>} */
  const askers = new Map();
  documents.forEach((document) =>
    (document.links || []).forEach((/** @type {any} */ { asked, rules }) => {
      unique(terms(corpus.normalizer.matchForm(asked))).forEach((term) => askers.set(term, (askers.get(term) || []).concat(links.length)));
      links.push({ asked, numbers: rules.map(corpus.numberOf).filter((/** @type {number} */ number) => number >= 0), size: 0 });
    }),
  );
  askers.forEach((places, term) => places.forEach((place) => (links[place].size += weightOf(term))));

  /** The square of how rare a term is among the questions. @param {string} term */
  function weightOf(term) {
    const asking = (askers.get(term) || []).length;
    const idf = Math.floor(Math.log(1 + (links.length - asking + 0.5) / (asking + 0.5)) * IDF_STEPS + 0.5);
    return idf * idf;
  }

  /**
   * The questions most like this one, with their likeness.
   *
   * @param {string} form
   * @param {number} least
   */
  const nearTo = (form, least) => {
    const shared = new Float64Array(links.length);
    let size = 0;
    unique(terms(form)).forEach((term) => {
      const weight = weightOf(term);
      size += weight;
      (askers.get(term) || []).forEach((place) => (shared[place] += weight));
    });
    const alike = shared.map((both, place) => (both ? both / Math.sqrt(size * links[place].size) : 0));
    /** @type {number[]} */
    const near = [];
    for (let place = 0; place < alike.length; place++) if (alike[place] >= least) near.push(place);
    near.sort((a, b) => alike[b] - alike[a] || a - b);
    return near.slice(0, settings.asked).map((place) => ({ likeness: alike[place], link: links[place] }));
  };

  /** Whose article a unit is. @param {number} number */
  const lawOf = (number) => {
    const unit = profiles.unit(profiles.byUnit[number]);
    return unit.bare ? unit.ruleset : "";
  };

  return (hits, form, needles) => {
    if (!links.length) return hits;
    const official = hits.size > 0 && areOfficial(hits.numbers);
    const best = hits.scores.reduce((most, score, row) => (hits.tiers[row] === PARTLY && score > most ? score : most), 0) || IDF_STEPS * IMPACT_STEPS;
    /** @type {Map<number, number>} */
    const gains = new Map();
    /** @type {Map<string, number>} */
    const laws = new Map();
    /** @type {Map<number, string>} */
    const asked = new Map();
    nearTo(form, official ? settings.least : settings.alike).forEach(({ likeness, link }) =>
      link.numbers.forEach((number) => {
        if (!asked.has(number)) asked.set(number, link.asked);
        add(gains, number, (likeness / Math.sqrt(link.numbers.length)) * (settings.link + likeness * likeness));
        add(laws, lawOf(number), (likeness / link.numbers.length) * settings.law);
      }),
    );
    laws.delete("");
    const all = joined(hits, asked, needles);
    for (let row = 0; row < all.size && asked.size; row++) {
      const number = all.numbers[row];
      if (all.tiers[row] === PARTLY) all.scores[row] += ((gains.get(number) || 0) + (laws.get(lawOf(number)) || 0)) * best;
    }
    return all;
  };
}

/**
 * The hits with those that were asked for, which give that as their reason.
 *
 * @param {Hits} hits
 * @param {Map<number, string>} asked
 * @param {string[]} needles
 */
function joined(hits, asked, needles) {
  const numbers = Int32Array.from(asked.keys()).sort();
  const scores = Float64Array.from(numbers, (number) => (hits.find(number) < 0 ? 0 : hits.scores[hits.find(number)]));
  /** @type {import("./hits.js").Reason} */
  const reason = { share: 1, needles: () => needles, say: (number) => ({ code: "learned", term: asked.get(number) || "" }) };
  return union(hits, hitsOf(numbers, PARTLY, [5], reason, scores), (first, a) => first.tiers[a] === PARTLY && !first.reason(a).under);
}

/**
 * @template K
 * @param {Map<K, number>} sums
 * @param {K} key
 * @param {number} value
 */
function add(sums, key, value) {
  sums.set(key, (sums.get(key) || 0) + value);
}
