// @ts-check
/**
 * Turns hits into their one order: named rule sets, tier, rules before comment, score with priors, id.
 * Same behaviour as `webapp/query/ranking.py`.
 *
 * @typedef {import("./hits.js").Hits} Hits
 * @typedef {{row: number, score: number}} Ranked
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

  /**
   * @param {Hits} hits
   * @param {string} today
   */
  const scoresOf = (hits, today) => {
    const scores = new Float64Array(hits.size);
    for (let row = 0; row < hits.size; row++) {
      const profile = profiles.byUnit[hits.numbers[row]];
      if (priors[profile] === 0) priorOf(profile, today);
      scores[row] = rounded((hits.scores[row] / (IDF_STEPS * IMPACT_STEPS) + 0.01) * priors[profile]);
    }
    if (!hits.why.some((reason) => reason.under)) return scores;
    const own = scores.slice();
    for (let row = 0; row < hits.size; row++) {
      const { under } = hits.reason(row);
      const above = under ? hits.find(under.scenario) : -1;
      if (under && above >= 0) scores[row] = rounded(own[above] * (0.99 - 0.01 * under.place));
    }
    return scores;
  };

  /** By tier, the worst level of a rule or rule set: comment with a better one waits behind it. @param {Hits} hits */
  const worstOfRules = (hits) => {
    const worst = new Uint8Array(8);
    for (let row = 0; row < hits.size; row++) {
      if (ranks[profiles.byUnit[hits.numbers[row]]] !== RULE) continue;
      worst[hits.tiers[row]] = Math.max(worst[hits.tiers[row]], hits.levels[row]);
    }
    return worst;
  };

  /** What decides before the score, as one number. @param {Hits} hits */
  const classesOf = (hits) => {
    const classes = new Int32Array(hits.size);
    const worst = worstOfRules(hits);
    for (let row = 0; row < hits.size; row++) {
      const tier = hits.groups[row] ? 0 : hits.tiers[row]; // the rules of a named set stand together, whatever their wording
      const isComment = ranks[profiles.byUnit[hits.numbers[row]]] === COMMENT ? 1 : 0;
      const own = tier === 3 || tier === 4 ? hits.levels[row] : 0;
      const level = own && isComment ? Math.max(own, worst[tier]) : own;
      classes[row] = (((hits.groups[row] + 2) * 16 + tier) * 16 + level) * 2 + isComment;
    }
    return classes;
  };

  return {
    ranked(hits, today, limit) {
      if (day !== today) {
        day = today;
        priors = new Float64Array(profiles.count);
      }
      const scores = scoresOf(hits, today);
      const classes = classesOf(hits);
      const order = (/** @type {number} */ a, /** @type {number} */ b) => classes[a] - classes[b] || scores[b] - scores[a] || a - b;
      return best(hits.size, limit, order).map((row) => ({ row, score: scores[row] }));
    },
  };
}

/**
 * The first rows in an order.
 *
 * @param {number} size
 * @param {number} limit
 * @param {(a: number, b: number) => number} order
 */
function best(size, limit, order) {
  /** @type {number[]} */
  const rows = [];
  for (let row = 0; row < size; row++) {
    if (limit > PICKED || rows.length < limit) rows.push(row);
    else if (order(row, rows[rows.length - 1]) < 0) rows[rows.length - 1] = row;
    else continue;
    if (limit <= PICKED) sink(rows, order);
  }
  return limit > PICKED ? rows.sort(order).slice(0, limit) : rows;
}

/**
 * Moves the last row to where it belongs.
 *
 * @param {number[]} rows
 * @param {(a: number, b: number) => number} order
 */
function sink(rows, order) {
  for (let at = rows.length - 1; at > 0 && order(rows[at], rows[at - 1]) < 0; at--) {
    [rows[at - 1], rows[at]] = [rows[at], rows[at - 1]];
  }
}

/**
 * @param {Record<string, number>} factors
 * @param {string} name
 * @param {number} otherwise
 */
function factor(factors, name, otherwise) {
  return factors.hasOwnProperty(name) ? factors[name] : otherwise;
}
