// @ts-check
/**
 * Turns a query that names a rule set, one of its versions or one of its articles into what leads the results.
 * Same behaviour as `webapp/query/leading.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {import("./parser.js").Word} Word
 */
import { numeralForm } from "../analysis/numerals.js";
import { hitsOf, union } from "./hits.js";
import { formsOf } from "./naming.js";

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./naming.js").Naming} naming
 * @param {import("./reading.js").Words} words
 */
export function createLeading(corpus, naming, words) {
  const { normalizer } = corpus;

  /**
   * When the query is a rule set with a year or an article: that article, then the set, lead.
   *
   * @param {Hits} hits
   * @param {string} asked
   */
  const withReferred = (hits, asked) => {
    const { sets, articles } = naming.referred(asked);
    const leading = articles.length ? articles : sets;
    const all = sets.concat(articles).reduce((found, number) => union(found, hitsOf([number], 3, [3], told({ code: "alias", term: corpus.unit(number).title }, []))), hits);
    sets.forEach((set) => (all.groups[all.find(set)] = -1));
    leading.forEach((number) => (all.groups[all.find(number)] = -2));
    return all;
  };

  /**
   * The one thing that is named beside words that ask and set the scene: 咸阳 in 咸阳的工作群办法.
   *
   * @param {Word[]} given
   */
  const subjectOf = (given) => {
    /** @type {string[]} */
    const named = [];
    given.forEach((word) =>
      words.pieces(word.text).forEach(({ kind, text }) => {
        if (kind !== "asks" && kind !== "setting" && (kind !== "matter" || text.length > 1)) named.push(text);
      }),
    );
    return named.length === 1 ? named : [];
  };

  /**
   * When the query, or what stands between words that ask, names a rule set, it and its rules lead.
   *
   * @param {Hits} hits
   * @param {Word[]} given
   * @param {Hits[]} each
   */
  const withNamed = (hits, given, each) => {
    const whole = given.map((word) => word.text).join("");
    const core = words.core(whole);
    const asked = new Set(formsOf(whole, corpus).concat(formsOf(core, corpus), subjectOf(given)));
    if (each.length === 1) soundings(each[0]).forEach((form) => asked.add(form));
    const all = withRules(hits, naming.called(asked), told({ code: "alias", term: whole }, Array.from(asked).sort()));
    return withReferred(all, numeralForm(normalizer.mappedForm(core)).form);
  };

  /**
   * All at once: half of a law book may be called 全国.
   *
   * @param {Hits} hits
   * @param {Array<{set: number, rules: number[]}>} named
   * @param {import("./hits.js").Reason} called
   */
  const withRules = (hits, named, called) => {
    if (!named.length) return hits;
    const all = union(hits, hitsOf(named.map(({ set }) => set), 3, [3], called));
    /** @type {number[]} Places in `named`, by rule. */
    const places = [];
    named.forEach(({ set, rules }, place) => {
      all.groups[all.find(set)] = -2;
      rules.forEach((rule) => (places[rule] = place));
    });
    const led = hitsOf(Object.keys(places).map(Number), 3, [3], called);
    led.why = named.map(({ set }) => told({ code: "ruleset", term: corpus.unit(set).title }, all.reason(all.find(set)).needles(set)));
    led.numbers.forEach((rule, row) => {
      led.reasons[row] = places[rule];
      led.tiers[row] = all.tiers[all.find(named[places[rule]].set)];
    });
    const out = union(all, led, (first, a) => first.tiers[a] === 5);
    led.numbers.forEach((rule) => (out.groups[out.find(rule)] = -1));
    return out;
  };

  return withNamed;
}

/**
 * A reason that is the same for every unit.
 *
 * @param {import("./hits.js").Words} words
 * @param {string[]} needles
 * @returns {import("./hits.js").Reason}
 */
export function told(words, needles) {
  return { share: 1, needles: () => needles, say: () => words };
}

/**
 * The words that were surely meant by what was spelled.
 *
 * @param {Hits} hits
 */
function soundings(hits) {
  /** @type {Set<string>} */
  const forms = new Set();
  /** @type {boolean[]} */
  const used = [];
  for (let row = 0; row < hits.size; row++) used[hits.reasons[row]] = true;
  hits.why.forEach(({ share, guessed, needles }, place) => used[place] && share === 1 && guessed && forms.add(needles(0)[0])); // whatever holds it
  return forms;
}
