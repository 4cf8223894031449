// @ts-check
/**
 * Turns a query into ranked results with reasons: parse, match, cover, rank, show.
 * Same behaviour as `webapp/query/engine.py`, which explains the tiers.
 *
 * @typedef {import("./matcher.js").Variant} Variant
 * @typedef {import("./parser.js").Word} Word
 * @typedef {{limit?: number, filters?: Record<string, string>, today?: string}} Options
 */
import { buildCorpus } from "../analysis/corpus.js";
import { isSmallNumber, numeralForm } from "../analysis/numerals.js";
import { createPinyin } from "../analysis/pinyin.js";
import { createTables } from "../analysis/tables.js";
import { unique } from "../analysis/tokenizer.js";
import { why } from "./answer.js";
import { createCoverage } from "./coverage.js";
import { createFacets } from "./facets.js";
import { Hits, both, hitsOf, isBefore, kept, union } from "./hits.js";
import { buildLexicon } from "./lexicon.js";
import { createMatcher, exact, numeral, otherWords, symbol } from "./matcher.js";
import { createNaming, formsOf } from "./naming.js";
import { parse } from "./parser.js";
import { buildPostings } from "./postings.js";
import { createProfiles } from "./profiles.js";
import { createRanking } from "./ranking.js";
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
  const corpus = buildCorpus(documents, tables);
  const { normalizer } = corpus;
  const postings = buildPostings(corpus, tables.ranking);
  const matcher = createMatcher(corpus, postings);
  const scorer = createScorer(postings);
  const cover = createCoverage(postings, matcher, tables.ranking);
  const speller = createSpeller(corpus, postings, matcher, createPinyin(tables, overridesOf(list)), tables.functionWords);
  const profiles = createProfiles(corpus);
  const naming = createNaming(corpus, documents, profiles);
  const facets = createFacets(profiles, documents, normalizer.matchForm);
  const ranking = createRanking(profiles, tables.ranking, facets.status);
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
    const hits = facets.keep(answering(query), { ...query.filters, ...filters }, today);
    return {
      query: text,
      total: hits.size,
      results: ranking.ranked(hits, today, limit).map((each) => resultOf(hits, each.row, each.score)),
      notes: query.notes,
      facets: facets.counts(hits, today),
    };
  }

  /** @param {import("./parser.js").Query} query */
  function answering(query) {
    const wanted = query.words.filter((word) => !word.exclude);
    const found = !wanted.length && Object.keys(query.filters).length ? everything() : wantedHits(wanted);
    return query.words.filter((word) => word.exclude).reduce(without, found);
  }

  function everything() {
    return hitsOf(Int32Array.from({ length: postings.indexed }, (_each, number) => number), 3, [3], told({ code: "filter", term: "" }, []));
  }

  /**
   * @param {Hits} hits
   * @param {Word} word
   */
  function without(hits, word) {
    const out = literally(word);
    return kept(hits, (row) => out.find(hits.numbers[row]) < 0);
  }

  /**
   * Units with all the words; then what covers them as a question; the rules of a set that is named.
   *
   * @param {Word[]} given
   * @returns {Hits}
   */
  function wantedHits(given) {
    const visible = given.filter((word) => formOf(word.text) || normalizer.symbols(word.text));
    if (!visible.length) return new Hits(0);
    const each = eachWord(visible);
    const hits = both(each);
    return withNamed(visible.some((word) => word.phrase) ? hits : withCovering(hits, visible), visible, each);
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
    const isNumber = !word.phrase && folded !== form && !isSmallNumber(folded);
    return isNumber ? union(hits, ofVariants([numeral(folded, word.text)])) : hits;
  }

  /**
   * What the word may have been meant to be, for words that are not there as they stand.
   *
   * @param {string} form
   * @param {Hits} hits
   * @returns {Hits}
   */
  function guessed(form, hits) {
    if (LATIN.test(form) && hits.tiers.every((tier) => tier === 2)) return union(hits, ofVariants(speller.spelled(form)));
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
    return variants.map(ofVariant).reduce((all, hits) => union(all, hits, isBefore), new Hits(0));
  }

  /** @param {Variant} variant */
  function ofVariant(variant) {
    const { numbers, levels } = matcher.matches(variant);
    const scores = scorer.scores(numbers, variant.terms).map((score) => variant.share * score);
    const hits = hitsOf(numbers, 4, levels, variantReason(variant), scores);
    if (!SOUNDS.includes(variant.code)) hits.tiers.set(levels);
    return hits;
  }

  /**
   * @param {Variant} variant
   * @returns {import("./hits.js").Reason}
   */
  function variantReason(variant) {
    const { code, term, share } = variant;
    const needles = [variant.form];
    return {
      share,
      needles: () => needles,
      say(number, level) {
        if (code === "exact" && level === 1) return { code: "title", term };
        if ((code === "exact" || code === "numeral") && level === 3) return otherWords(variant, corpus, number);
        return { code, term };
      },
    };
  }

  /**
   * Adds units that cover a question well enough, then the rules under the scenarios that answer it.
   *
   * @param {Hits} hits
   * @param {Word[]} given
   */
  function withCovering(hits, given) {
    const texts = given.map((word) => normalizer.mappedForm(word.text));
    const question = readQuestion(texts, words, (term) => postings.frequency(term), scorer.idf);
    const isQuestion = question.asks || question.positions.length >= LONG_QUESTION;
    if (question.positions.length < 2 || (hits.size && !isQuestion)) return hits;
    const covering = cover(question);
    const needles = unique(question.positions.reduce((all, each) => all.concat(each.runs, each.pairs), /** @type {string[]} */ ([])));
    const all = union(hits, ofCovering(covering, question, needles, hits.size > 0));
    return isQuestion ? withRests(all, needles) : all;
  }

  /**
   * @param {import("./coverage.js").Covering} covering
   * @param {import("./reading.js").Question} question
   * @param {string[]} needles
   * @param {boolean} beside whether there are units with the exact words
   */
  function ofCovering(covering, question, needles, beside) {
    const best = covering.weights.reduce((most, weight) => Math.max(most, weight), 0);
    const enough = Math.max(best * tables.ranking.near_best, beside ? question.total * tables.ranking.beside_exact : 0);
    const weights = covering.weights.filter((weight) => weight >= enough);
    const numbers = covering.numbers.filter((_number, i) => covering.weights[i] >= enough);
    const scores = scorer.scores(numbers, question.terms).map((score, i) => score * (weights[i] / question.total));
    /** @type {import("./hits.js").Reason} */
    const reason = {
      share: 1,
      needles: () => needles,
      say(number) {
        const meant = covering.meant(number);
        return meant ? { code: "lexicon", term: meant } : { code: "partial", term: covering.heard(number) };
      },
    };
    return hitsOf(numbers, 5, [5], reason, scores);
  }

  /**
   * A scenario that answers brings the rules it rests on along; they stand right behind it.
   *
   * @param {Hits} hits
   * @param {string[]} needles
   */
  function withRests(hits, needles) {
    let all = hits;
    hits.numbers.forEach((scenario) => {
      const unit = profiles.unit(profiles.byUnit[scenario]);
      if (unit.type !== "scenario") return;
      unit.restsOn.forEach((id, place) => {
        const rule = corpus.numberOf(id);
        if (rule >= 0) all = union(all, hitsOf([rule], 5, [5], { ...told({ code: "rests", term: unit.title }, needles), under: { scenario, place } }));
      });
    });
    return all;
  }

  /**
   * When the query is what a rule set is called, the set leads and its rules follow.
   *
   * @param {Hits} hits
   * @param {Word[]} given
   * @param {Hits[]} each
   */
  function withNamed(hits, given, each) {
    const whole = given.map((word) => word.text).join("");
    const asked = new Set(formsOf(whole, corpus));
    if (each.length === 1) soundings(each[0]).forEach((form) => asked.add(form));
    return naming.called(asked).reduce((all, { set, rules }) => {
      const names = Array.from(asked).sort();
      const own = union(all, hitsOf([set], 3, [3], told({ code: "alias", term: whole }, names)));
      const row = own.find(set);
      own.groups[row] = -2;
      const reason = told({ code: "ruleset", term: corpus.unit(set).title }, own.reason(row).needles(set));
      const out = union(own, hitsOf(rules, own.tiers[row], [3], reason), (first, a) => first.tiers[a] === 5);
      rules.forEach((rule) => (out.groups[out.find(rule)] = -1));
      return out;
    }, hits);
  }

  /**
   * @param {Hits} hits
   * @param {number} row
   * @param {number} score
   */
  function resultOf(hits, row, score) {
    const unit = corpus.unit(hits.numbers[row]);
    const needles = hits.reason(row).needles(hits.numbers[row]);
    const passage = snippet(unit.shown, needles, normalizer);
    const reason = hits.say(row);
    return {
      id: unit.id,
      type: unit.type,
      title: unit.title,
      score,
      tier: hits.tiers[row],
      reason,
      why: why(reason),
      snippet: passage.text,
      marks: passage.marks,
      titleMarks: markSpans(unit.title, needles, normalizer),
      rests_on: unit.restsOn,
    };
  }

  /** Does ahead of the first keystroke what that would have to wait for. */
  return { search, count: corpus.count, prepare: speller.prepare };
}

/**
 * A reason that is the same for every unit.
 *
 * @param {import("./hits.js").Words} words
 * @param {string[]} needles
 * @returns {import("./hits.js").Reason}
 */
function told(words, needles) {
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
  hits.numbers.forEach((number, row) => {
    if (hits.tiers[row] === 4 && hits.reason(row).share === 1) forms.add(hits.reason(row).needles(number)[0]);
  });
  return forms;
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
