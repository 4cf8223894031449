// @ts-check
/**
 * A library and the name of a list → the list, as groups of ids in the order in which every screen shows them.
 * Same behaviour as `webapp/rules/lists.py`, tied by tests/vectors/lists.json.
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {import("./order.js").Group} Group
 * @typedef {import("./person.js").Person} Person
 */
import { grouped, LEVELS, rank, sorted, topicsInOrder } from "./order.js";
import { binding, isKnown, nearness, NOBODY } from "./person.js";
import { UNIT_TYPES } from "./units.js";
import { inForce, versionsOf } from "./versions.js";

const STAGES = ["保密", "建群", "管群", "进群", "发言", "不该发的", "汇报", "退群"];
/** @type {Record<string, string>} */
const STAGE_OF_ACTION = { 管群: "管群", 建群: "建群", 入群: "进群", 退群: "退群", 汇报: "汇报" };
const PROHIBITING = ["严禁", "不准", "不得", "不能", "不(不以)"];
const HOST = ["群主", "机关"];
const GROUP_TOPICS = ["qun-guanli", "fayan-guifan", "gongzuo-huibao"];
const WEIGHTS = ["权威解释", "官员谈话", "专家意见", "个人做法", "媒体梳理"];
const PRACTICES = "正面做法";

/**
 * The groups of a named list, each with at least one document; none under an unknown name.
 *
 * @param {Library} library
 * @param {string} name
 * @param {string} today
 * @param {Person} [person]
 * @returns {Group[]}
 */
export function namedList(library, name, today, person) {
  return LISTS.has(name) ? /** @type {Maker} */ (LISTS.get(name))(library, today, person || NOBODY) : [];
}

/**
 * Whether the rule's own words forbid: “红线” is the word of the press and covers more than that.
 *
 * @param {Doc} rule
 */
export function prohibits(rule) {
  return rule.deontic === "prohibition" && PROHIBITING.indexOf(rule.modality || "") >= 0;
}

/**
 * Where in the life of a group a rule belongs. Secrecy goes before everything.
 *
 * @param {Doc} rule
 */
export function stageOf(rule) {
  if (has(rule.topics, "baomi")) return "保密";
  const action = Object.keys(STAGE_OF_ACTION).filter((name) => has(rule.actions, name))[0];
  if (action) return STAGE_OF_ACTION[action];
  return prohibits(rule) ? "不该发的" : "发言";
}

/**
 * How many documents that can be a result each topic has.
 *
 * @param {Library} library
 */
export function topicCounts(library) {
  /** @type {Record<string, number>} */
  const counts = {};
  library.ofType("topic").forEach((topic) => (counts[topic.id] = 0));
  library.documents.forEach((document) => {
    if (has(UNIT_TYPES, document.type)) (document.topics || []).forEach((id) => (counts[id] += 1));
  });
  return counts;
}

/** @typedef {(library: Library, today: string, person: Person) => Group[]} Maker */

/** @type {Maker} */
function redlines(library, today, person) {
  const rules = nearFirst(library, library.ofType("rule").filter((rule) => rule.red_line), today, person);
  /** @type {Map<string, number>} */
  const near = new Map();
  const topics = topicsInOrder(library).map((topic) => topic.id);
  if (isKnown(person)) rules.slice().reverse().forEach((rule) => near.set(firstTopic(rule), nearness(library, rule, person, today)));
  const order = sorted(topics, (id) => [near.get(id) || 0, topics.indexOf(id)]);
  return grouped(rules, firstTopic, order);
}

/** What a 群主 has to know: everything about groups, and at the end how somebody runs theirs. @type {Maker} */
function groupRules(library, today, person) {
  const rules = library.ofType("rule").filter(isGroupRule);
  const ways = library.ofType("practice").filter((way) => GROUP_TOPICS.some((topic) => has(way.topics, topic)));
  return [...grouped(nearFirst(library, rules, today, person), stageOf, STAGES), ...grouped(ways, () => PRACTICES, [PRACTICES])];
}

/** What a 群成员 has to know: without what only those who set a group up have to do. @type {Maker} */
function groupRulesOfMembers(library, today, person) {
  const isForMembers = (/** @type {Doc} */ rule) => (rule.audience || []).some((word) => !has(HOST, word));
  const rules = library.ofType("rule").filter((rule) => isGroupRule(rule) && isForMembers(rule));
  return grouped(nearFirst(library, rules, today, person), stageOf, STAGES);
}

/** @type {Maker} */
function scenarios(library) {
  return grouped(library.ofType("scenario"), firstTopic, topicsInOrder(library).map((topic) => topic.id));
}

/** One question of each topic, for the first screen. @type {Maker} */
function typical(library, today, person) {
  const ids = scenarios(library, today, person).map((group) => group.ids[0]);
  return ids.length ? [{ id: "", ids }] : [];
}

/** By level. @type {Maker} */
function rulesets(library, today) {
  return regulations(library, today, (head) => head.level || "", LEVELS);
}

/**
 * The version in force stands for its regulation, or the newest where none is; others under it.
 *
 * @param {import("./library.js").Library} library
 * @param {string} today
 * @param {(head: Doc) => string} groupOf
 * @param {string[]} order
 */
function regulations(library, today, groupOf, order) {
  /** @type {Map<string, Doc[]>} */
  const works = new Map();
  library.ofType("ruleset").forEach((set) => {
    const work = set.work || set.id;
    if (!works.has(work)) works.set(work, versionsOf(library, set));
  });
  /** @type {Map<string, string[]>} */
  const others = new Map();
  const heads = Array.from(works.values(), (versions) => {
    const head = inForce(library, versions[0], today) || versions[0];
    others.set(head.id, versions.filter((each) => each !== head).map((each) => each.id));
    return head;
  });
  const inOrder = sorted(heads, (head) => rank(library, head, today));
  return grouped(inOrder, groupOf, order).map((group) => withVersions(group, others));
}

/**
 * @param {Group} group
 * @param {Map<string, string[]>} others
 * @returns {Group}
 */
function withVersions(group, others) {
  /** @type {Record<string, string[]>} */
  const under = {};
  group.ids.forEach((id) => {
    const versions = others.get(id) || [];
    if (versions.length) under[id] = versions;
  });
  return Object.keys(under).length ? { ...group, under } : group;
}

/** Rule sets by the body in charge; first those for which nobody says who it is. @type {Maker} */
function owners(library, today) {
  const names = library.ofType("ruleset").map((set) => set.owner || "");
  return regulations(library, today, (head) => head.owner || "未明确", ["未明确", ...Array.from(new Set(names)).filter(Boolean).sort()]);
}

/** @type {Maker} */
function interpretations(library) {
  const said = ["interpretation", "finding", "practice"].map(library.ofType);
  const kind = (/** @type {Doc} */ document) => (document.type === "practice" ? PRACTICES : document.weight || "");
  return grouped(flat(said), kind, [...WEIGHTS, PRACTICES]);
}

/** @type {Maker} */
function channels(library) {
  return grouped(library.ofType("channel"), (channel) => (channel.channel_verified ? "已核实" : "未核实"), ["已核实", "未核实"]);
}

/** @type {Maker} */
function news(library) {
  const documents = flat(UNIT_TYPES.map(library.ofType));
  const day = (/** @type {Doc} */ document) => document.updated_on || "";
  return grouped(documents, day, Array.from(new Set(documents.map(day))).sort().reverse());
}

/** The topics on which more than one region has a rule. @type {Maker} */
function compared(library) {
  /** @type {Map<string, Set<string>>} */
  const regions = new Map();
  library.ofType("rule").forEach((rule) => {
    const set = library.get(rule.ruleset || "");
    (rule.topics || []).forEach((topic) => regions.set(topic, new Set(regions.get(topic)).add((set && set.region) || "")));
  });
  return plain(topicsInOrder(library).filter((topic) => (regions.get(topic.id) || new Set()).size > 1));
}

/**
 * @param {Library} library
 * @param {Doc[]} rules
 * @param {string} today
 * @param {Person} person
 */
function nearFirst(library, rules, today, person) {
  return sorted(rules, (rule) => [nearness(library, rule, person, today), ...rank(library, rule, today)]);
}

/** @param {Doc} rule */
function isGroupRule(rule) {
  return rule.kind === "群规" || has(rule.platforms, "微信群");
}

/** @param {Doc} document */
function firstTopic(document) {
  return (document.topics || [])[0] || "";
}

/** @param {Doc[]} documents */
function plain(documents) {
  return grouped(documents, () => "", [""]);
}

/**
 * @param {string[] | undefined} list
 * @param {string} value
 */
function has(list, value) {
  return list !== undefined && list.indexOf(value) >= 0;
}

/** @param {Doc[][]} lists @returns {Doc[]} */
function flat(lists) {
  return lists.reduce((all, list) => all.concat(list), []);
}

/** @type {Map<string, Maker>} */
export const LISTS = new Map(
  /** @type {[string, Maker][]} */ ([
    ["mine", (library, today, person) => binding(library, person, today)],
    ["redlines", redlines],
    ["groups", groupRules],
    ["groups/chengyuan", groupRulesOfMembers],
    ["scenarios", scenarios],
    ["typical", typical],
    ["topics", (library) => plain(topicsInOrder(library))],
    ["compare", compared],
    ["rulesets", rulesets],
    ["owners", owners],
    ["cases", (library) => plain(library.ofType("case"))],
    ["interpretations", interpretations],
    ["channels", channels],
    ["news", news],
  ]),
);
