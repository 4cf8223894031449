// @ts-check
/**
 * Turns hits into their one order: named rule sets, tier, rules before comment, score with priors, id.
 * Same behaviour as `webapp/query/ranking.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{row: number, score: number}} Ranked
 * @typedef {Ranked & {place: number}} Placed `place`: what decides before the score
 * @typedef {{ranked(hits: Hits, today: string, limit: number): Ranked[]}} Ranking
 */
import { IDF_STEPS, IMPACT_STEPS, rounded } from "./scorer.js";

/** Up to so many results are picked out; for more, all hits are sorted. */
const PICKED = 64;
const RULE = 1;
const COMMENT = 2;

/**
 * @param {import("./profiles.js").Profiles} profiles
 * @param {any} weights the `ranking` of the tables
 * @param {(profile: number, today: string) => string} status
 * @returns {Ranking}
 */
export function createRanking(profiles, weights, status) {
  let day = "";
  /** Factors of every profile on that day; 0 where they are not worked out yet. */
  let priors = new Float64Array(profiles.count);
  const ranks = new Uint8Array(profiles.count);

  /**
   * @param {number} profile
   * @param {string} today
   */
  const priorOf = (profile, today) => {
    const unit = profiles.unit(profile);
    const state = status(profile, today);
    let prior = factor(weights.types, unit.type, 0.5) * factor(weights.kinds, unit.kind, 1);
    if (unit.bare) prior = prior * weights.bare_article;
    ranks[profile] = unit.type === "rule" || unit.type === "ruleset" ? RULE : weights.comment.includes(unit.type) ? COMMENT : 0;
    priors[profile] = state ? prior * factor(weights.status, state, 1) : prior;
  };

  /** @param {Hits} hits @param {number} row */
  const ownScore = (hits, row) => rounded((hits.scores[row] / (IDF_STEPS * IMPACT_STEPS) + 0.01) * priors[profiles.byUnit[hits.numbers[row]]]);

  /** A rule that a scenario brings along stands right behind it. @param {Hits} hits @param {number} row */
  const scoreOf = (hits, row) => {
    const { under } = hits.reason(row);
    const above = under ? hits.find(under.scenario) : -1;
    return under && above >= 0 ? rounded(ownScore(hits, above) * (0.99 - 0.01 * under.place)) : ownScore(hits, row);
  };

  /**
   * By tier, the worst level of a rule or rule set: comment with a better one waits behind it.
   *
   * @param {Hits} hits
   * @param {string} today
   */
  const worstOfRules = (hits, today) => {
    const worst = new Uint8Array(8);
    for (let row = 0; row < hits.size; row++) {
      const profile = profiles.byUnit[hits.numbers[row]];
      if (priors[profile] === 0) priorOf(profile, today);
      if (ranks[profile] === RULE && hits.levels[row] > worst[hits.tiers[row]]) worst[hits.tiers[row]] = hits.levels[row];
    }
    return worst;
  };

  /** What decides before the score, as one number. @param {Hits} hits @param {number} row @param {Uint8Array} worst */
  const classOf = (hits, row, worst) => {
    const tier = hits.groups[row] ? 0 : hits.tiers[row]; // the rules of a named set stand together, whatever their wording
    const isComment = ranks[profiles.byUnit[hits.numbers[row]]] === COMMENT ? 1 : 0;
    const own = tier === 3 || tier === 4 ? hits.levels[row] : 0;
    const level = isComment && own && own < worst[tier] ? worst[tier] : own;
    return (((hits.groups[row] + 2) * 16 + tier) * 16 + level) * 2 + isComment;
  };

  return {
    ranked(hits, today, limit) {
      if (day !== today) {
        day = today;
        priors = new Float64Array(profiles.count);
      }
      const worst = worstOfRules(hits, today);
      /** The first ones so far; in order, if they are few. @type {Placed[]} */
      const found = [];
      for (let row = 0; row < hits.size; row++) {
        const place = classOf(hits, row, worst);
        const last = limit <= PICKED && found[limit - 1];
        if (last && place > last.place) continue; // most are passed over by what decides first
        const score = scoreOf(hits, row);
        if (last && place === last.place && score <= last.score) continue;
        if (limit <= PICKED) sink(found, { place, row, score }, limit);
        else found.push({ place, row, score });
      }
      return limit > PICKED ? found.sort(inOrder).slice(0, limit) : found;
    },
  };
}

/** @param {Placed} a @param {Placed} b */
function inOrder(a, b) {
  return a.place - b.place || b.score - a.score || a.row - b.row;
}

/**
 * Puts one where it belongs among the first so many.
 *
 * @param {Placed[]} found
 * @param {Placed} one behind all of these in the library
 * @param {number} limit
 */
function sink(found, one, limit) {
  let at = found.length;
  while (at > 0 && inOrder(one, found[at - 1]) < 0) at -= 1;
  found.splice(at, 0, one);
  if (found.length > limit) found.pop();
}

/**
 * @param {Record<string, number>} factors
 * @param {string} name
 * @param {number} otherwise
 */
function factor(factors, name, otherwise) {
  return factors.hasOwnProperty(name) ? factors[name] : otherwise;
}
