// @ts-check
/**
 * Turns the documents of one release into a library that knows how they hang together.
 * Same behaviour as `webapp/rules/library.py`.
 *
 * @typedef {{documents: Doc[], get(id: string): Doc | undefined, resolve(id: string): Found | null,
 *   rulesOf(id: string): Doc[], ofType(type: string): Doc[], title(id: string): string,
 *   regionChain(id: string): string[], citing(id: string): Doc[]}} Library
 * @typedef {{document: Doc, article: Article | null}} Found
 */

/** Fields by which one document points at others; the other direction is what `citing` answers. */
const POINTERS = ["related", "answer_basis", "supersedes", "higher_rules"];

/**
 * @param {Doc[]} unsorted
 * @returns {Library}
 */
export function createLibrary(unsorted) {
  const documents = unsorted.slice().sort((a, b) => (a.id < b.id ? -1 : 1));
  /** @type {Map<string, Doc>} */
  const byId = new Map();
  /** @type {Map<string, string>} */
  const redirects = new Map();
  /** @type {Map<string, Doc[]>} */
  const rules = new Map();
  /** @type {Map<string, Doc[]>} */
  const citing = new Map();
  documents.forEach((document) => byId.set(document.id, document));
  documents.forEach((document) => {
    (document.redirects || []).forEach((id) => redirects.set(id, document.id));
    if (document.ruleset) push(rules, document.ruleset, document);
    targets(document).forEach((id) => push(citing, id, document));
  });
  const resolve = (/** @type {string} */ asked) => {
    const id = currentId(redirects, asked);
    const document = byId.get(id);
    return document ? { document, article: null } : articleOf(byId, id);
  };
  return {
    documents,
    get: (id) => byId.get(id),
    resolve,
    rulesOf: (id) => rules.get(id) || [],
    ofType: (type) => documents.filter((document) => document.type === type),
    title: (id) => titleOf(resolve(id), id),
    regionChain: (id) => regionChain(byId, id),
    citing: (id) => citing.get(id) || [],
  };
}

/**
 * An article, or the rule that annotates it. Articles are looked up in their set: a large library has tens of thousands.
 *
 * @param {Map<string, Doc>} byId
 * @param {string} id
 * @returns {Found | null}
 */
function articleOf(byId, id) {
  const document = byId.get(id.slice(0, id.lastIndexOf("--art-")));
  const article = document && (document.articles || []).find((each) => each.id === id);
  if (!document || !article) return null;
  const rule = byId.get(article.rule || "");
  return rule ? { document: rule, article: null } : { document, article };
}

/**
 * Old ids of renamed documents lead to the new ones; a renamed rule set takes its articles along.
 *
 * @param {Map<string, string>} redirects
 * @param {string} id
 */
function currentId(redirects, id) {
  const renamed = redirects.get(id);
  if (renamed) return renamed;
  const article = /^(.*)--(art-\d+(?:-\d+)*)$/.exec(id);
  const ruleset = article && redirects.get(article[1]);
  return article && ruleset ? `${ruleset}--${article[2]}` : id;
}

/**
 * @param {Map<string, Doc[]>} map
 * @param {string} key
 * @param {Doc} value
 */
function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/**
 * @param {Doc} document
 * @returns {string[]}
 */
function targets(document) {
  /** @type {Set<string>} */
  const found = new Set();
  POINTERS.forEach((field) => {
    const value = /** @type {any} */ (document)[field];
    if (Array.isArray(value)) value.forEach((id) => typeof id === "string" && found.add(id));
    else if (typeof value === "string") found.add(value);
  });
  return Array.from(found);
}

/**
 * @param {Found | null} found
 * @param {string} id
 */
function titleOf(found, id) {
  if (!found) return id;
  return found.article ? `${found.document.title} ${found.article.label}` : found.document.title;
}

/**
 * The region and the regions around it, from the smallest to the largest.
 *
 * @param {Map<string, Doc>} byId
 * @param {string} id
 */
function regionChain(byId, id) {
  /** @type {string[]} */
  const chain = [];
  for (let region = byId.get(id); region && chain.indexOf(region.id) < 0; region = byId.get(region.parent || "")) chain.push(region.id);
  return chain;
}
