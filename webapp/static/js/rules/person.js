// @ts-check
/**
 * Who somebody is and where → how near each rule is to them: binding there, binding one body, national, elsewhere.
 * Same behaviour as `webapp/rules/person.py`, tied by tests/vectors/lists.json. Nothing of it leaves the phone.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {{roles: string[], region: string}} Person
 */
import { grouped, rank, rulesetOf, sorted, standing } from "./order.js";
import { NATION } from "./units.js";

/** What one calls oneself → the words of `audience` that mean it. @type {Record<string, string[]>} */
export const ROLES = {
  群主: ["群主"],
  群成员: ["群成员", "信息发布者"],
  机关干部: ["全体党员干部", "部机关党员干部", "机关"],
  纪检: ["纪检机关"],
  群众: ["群众"],
};
const NEARNESS = ["当地", "只管一个单位", "全国", "供参照"];
const [LOCAL, ONE_BODY, NATIONAL, ELSEWHERE, OTHERS] = [0, 1, 2, 3, 4];
const NARROW = ["部门内部", "个人群规"];
/** @type {Person} */
export const NOBODY = { roles: [], region: "" };

/** @param {Person} person */
export function isKnown(person) {
  return person.roles.length > 0 || person.region !== "";
}

/**
 * The place of a rule in `NEARNESS`; behind them all when it is addressed to others.
 * What no longer applies binds nobody, so it stands with what applies elsewhere.
 *
 * @param {Library} library
 * @param {Doc} rule
 * @param {Person} person
 * @param {string} today
 */
export function nearness(library, rule, person, today) {
  if (!isKnown(person)) return 0;
  if (!isAddressed(rule, person)) return OTHERS;
  const ruleset = rulesetOf(library, rule);
  const chain = library.regionChain(person.region);
  const around = chain.length ? chain : [NATION];
  if (!ruleset || around.indexOf(ruleset.region || "") < 0 || standing(library, rule, today)) return ELSEWHERE;
  if (NARROW.indexOf(ruleset.level || "") >= 0) return ONE_BODY;
  return ruleset.region === NATION ? NATIONAL : LOCAL;
}

/**
 * Whether a rule binds somebody where they are, as far as they said who and where that is.
 *
 * @param {Library} library
 * @param {Doc} document
 * @param {Person} person
 * @param {string} today
 */
export function concerns(library, document, person, today) {
  return document.type === "rule" && isKnown(person) && nearness(library, document, person, today) < ELSEWHERE;
}

/**
 * 与我有关: the rules addressed to a person, nearest first; within, red lines first, what is known by its subject only last.
 *
 * @param {Library} library
 * @param {Person} person
 * @param {string} today
 */
export function binding(library, person, today) {
  if (!isKnown(person)) return [];
  const place = (/** @type {Doc} */ rule) => nearness(library, rule, person, today);
  const rules = library.ofType("rule").filter((rule) => place(rule) < OTHERS);
  const inOrder = sorted(rules, (rule) => [weight(rule), ...rank(library, rule, today)]);
  return grouped(inOrder, (rule) => NEARNESS[place(rule)], NEARNESS);
}

/** @param {Doc} rule */
function weight(rule) {
  if (rule.red_line) return 0;
  return rule.deontic === "scope" ? 2 : 1;
}

/**
 * @param {Doc} rule
 * @param {Person} person
 */
function isAddressed(rule, person) {
  const audience = rule.audience || [];
  return !person.roles.length || person.roles.some((role) => (ROLES[role] || []).some((word) => audience.indexOf(word) >= 0));
}
