// @ts-check
/**
 * Turns a whole question into the units that cover enough of it and what these bring along: the rules under a scenario,
 * the nearest articles, what was learned. Same behaviour as `webapp/query/asking.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {import("./parser.js").Word} Word
 * @typedef {(hits: Hits, given: Word[], least: number) => {hits: Hits, share: number}} Asking
 */
import { unique } from "../analysis/tokenizer.js";
import { hitsOf, union } from "./hits.js";
import { told } from "./leading.js";
import { actsOf, readQuestion } from "./reading.js";

const LONG_QUESTION = 6;

/**
 * @param {import("../analysis/corpus.js").Corpus} corpus
 * @param {import("./postings.js").Postings} postings
 * @param {import("./scorer.js").Scorer} scorer
 * @param {import("./profiles.js").Profiles} profiles
 * @param {any} ranking that of the tables
 * @param {import("./reading.js").Words} words
 * @param {import("./naming.js").Naming} naming
 * @param {(question: import("./reading.js").Question) => import("./coverage.js").Covering} cover
 * @param {import("./nearest.js").Nearest} nearest
 * @param {(hits: Hits, form: string, needles: string[]) => Hits} withLearned
 * @returns {Asking}
 */
export function createAsking(corpus, postings, scorer, profiles, ranking, words, naming, cover, nearest, withLearned) {
  const isLawBook = 2 * profiles.bare.reduce((sum, bare) => sum + bare, 0) > corpus.count;
  const frequency = (/** @type {string} */ term) => postings.frequency(term);
  /** @type {number[]} */
  const scenarios = [];
  corpus.sources.forEach(({ document }, number) => document.type === "scenario" && scenarios.push(number));

  /**
   * Adds units that cover a question well enough, then the rules under the scenarios that answer it. Gives the share that
   * the best of them covers.
   *
   * @param {Hits} hits
   * @param {Word[]} given
   * @param {number} least
   */
  function withCovering(hits, given, least) {
    const texts = given.map((word) => word.text);
    const question = readQuestion(texts, words, frequency, scorer.idf);
    const isQuestion = question.asks || question.positions.length >= LONG_QUESTION;
    if (question.positions.length < 2 || !question.total || (hits.size && !isQuestion)) return { hits, share: 0 };
    const covering = cover(question);
    const share = heaviest(covering) / question.total;
    if (share <= least) return { hits, share };
    /** @type {string[]} */
    const sought = [];
    question.positions.forEach(({ runs, pairs }) => sought.push(...runs, ...pairs));
    const needles = unique(sought);
    const form = texts.map(corpus.normalizer.matchForm).join("");
    const all = union(hits, ofCovering(covering, question, form, needles, hits.size > 0));
    const whole = isQuestion ? withLearned(withNearest(withRests(all, needles), question, form, needles), form, needles) : all;
    return { hits: whole, share };
  }

  /**
   * Where only official texts answer, or nothing: their articles nearest to the question, nearest first.
   *
   * @param {Hits} hits
   * @param {import("./reading.js").Question} question
   * @param {string} form
   * @param {string[]} needles
   */
  function withNearest(hits, question, form, needles) {
    if (!isLawBook || !nearest.knows(question) || !nearest.areOfficial(hits.numbers)) return hits;
    const { numbers, scores } = nearest.scores(form);
    const heard = nearest.heard(form);
    /** @type {import("./hits.js").Reason} */
    const reason = { share: 1, needles: () => needles, say: (number) => ({ code: "partial", term: heard(number) }) };
    return union(hits, hitsOf(numbers, 5, [5], reason, scores), (first, a) => first.tiers[a] === 5);
  }

  /**
   * @param {import("./coverage.js").Covering} covering
   * @param {import("./reading.js").Question} question
   * @param {string} form
   * @param {string[]} needles
   * @param {boolean} beside whether there are units with the exact words
   */
  function ofCovering(covering, question, form, needles, beside) {
    const enough = Math.max(heaviest(covering) * ranking.near_best, beside ? question.total * ranking.beside_exact : 0);
    const weights = covering.weights.filter((weight) => weight >= enough);
    const numbers = covering.numbers.filter((_number, i) => covering.weights[i] >= enough);
    const acts = actsOf(question, ranking.acts);
    const places = naming.places(form);
    const boost = (/** @type {number} */ number) => {
      if (!acts.length && !places.length) return 1;
      const { actions, regions } = profiles.unit(profiles.byUnit[number]);
      return actions.some((act) => acts.includes(act)) || regions.some((region) => places.includes(region)) ? ranking.same_act : 1;
    };
    const scores = scorer.scores(numbers, question.terms).map((score, i) => score * (weights[i] / question.total) * boost(numbers[i]));
    /** @type {import("./hits.js").Reason} */
    const reason = {
      share: 1,
      needles: () => needles,
      say(number) {
        const meant = covering.meant(number);
        return meant ? { code: "lexicon", term: meant } : { code: "partial", term: covering.heard(number) };
      },
    };
    const found = hitsOf(numbers, 5, [5], reason, scores);
    // A question that covers a rule set no less than each of its rules tells none of these apart: the set leads.
    if (!beside) {
      numbers.forEach((number, row) => {
        const rules = naming.rulesOf(number);
        if (rules.length > 1 && rules.every((rule) => weights[found.find(rule)] <= weights[row])) found.groups[row] = -2;
      });
    }
    return found;
  }

  /**
   * A scenario that answers brings the rules it rests on along; they stand right behind it.
   *
   * @param {Hits} hits
   * @param {string[]} needles
   */
  function withRests(hits, needles) {
    let all = hits;
    scenarios.filter((scenario) => hits.find(scenario) >= 0).forEach((scenario) => {
      const unit = corpus.unit(scenario);
      unit.restsOn.forEach((id, place) => {
        const rule = corpus.numberOf(id);
        if (rule >= 0) all = union(all, hitsOf([rule], 5, [5], { ...told({ code: "rests", term: unit.title }, needles), under: { scenario, place } }));
      });
    });
    return all;
  }

  return withCovering;
}

/** @param {import("./coverage.js").Covering} covering */
function heaviest(covering) {
  return covering.weights.reduce((most, weight) => Math.max(most, weight), 0);
}
