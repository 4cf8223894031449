// @ts-check
/**
 * Turns a query into ranked results with reasons: parse, match, cover, rank, show.
 * Same behaviour as `webapp/query/engine.py`, which explains the tiers.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {import("./hits.js").Hit} Hit
 * @typedef {import("./matcher.js").Variant} Variant
 * @typedef {import("./parser.js").Word} Word
 * @typedef {{limit?: number, filters?: Record<string, string>, today?: string}} Options
 */
import { buildCorpus } from "../analysis/corpus.js";
import { isSmallNumber, numeralForm } from "../analysis/numerals.js";
import { createPinyin } from "../analysis/pinyin.js";
import { createTables } from "../analysis/tables.js";
import { unique } from "../analysis/tokenizer.js";
import { unitsOf } from "../rules/units.js";
import { why } from "./answer.js";
import { createCovering } from "./coverage.js";
import { createFacets } from "./facets.js";
import { before, both, hit } from "./hits.js";
import { buildLexicon } from "./lexicon.js";
import { exact, matches, numeral, otherWords, symbol } from "./matcher.js";
import { createNaming, formsOf } from "./naming.js";
import { parse } from "./parser.js";
import { buildPostings } from "./postings.js";
import { ranked } from "./ranking.js";
import { createWords, readQuestion } from "./reading.js";
import { createScorer } from "./scorer.js";
import { markSpans, snippet } from "./snippet.js";
import { createSpeller } from "./spelling.js";

const LONG_QUESTION = 6;
const SOUNDS = ["pinyin", "initials", "homophone"];
const LATIN = /^[a-z]+$/;

/**
 * @param {any[]} list the documents of a release
 * @param {any} value its tables
 */
export function createEngine(list, value) {
  const tables = createTables(value);
  const documents = new Map(list.map((document) => [document.id, document]));
  const corpus = buildCorpus(unitsOf(documents), tables);
  const { units, normalizer } = corpus;
  const postings = buildPostings(corpus, tables);
  const scorer = createScorer(postings, units.length);
  const speller = createSpeller(corpus, postings, createPinyin(tables, overridesOf(list)), tables.functionWords);
  const naming = createNaming(corpus, documents);
  const facets = createFacets(corpus, documents);
  const numberOf = new Map(units.map((unit, number) => [unit.id, number]));
  const formOf = normalizer.matchForm;
  const words = createWords(tables, topicNames(list).map(formOf), buildLexicon(sorted(list), formOf));
  const numeralOf = (/** @type {string} */ text) => numeralForm(normalizer.mappedForm(text)).form;

  /**
   * The best `limit` results; `total` counts all. `today` decides which texts are in force.
   *
   * @param {string} text
   * @param {Options} [options]
   * @returns {import("./answer.js").Answer}
   */
  function search(text, options) {
    const { limit = 20, filters = {}, today = "" } = options || {};
    const query = parse(text);
    const hits = facets.keep(hitsOf(query), { ...query.filters, ...filters }, today);
    const order = ranked(hits, corpus, tables.ranking, (number) => facets.status(number, today));
    return {
      query: text,
      total: order.length,
      results: order.slice(0, limit).map((each) => resultOf(each.number, each.hit, each.score)),
      notes: query.notes,
      facets: facets.counts(hits, today),
    };
  }

  /** @param {import("./parser.js").Query} query */
  function hitsOf(query) {
    const wanted = query.words.filter((word) => !word.exclude);
    const hits = wantedHits(wanted);
    if (!wanted.length && Object.keys(query.filters).length) {
      units.forEach((_unit, number) => hits.set(number, hit({ tier: 3, level: 3, code: "filter", term: "", score: 0 })));
    }
    query.words.forEach((word) => {
      if (word.exclude) literally(word).forEach((_found, number) => hits.delete(number));
    });
    return hits;
  }

  /**
   * Units with all the words; then what covers them as a question; the rules of a set that is named.
   *
   * @param {Word[]} given
   * @returns {Hits}
   */
  function wantedHits(given) {
    const visible = given.filter((word) => formOf(word.text) || normalizer.symbols(word.text));
    if (!visible.length) return new Map();
    const each = eachWord(visible);
    const hits = both(each);
    if (!visible.some((word) => word.phrase)) addCovering(hits, visible);
    addNamed(hits, visible, each);
    return hits;
  }

  /**
   * Hits of each word; syllables typed with spaces count as one word when that finds something.
   *
   * @param {Word[]} given
   */
  function eachWord(given) {
    const found = given.map(literally);
    const forms = given.map((word) => formOf(word.text));
    if (given.length > 1 && found.some((hits) => !hits.size) && forms.every((form) => LATIN.test(form))) {
      const joined = ofVariants(speller.joined(forms.join("")));
      if (joined.size) return [joined];
    }
    const each = given.map((word, i) => (word.phrase ? found[i] : guessed(forms[i], found[i])));
    return given.length > 1 ? each.map((hits, i) => naming.inPlace(forms[i], hits)) : each;
  }

  /**
   * Units with exactly these characters, or with the same numbers in another form.
   *
   * @param {Word} word
   */
  function literally(word) {
    const form = formOf(word.text);
    if (!form) return both(unique(normalizer.symbols(word.text).split("")).map((char) => ofVariants([symbol(char)])));
    const hits = ofVariants([exact(form, word.text)]);
    const folded = numeralOf(word.text);
    if (!word.phrase && folded !== form && !isSmallNumber(folded)) {
      ofVariants([numeral(folded, word.text)]).forEach((found, number) => {
        if (!hits.has(number)) hits.set(number, found);
      });
    }
    return hits;
  }

  /**
   * What the word may have been meant to be, for words that are not there as they stand.
   *
   * @param {string} form
   * @param {Hits} hits
   * @returns {Hits}
   */
  function guessed(form, hits) {
    if (LATIN.test(form) && Array.from(hits.values()).every((found) => found.tier === 2)) {
      const spelled = ofVariants(speller.spelled(form));
      hits.forEach((found, number) => spelled.set(number, found));
      return spelled;
    }
    if (hits.size) return hits;
    const parts = form.match(/[a-z]+|[^a-z]+/g) || [];
    if (parts.length > 1) return both(parts.map((part) => guessed(part, ofVariants([exact(part, part)]))));
    return ofVariants(speller.homophones(form));
  }

  /**
   * @param {Variant[]} variants
   * @returns {Hits}
   */
  function ofVariants(variants) {
    /** @type {Hits} */
    const hits = new Map();
    variants.forEach((variant) => {
      matches(variant, corpus, postings).forEach((level, number) => {
        const found = hitOf(number, variant, SOUNDS.includes(variant.code) ? 4 : level, level);
        const known = hits.get(number);
        if (!known || before(found, known)) hits.set(number, found);
      });
    });
    return hits;
  }

  /**
   * @param {number} number
   * @param {Variant} variant
   * @param {number} tier
   * @param {number} level
   */
  function hitOf(number, variant, tier, level) {
    const score = variant.share * scorer.score(number, variant.terms);
    let { code, term } = variant;
    if (code === "exact" && level === 1) code = "title";
    else if ((code === "exact" || code === "numeral") && level === 3) ({ code, term } = otherWords(variant, corpus, number));
    return hit({ tier, level, code, term, score, needles: [variant.form], share: variant.share });
  }

  /**
   * Adds units that cover a question well enough, then the rules under the scenarios that answer it.
   *
   * @param {Hits} hits
   * @param {Word[]} given
   */
  function addCovering(hits, given) {
    const texts = given.map((word) => normalizer.mappedForm(word.text));
    const question = readQuestion(texts, words, postings.frequency, scorer.idf);
    const isQuestion = question.asks || question.positions.length >= LONG_QUESTION;
    if (question.positions.length < 2 || (hits.size && !isQuestion)) return;
    const { ranking } = tables;
    const covering = createCovering(question, postings, corpus, ranking);
    let best = 0;
    covering.weights.forEach((weight) => (best = Math.max(best, weight)));
    const enough = Math.max(best * ranking.near_best, hits.size ? question.total * ranking.beside_exact : 0);
    const needles = unique(question.positions.reduce((all, each) => all.concat(each.runs, each.pairs), /** @type {string[]} */ ([])));
    covering.weights.forEach((weight, number) => {
      if (weight < enough || hits.has(number)) return;
      const score = scorer.score(number, question.terms) * (weight / question.total);
      const meant = covering.meant(number);
      const reason = meant ? { code: "lexicon", term: meant } : { code: "partial", term: covering.heard(number) };
      hits.set(number, hit({ tier: 5, level: 5, ...reason, score, needles }));
    });
    if (isQuestion) addRests(hits, needles);
  }

  /**
   * A scenario that answers brings the rules it rests on along; they stand right behind it.
   *
   * @param {Hits} hits
   * @param {string[]} needles
   */
  function addRests(hits, needles) {
    const scenarios = Array.from(hits.keys()).filter((number) => units[number].type === "scenario");
    scenarios
      .sort((a, b) => a - b)
      .forEach((number) => {
        units[number].restsOn.forEach((id, place) => {
          const rule = numberOf.get(id);
          if (rule === undefined || hits.has(rule)) return;
          const under = { scenario: number, place };
          hits.set(rule, hit({ tier: 5, level: 5, code: "rests", term: units[number].title, score: 0, needles, under }));
        });
      });
  }

  /**
   * When the query is what a rule set is called, the set leads and its rules follow.
   *
   * @param {Hits} hits
   * @param {Word[]} words
   * @param {Hits[]} each
   */
  function addNamed(hits, words, each) {
    const whole = words.map((word) => word.text).join("");
    const asked = new Set(formsOf(whole, corpus));
    if (each.length === 1) {
      each[0].forEach((found) => {
        if (found.tier === 4 && found.share === 1) asked.add(found.needles[0]);
      });
    }
    naming.called(asked).forEach(({ set, rules }) => {
      const own = hits.get(set) || hit({ tier: 3, level: 3, code: "alias", term: whole, score: 0, needles: Array.from(asked).sort() });
      own.group = -2;
      hits.set(set, own);
      const brought = { tier: own.tier, level: 3, code: "ruleset", term: units[set].title, score: 0, needles: own.needles };
      rules.forEach((rule) => {
        const known = hits.get(rule);
        hits.set(rule, { ...(known && known.tier < 5 ? known : hit(brought)), group: -1 });
      });
    });
  }

  /**
   * @param {number} number
   * @param {Hit} found
   * @param {number} score
   * @returns {import("./answer.js").Result}
   */
  function resultOf(number, found, score) {
    const unit = units[number];
    const passage = snippet(unit.shown, found.needles, normalizer);
    const reason = { code: found.code, term: found.term };
    return {
      id: unit.id,
      type: unit.type,
      title: unit.title,
      score,
      tier: found.tier,
      reason,
      why: why(reason),
      snippet: passage.text,
      marks: passage.marks,
      titleMarks: markSpans(unit.title, found.needles, normalizer),
      rests_on: unit.restsOn,
    };
  }

  /** Does ahead of the first keystroke what that would have to wait for. */
  return { search, count: units.length, prepare: speller.prepare };
}

/**
 * @param {any[]} list
 * @returns {Record<string, string>}
 */
function overridesOf(list) {
  return list.reduce((all, document) => Object.assign(all, document.pinyin_override || {}), {});
}

/** @param {any[]} list */
function topicNames(list) {
  const topics = list.filter((document) => document.type === "topic");
  return topics.reduce((names, topic) => names.concat(topic.title, topic.aliases || []), []);
}

/**
 * By id, as in Python: where two entries lead from one word, their order is the reason that is given.
 *
 * @param {any[]} list
 */
function sorted(list) {
  return list.slice().sort((a, b) => (a.id < b.id ? -1 : 1));
}
