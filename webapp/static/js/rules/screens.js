// @ts-check
/**
 * Turns a library into what the screens with a shape of their own show: the first screen, the places to choose from,
 * a comparison, a guide.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {import("./cards.js").Card} Card
 * @typedef {{mine: number, questions: Card[], scenarios: number, newest: string, news: number}} Home
 * @typedef {{id: string, title: string, depth: number, rules: number}} Region
 * @typedef {{title: string, cards: Card[], aspects: import("./comparison.js").Comparison["aspects"]}} Compared
 */
import { cardsOf } from "./cards.js";
import { comparison } from "./comparison.js";
import { namedList } from "./lists.js";
import { pageOf } from "./pages.js";
import { NATION } from "./units.js";

const QUESTIONS = 4;
const UNKNOWN = "weizai";
/** What the address calls a guide, and the purpose it was written for. @type {Record<string, string>} */
const PURPOSES = { "before-posting": "发帖前", template: "群规模板" };

/**
 * @param {Library} library
 * @param {string} today
 * @param {import("./person.js").Person} person
 * @returns {Home}
 */
export function homeOf(library, today, person) {
  const list = (/** @type {string} */ name) => namedList(library, name, today, person);
  const [typical] = list("typical");
  const [latest] = list("news");
  return {
    mine: list("mine").reduce((sum, group) => sum + (group.id === "供参照" ? 0 : group.ids.length), 0),
    questions: cardsOf(library, typical ? typical.ids.slice(0, QUESTIONS) : [], today),
    scenarios: library.ofType("scenario").length,
    newest: latest ? latest.id : "",
    news: latest ? latest.ids.length : 0,
  };
}

/**
 * The regions to choose from, each under the one around it, with the number of rules that name it.
 *
 * @param {Library} library
 * @returns {Region[]}
 */
export function regionsOf(library) {
  /** @type {Record<string, number>} */
  const rules = {};
  library.ofType("rule").forEach((rule) => {
    const { region = "" } = library.get(rule.ruleset || "") || {};
    rules[region] = (rules[region] || 0) + 1;
  });
  /** @type {Region[]} */
  const found = [];
  const add = (/** @type {string} */ parent, /** @type {number} */ depth) => {
    library.ofType("region").forEach(({ id, title, parent: around }) => {
      if (around !== parent || id === UNKNOWN) return;
      found.push({ id, title, depth, rules: rules[id] || 0 });
      add(id, depth + 1);
    });
  };
  add(NATION, 0);
  return found;
}

/**
 * @param {Library} library
 * @param {string} topic
 * @param {string} today
 * @returns {Compared | null}
 */
export function comparedOf(library, topic, today) {
  const { ids, aspects } = comparison(library, topic, today);
  return ids.length ? { title: library.title(topic), cards: cardsOf(library, ids, today), aspects } : null;
}

/**
 * @param {Library} library
 * @param {string} name
 * @param {string} today
 */
export function guideOf(library, name, today) {
  const [guide] = library.ofType("guide").filter((each) => each.purpose === PURPOSES[name]);
  return guide ? pageOf(library, guide.id, today) : null;
}
