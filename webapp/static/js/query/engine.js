// @ts-check
/**
 * Turns a query into ranked results with reasons: parse, match, cover, rank, show.
 * Same behaviour as `webapp/query/engine.py`, which explains the tiers.
 *
 * @typedef {import("./parser.js").Word} Word
 * @typedef {{limit?: number, filters?: Record<string, string>, today?: string, literal?: boolean}} Options
 * @typedef {{hits: Hits, share: number, corrected: import("./answer.js").Correction | null}} Attempt
 */
import { buildCorpus } from "../analysis/corpus.js";
import { createPinyin } from "../analysis/pinyin.js";
import { createTables } from "../analysis/tables.js";
import { unique } from "../analysis/tokenizer.js";
import { createCorrections } from "./correction.js";
import { createCoverage } from "./coverage.js";
import { explain } from "./explanation.js";
import { createFacets } from "./facets.js";
import { Hits, both, hitsOf, kept, union } from "./hits.js";
import { createLearned } from "./learned.js";
import { buildLexicon } from "./lexicon.js";
import { createLeading, told } from "./leading.js";
import { createMatcher } from "./matcher.js";
import { createMender } from "./mending.js";
import { createNaming } from "./naming.js";
import { createNearest } from "./nearest.js";
import { parse } from "./parser.js";
import { startPostings } from "./postings.js";
import { createProfiles } from "./profiles.js";
import { createRanking } from "./ranking.js";
import { actsOf, createWords, readQuestion } from "./reading.js";
import { createScorer } from "./scorer.js";
import { markSpans, snippet } from "./snippet.js";
import { createSpeller } from "./spelling.js";
import { createSuggester } from "./suggestion.js";
import { partsOf, wordsOf } from "./understanding.js";
import { createWording } from "./wording.js";
import { createWorth } from "./gains.js";

const LONG_QUESTION = 6;

/**
 * @param {any[]} list the documents of a release
 * @param {any} value its tables
 */
export function createEngine(list, value) {
  const engine = startEngine(list, value);
  engine.index(Infinity);
  return engine;
}

/**
 * An engine whose index is still to be made: `index` does so many units more and says whether that was all. A large
 * library takes a second or more, which can be given in slices.
 *
 * @param {any[]} list
 * @param {any} value
 */
export function startEngine(list, value) {
  const tables = createTables(value);
  const documents = new Map(list.map((document) => [document.id, document]));
  const corpus = buildCorpus(documents, tables);
  const { normalizer } = corpus;
  const { postings, index } = startPostings(corpus, tables.ranking);
  const matcher = createMatcher(corpus, postings);
  const scorer = createScorer(postings);
  const worth = createWorth(postings);
  const cover = createCoverage(postings, matcher, tables.ranking, worth);
  const frequency = (/** @type {string} */ term) => postings.frequency(term);
  const pinyin = createPinyin(tables, overridesOf(sorted(list)));
  const formOf = normalizer.matchForm;
  const topics = topicNames(list).map(formOf);
  const lexicon = buildLexicon(sorted(list), formOf);
  const speller = createSpeller(corpus, postings, matcher, pinyin, tables, topics, lexicon.keys());
  const profiles = createProfiles(corpus);
  const naming = createNaming(corpus, documents, profiles);
  const facets = createFacets(profiles, documents, normalizer.matchForm);
  const ranking = createRanking(profiles, tables.ranking, facets.status);
  const nearest = createNearest(corpus, postings, scorer, profiles, tables.ranking.nearest, worth);
  const withLearned = createLearned(sorted(list), corpus, profiles, tables.ranking.learned, nearest.isOfficial);
  const words = createWords(tables, topics, lexicon, normalizer, frequency);
  const correction = createCorrections(formOf, words.isSetting);
  const mend = createMender(speller, words, frequency);
  const withLeading = createLeading(corpus, naming, words);
  const isLawBook = 2 * profiles.bare.reduce((sum, bare) => sum + bare, 0) > corpus.count;
  const wording = createWording(corpus, matcher, scorer, speller, naming, words.lexicon);

  /**
   * The best `limit` results; `total` counts all. `today` decides which texts are in force. `literal` searches as typed:
   * nothing is guessed and nothing put right.
   *
   * @param {string} text
   * @param {Options} [options]
   * @returns {import("./answer.js").Answer}
   */
  function search(text, options) {
    const { limit = 20, filters = {}, today = "", literal = false } = options || {};
    const query = parse(text);
    // What part of the library holds is no ground for guesses.
    const found = answering(query, literal || postings.indexed < corpus.count);
    const hits = facets.keep(found.hits, { ...query.filters, ...filters }, today);
    return {
      query: text,
      total: hits.size,
      results: ranking.ranked(hits, today, limit).map((each) => resultOf(hits, each.row, each.score)),
      notes: query.notes,
      facets: facets.counts(hits, today),
      understood: understood(query, hits.size > 0),
      partial: postings.indexed < corpus.count,
      corrected: found.corrected,
    };
  }

  /**
   * The parts of the query language, and when nothing was found the words, with how much there is on each.
   *
   * @param {import("./parser.js").Query} query
   * @param {boolean} found
   */
  function understood(query, found) {
    const asked = found ? [] : query.words.filter(({ exclude }) => !exclude);
    const pieces = asked.map(({ text }) => words.pieces(text));
    const on = (/** @type {string} */ text) => wording.each([{ text, phrase: false, exclude: false }], true)[0].hits.size;
    return partsOf(query).concat(wordsOf(pieces, frequency, on));
  }

  /** Why a result is where it is; nothing when the query does not find it. @param {string} text @param {string} id */
  function explained(text, id) {
    const { hits } = answering(parse(text), false);
    const row = hits.find(corpus.numberOf(id));
    return row < 0 ? null : explain(hits, row, corpus, scorer);
  }

  /**
   * @param {import("./parser.js").Query} query
   * @param {boolean} literal
   * @returns {Attempt}
   */
  function answering(query, literal) {
    words.forget();
    const wanted = query.words.filter((word) => !word.exclude);
    const found = !wanted.length && Object.keys(query.filters).length ? everything() : wantedHits(wanted, literal);
    return { ...found, hits: query.words.filter((word) => word.exclude).reduce(without, found.hits) };
  }

  /** @returns {Attempt} */
  function everything() {
    const numbers = Int32Array.from({ length: postings.indexed }, (_each, number) => number);
    return { hits: hitsOf(numbers, 3, [3], told({ code: "filter", term: "" }, [])), share: 1, corrected: null };
  }

  /**
   * @param {Hits} hits
   * @param {Word} word
   */
  function without(hits, word) {
    const out = wording.literally(word);
    return kept(hits, (row) => out.find(hits.numbers[row]) < 0);
  }

  /**
   * What the words find; where they find nothing or little, what they find with their slips put right.
   *
   * @param {Word[]} given
   * @param {boolean} literal
   * @returns {Attempt}
   */
  function wantedHits(given, literal) {
    const visible = given.filter((word) => formOf(word.text) || normalizer.symbols(word.text));
    if (!visible.length) return { hits: new Hits(0), share: 0, corrected: null };
    const found = attempt(visible, literal);
    if (literal || found.share >= 1 || visible.some((word) => word.phrase)) return found;
    const mended = mendedWords(visible);
    if (!mended.code) return found;
    const better = attempt(mended.words, true, found.share);
    return better.share > found.share && better.share >= tables.ranking.mended ? { ...better, corrected: correction(visible, mended.words, mended.code) } : found;
  }

  /**
   * Units with all the words; what covers them as a question; the rules of a set that is named. With them: the covered
   * share of the question, 1 when there are units with all the words.
   *
   * @param {Word[]} given
   * @param {boolean} literal
   * @param {number} [least] a share that is no more than this is of no use
   * @returns {Attempt}
   */
  function attempt(given, literal, least = -1) {
    const found = wording.each(given, literal);
    const each = found.map((one) => one.hits);
    const exactly = both(each);
    const whole = exactly.size ? exactly : askedFor(given, literal);
    const slip = whole.size ? found.find((one) => one.code) : undefined;
    const corrected = slip ? correction(given, given.map((word, i) => ({ ...word, text: found[i].meant || word.text })), slip.code) : null;
    const isPhrase = given.some((word) => word.phrase);
    const { hits, share } = isPhrase ? { hits: whole, share: 0 } : withCovering(whole, given, whole.size ? -1 : least);
    const all = withLeading(hits, given, each);
    return { hits: all.size ? all : apart(given, each), share: whole.size ? 1 : share, corrected };
  }

  /**
   * What stands between the words that ask, taken as if it had been typed alone.
   *
   * @param {Word[]} given
   * @param {boolean} literal
   */
  function askedFor(given, literal) {
    const cores = given.map((word) => (word.phrase ? word : { ...word, text: words.core(word.text) }));
    if (!cores.every(({ text }) => text) || cores.every(({ text }, i) => text === given[i].text)) return new Hits(0);
    const isLetters = cores.every(({ text }) => /^[\0-\x7f]*$/.test(text));
    return both(wording.each(cores, literal || !isLetters).map((one) => one.hits));
  }

  /**
   * Where no unit has all the words, but each of them names something: the units of each.
   *
   * @param {Word[]} given
   * @param {Hits[]} each
   */
  function apart(given, each) {
    const names = (/** @type {Word} */ { phrase, text }) => !phrase && formOf(text) && speller.weight(formOf(text));
    if (given.length < 2 || !given.every(names)) return new Hits(0);
    return each.reduce((all, hits, i) => union(all, partly(hits, given[i].text)), new Hits(0));
  }

  /** @param {Word[]} given */
  function mendedWords(given) {
    let code = "";
    const mended = given.map((word) => {
      const { form, kind } = mend(formOf(word.text), words.pieces(word.text));
      code = code || kind;
      return kind ? { text: form, phrase: false, exclude: false } : word;
    });
    return { words: mended, code };
  }

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
    if (question.positions.length < 2 || (hits.size && !isQuestion)) return { hits, share: 0 };
    const covering = cover(question);
    const share = heaviest(covering) / question.total;
    if (share <= least) return { hits, share };
    const needles = unique(question.positions.reduce((all, each) => all.concat(each.runs, each.pairs), /** @type {string[]} */ ([])));
    const form = texts.map(formOf).join("");
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
    if (!isLawBook || !nearest.knows(question) || !hits.numbers.every(nearest.isOfficial)) return hits;
    const { numbers, scores } = nearest.scores(form);
    /** @type {import("./hits.js").Reason} */
    const reason = { share: 1, needles: () => needles, say: (number) => ({ code: "partial", term: nearest.heard(form, number) }) };
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
    const enough = Math.max(heaviest(covering) * tables.ranking.near_best, beside ? question.total * tables.ranking.beside_exact : 0);
    const weights = covering.weights.filter((weight) => weight >= enough);
    const numbers = covering.numbers.filter((_number, i) => covering.weights[i] >= enough);
    const acts = actsOf(question, tables.ranking.acts);
    const places = naming.places(form);
    const boost = (/** @type {number} */ number) => {
      const { actions, regions } = profiles.unit(profiles.byUnit[number]);
      return actions.some((act) => acts.includes(act)) || regions.some((region) => places.includes(region)) ? tables.ranking.same_act : 1;
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
    // A question that covers a rule set as much as each of its rules tells none of these apart: the set leads.
    if (!beside) {
      numbers.forEach((number, row) => {
        const rules = naming.rulesOf(number);
        if (rules.length > 1 && rules.every((rule) => weights[found.find(rule)] === weights[row])) found.groups[row] = -2;
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
   * @param {Hits} hits
   * @param {number} row
   * @param {number} score
   */
  function resultOf(hits, row, score) {
    const unit = corpus.unit(hits.numbers[row]);
    const needles = hits.reason(row).needles(hits.numbers[row]);
    const passage = snippet(unit.shown, needles, normalizer);
    return {
      id: unit.id,
      type: unit.type,
      title: unit.title,
      score,
      tier: hits.tiers[row],
      reason: hits.say(row),
      snippet: passage.text,
      marks: passage.marks,
      titleMarks: markSpans(unit.title, needles, normalizer),
      rests_on: unit.restsOn,
    };
  }

  /** Does ahead of the first keystroke what that would have to wait for. */
  return { search, explain: explained, index, indexed: () => postings.indexed, suggest: createSuggester(sorted(list), formOf, pinyin), prepare: speller.prepare };
}

/**
 * The hits of one word as parts of an answer.
 *
 * @param {Hits} hits
 * @param {string} term
 */
function partly(hits, term) {
  const out = kept(hits, () => true);
  out.tiers.fill(5);
  out.levels.fill(5);
  out.why = hits.why.map((reason) => ({ ...reason, say: () => ({ code: "partial", term }) }));
  return out;
}

/** @param {import("./coverage.js").Covering} covering */
function heaviest(covering) {
  return covering.weights.reduce((most, weight) => Math.max(most, weight), 0);
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
