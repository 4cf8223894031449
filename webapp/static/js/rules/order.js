// @ts-check
/**
 * Says in which order documents stand: what is in force before what is not, the wider body before the narrower.
 * Same behaviour as `webapp/rules/order.py`, tied by tests/vectors/lists.json.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {{id: string, ids: string[], under?: Record<string, string[]>}} Group part of a list; `id` is the id of a
 *   document or a word of ours, `under` has older versions by the newest
 * @typedef {(string | number | boolean)[]} Key
 */
import { status } from "./status.js";

/** From the widest body to the narrowest. */
export const LEVELS = ["中央", "省级", "市级", "县级", "部门内部", "个人群规"];
const OUT = ["已被替代", "已废止", "已成历史"];

/**
 * By the first part of the key in which two differ. Keys end with an id: old phones do not keep the order of equals.
 *
 * @template T
 * @param {T[]} values
 * @param {(value: T) => Key} keyOf
 * @returns {T[]}
 */
export function sorted(values, keyOf) {
  const keyed = values.map((value) => ({ value, key: keyOf(value) }));
  keyed.sort((a, b) => {
    const at = a.key.findIndex((part, index) => part !== b.key[index]);
    if (at < 0) return 0;
    return a.key[at] < b.key[at] ? -1 : 1;
  });
  return keyed.map((each) => each.value);
}

/** @param {Library} library */
export function topicsInOrder(library) {
  return sorted(library.ofType("topic"), (topic) => [topic.order || 0, topic.id]);
}

/**
 * The rule set itself, or the one that a rule belongs to.
 *
 * @param {Library} library
 * @param {Doc} document
 */
export function rulesetOf(library, document) {
  return document.type === "ruleset" ? document : library.get(document.ruleset || "");
}

/**
 * 0 what may be in force, 1 what will be, 2 what is not any more.
 *
 * @param {Library} library
 * @param {Doc} document
 * @param {string} today
 */
export function standing(library, document, today) {
  const label = status(document, library, today);
  if (OUT.indexOf(label) >= 0) return 2;
  return label === "尚未施行" ? 1 : 0;
}

/**
 * The key by which rules and rule sets of one group are sorted.
 *
 * @param {Library} library
 * @param {Doc} document
 * @param {string} today
 * @returns {Key}
 */
export function rank(library, document, today) {
  const ruleset = rulesetOf(library, document);
  return [standing(library, document, today), ruleset ? LEVELS.indexOf(ruleset.level || "") : LEVELS.length, document.id];
}

/**
 * Documents, already in order, under the groups of `order`; groups without any are left out.
 *
 * @param {Doc[]} documents
 * @param {(document: Doc) => string} groupOf
 * @param {string[]} order
 * @returns {Group[]}
 */
export function grouped(documents, groupOf, order) {
  /** @type {Map<string, string[]>} */
  const found = new Map(order.map((id) => /** @type {[string, string[]]} */ ([id, []])));
  documents.forEach((document) => {
    const ids = found.get(groupOf(document));
    if (ids) ids.push(document.id);
  });
  return Array.from(found, ([id, ids]) => ({ id, ids })).filter((group) => group.ids.length > 0);
}
