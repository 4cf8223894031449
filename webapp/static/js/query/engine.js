// @ts-check
/**
 * Turns a query into ranked results with reasons: parse, match, cover, rank, show.
 * Same behaviour as `webapp/query/engine.py`, which explains the tiers.
 *
 * @typedef {{limit?: number, filters?: Record<string, string>, today?: string, literal?: boolean}} Options
 */
import { buildCorpus } from "../analysis/corpus.js";
import { lazy, memo } from "../analysis/memo.js";
import { createPinyin } from "../analysis/pinyin.js";
import { createTables } from "../analysis/tables.js";
import { createAsking } from "./asking.js";
import { createAttempts } from "./attempts.js";
import { createCoverage } from "./coverage.js";
import { explain } from "./explanation.js";
import { createFacets } from "./facets.js";
import { createLearned } from "./learned.js";
import { buildLexicon } from "./lexicon.js";
import { createLeading } from "./leading.js";
import { createMatcher } from "./matcher.js";
import { createNaming } from "./naming.js";
import { createNearest } from "./nearest.js";
import { parse } from "./parser.js";
import { startPostings } from "./postings.js";
import { createProfiles } from "./profiles.js";
import { createRanking } from "./ranking.js";
import { createWords } from "./reading.js";
import { createScorer } from "./scorer.js";
import { createMarker } from "./snippet.js";
import { createSpeller } from "./spelling.js";
import { createSuggester } from "./suggestion.js";
import { partsOf, wordsOf } from "./understanding.js";
import { createWording } from "./wording.js";
import { createWorth } from "./gains.js";

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
  const profiles = createProfiles(corpus);
  const cover = createCoverage(postings, matcher, profiles, tables.ranking, worth);
  const frequency = (/** @type {string} */ term) => postings.frequency(term);
  const inOrder = sorted(list);
  // Most questions are answered before anything of this is asked for.
  const pinyin = lazy(() => createPinyin(tables, overridesOf(inOrder)));
  const formOf = normalizer.matchForm;
  const topics = topicNames(list).map(formOf);
  const lexicon = buildLexicon(inOrder, formOf);
  const speller = lazy(() => createSpeller(corpus, postings, matcher, pinyin(), tables, topics, lexicon.keys()));
  const naming = createNaming(corpus, documents, profiles);
  const facets = createFacets(profiles, documents, normalizer.matchForm);
  const ranking = createRanking(profiles, tables.ranking, facets.status);
  const nearest = createNearest(corpus, postings, scorer, profiles, tables.ranking.nearest, worth);
  const withLearned = createLearned(inOrder, corpus, profiles, tables.ranking.learned, nearest.areOfficial);
  const words = createWords(tables, topics, lexicon, normalizer, frequency);
  const withLeading = createLeading(corpus, naming, words);
  const wording = createWording(corpus, matcher, scorer, speller, naming, words.lexicon);
  const withCovering = createAsking(corpus, postings, scorer, profiles, tables.ranking, words, naming, cover, nearest, withLearned);
  const answering = createAttempts(normalizer, postings, words, speller, wording, withCovering, withLeading, tables.ranking.mended);

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
    const markerOf = memo((/** @type {string[]} */ needles) => createMarker(needles, normalizer)); // most hits share theirs
    const hits = facets.keep(found.hits, { ...query.filters, ...filters }, today);
    return {
      query: text,
      total: hits.size,
      results: ranking.ranked(hits, today, limit).map((each) => resultOf(hits, each.row, each.score, markerOf)),
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
   * @param {import("./hits.js").Hits} hits
   * @param {number} row
   * @param {number} score
   * @param {(needles: string[]) => import("./snippet.js").Marker} markerOf
   */
  function resultOf(hits, row, score, markerOf) {
    const unit = corpus.unit(hits.numbers[row]);
    const marker = markerOf(hits.reason(row).needles(hits.numbers[row]));
    const passage = marker.snippet(unit.shown);
    return {
      id: unit.id,
      type: unit.type,
      title: unit.title,
      score,
      tier: hits.tiers[row],
      reason: hits.say(row),
      snippet: passage.text,
      marks: passage.marks,
      titleMarks: marker.spans(unit.title),
      rests_on: unit.restsOn,
    };
  }

  // `prepare` does ahead of the first keystroke what that would have to wait for.
  return { search, explain: explained, index, indexed: () => postings.indexed, suggest: createSuggester(inOrder, formOf, pinyin), prepare: () => speller().prepare() };
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
