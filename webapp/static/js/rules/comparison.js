// @ts-check
/**
 * One topic → what each region's rule says about it, aspect by aspect; what a text does not mention is left out.
 * Same behaviour as `webapp/rules/comparison.py`, tied by tests/vectors/lists.json.
 *
 * @typedef {{value: string, ids: string[]}} Value
 * @typedef {{ids: string[], aspects: {name: string, values: Value[]}[]}} Comparison the rules in order, and for each
 *   aspect the values that any of them mentions, with those that do
 */
import { rank, sorted } from "./order.js";
import { blockText } from "./units.js";

const ASPECTS = ["modality", "actions", "amount", "platforms", "audience"];

/**
 * The rules on a topic side by side.
 *
 * @param {import("./library.js").Library} library
 * @param {string} topic
 * @param {string} today
 * @returns {Comparison}
 */
export function comparison(library, topic, today) {
  const rules = library.ofType("rule").filter((rule) => (rule.topics || []).indexOf(topic) >= 0);
  const inOrder = sorted(rules, (rule) => rank(library, rule, today));
  const aspects = ASPECTS.map((name) => ({ name, values: valuesOf(name, inOrder) }));
  return { ids: inOrder.map((rule) => rule.id), aspects: aspects.filter((aspect) => aspect.values.length > 0) };
}

/**
 * The words that the source printed: those chosen, else all; none when it only reported them.
 *
 * @param {Doc} rule
 */
export function ownWords(rule) {
  return rule.quote || (rule.text ? blockText(rule.text) : "");
}

/**
 * @param {string} name
 * @param {Doc[]} rules
 */
function valuesOf(name, rules) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  rules.forEach((rule) => saidBy(rule, name).forEach((value) => found.set(value, [...(found.get(value) || []), rule.id])));
  return Array.from(found, ([value, ids]) => ({ value, ids }));
}

/**
 * @param {Doc} rule
 * @param {string} name
 * @returns {string[]}
 */
function saidBy(rule, name) {
  const value = /** @type {any} */ (rule)[name] || [];
  return Array.isArray(value) ? value : [value];
}
