// @ts-check
/**
 * Turns documents into search units: what can be a result, under which words, with which facets.
 * Same behaviour as `webapp/rules/units.py`.
 *
 * @typedef {Record<string, string[]>} Fields
 * @typedef {{id: string, type: string, title: string, fields: Fields, shown: string[], topics: string[],
 *   regions: string[], kind: string, redLine: boolean, platforms: string[], audience: string[], ruleset: string,
 *   restsOn: string[], statusOf: string, called: string[], bare: boolean}} Unit
 * @typedef {Map<string, any>} Documents
 */

export const UNIT_TYPES = ["rule", "ruleset", "scenario", "case", "channel", "guide", "interpretation", "practice", "finding"];
const BODY_FIELDS = ["outcome", "speaker", "role", "operator", "method", "doc_number", "date_note", "note"];
const NATION = "quanguo";

/**
 * All units of a library, by id: the order in which ties are broken.
 *
 * @param {Documents} documents
 * @returns {Unit[]}
 */
export function unitsOf(documents) {
  /** @type {Unit[]} */
  const found = [];
  documents.forEach((document) => {
    if (!UNIT_TYPES.includes(document.type)) return;
    found.push(unitOf(document, documents));
    (document.articles || []).forEach((/** @type {any} */ article) => {
      if (!article.rule) found.push(articleUnit(article, document, documents));
    });
  });
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The text of a body tree, a line per block or cell.
 *
 * @param {any[]} blocks
 */
export function blockText(blocks) {
  return leaves(blocks, [])
    .map((leaf) => leaf.t)
    .join("\n");
}

/**
 * The text of a body tree without the titles that its links print: one text when there are none.
 *
 * @param {any[]} blocks
 */
export function ownTexts(blocks) {
  const texts = [""];
  leaves(blocks, []).forEach((leaf) => {
    betweenLinks(leaf).forEach((piece, place) => {
      if (place) texts.push(piece);
      else texts[texts.length - 1] += (texts[texts.length - 1] ? "\n" : "") + piece;
    });
  });
  return texts;
}

/**
 * @param {any[]} blocks
 * @param {any[]} found
 * @returns {any[]}
 */
function leaves(blocks, found) {
  blocks.forEach((block) => {
    if (typeof block.t === "string") found.push(block);
    else if (block.k === "ul" || block.k === "ol") block.c.forEach((/** @type {any[]} */ item) => leaves(item, found));
    else if (block.k === "table") [block.head].concat(block.rows).forEach((row) => row.forEach((/** @type {any} */ cell) => found.push(cell)));
    else if (block.c) leaves(block.c, found);
  });
  return found;
}

/** @param {any} leaf */
function betweenLinks(leaf) {
  const links = (leaf.m || []).filter((/** @type {any[]} */ mark) => mark[2] === "a" && mark[3].startsWith("#"));
  /** @type {string[]} */
  const texts = [];
  let at = 0;
  links.forEach((/** @type {any[]} */ mark) => {
    texts.push(leaf.t.slice(at, mark[0]));
    at = mark[1];
  });
  return texts.concat(leaf.t.slice(at));
}

/**
 * @param {any} document
 * @param {Documents} documents
 * @returns {Unit}
 */
function unitOf(document, documents) {
  const ruleset = documents.get(document.ruleset || "") || document;
  const label = document.label || "";
  const blocks = document.body || [];
  const own = ownTexts(blocks);
  const whole = blockText(blocks);
  const official = document.text ? articleText(label, document.text) : "";
  const said = [document.plain, document.summary, document.caution];
  const other = BODY_FIELDS.map((name) => document[name]);
  const called = document.type === "ruleset" ? calledOf(document, documents) : [];
  return {
    id: document.id,
    type: document.type,
    title: document.title,
    fields: {
      title: texts([document.title, document.official_title, document.question, label]),
      quote: texts([document.quote]),
      body: texts([official].concat(said)),
      notes: texts(own.concat(other)),
      alias: texts((document.aliases || []).concat(document.asks || [])),
      names: texts(called.concat(namesOf(document, ruleset, documents))),
      cited: own.length > 1 ? [whole] : [],
    },
    shown: texts([document.quote, official].concat(said, [whole], other)),
    topics: document.topics || [],
    regions: regionsOf(document, ruleset, documents),
    kind: document.kind || "",
    redLine: document.red_line === true,
    platforms: document.platforms || [],
    audience: document.audience || [],
    ruleset: document.ruleset || "",
    restsOn: document.answer_basis || [],
    statusOf: ruleset.id,
    called: called.length ? texts(called.concat(document.aliases || [])) : [],
    bare: false,
  };
}

/**
 * @param {any} article
 * @param {any} ruleset
 * @param {Documents} documents
 * @returns {Unit}
 */
function articleUnit(article, ruleset, documents) {
  const label = article.label;
  const text = articleText(label, article.blocks);
  return {
    id: article.id,
    type: "rule",
    title: `${ruleset.title} ${label}`,
    fields: {
      title: [label],
      quote: [],
      body: [text],
      notes: [],
      alias: [],
      names: texts(namesOf({ label }, ruleset, documents).concat(article.path || [])),
      cited: [],
    },
    shown: [text],
    topics: ruleset.topics || [],
    regions: regionsOf(ruleset, ruleset, documents),
    kind: "",
    redLine: false,
    platforms: [],
    audience: [],
    ruleset: ruleset.id,
    restsOn: [],
    statusOf: ruleset.id,
    called: [],
    bare: true,
  };
}

/**
 * @param {string} label
 * @param {any[]} blocks
 */
function articleText(label, blocks) {
  return `${label}　${blockText(blocks)}`;
}

/**
 * @param {any} document
 * @param {any} ruleset
 * @param {Documents} documents
 * @returns {string[]}
 */
function namesOf(document, ruleset, documents) {
  /** @type {string[]} */
  let names = [];
  if (ruleset.type === "ruleset") {
    [ruleset.title, ruleset.official_title].concat(ruleset.known_as || []).forEach((name) => {
      names.push(name && document.label ? `${name} ${document.label}` : name);
    });
  }
  regionsOf(document, ruleset, documents).forEach((region) => (names = names.concat(ownNames(documents.get(region)))));
  [ruleset.issuer, document.issuer].forEach((issuer) => {
    if (issuer !== "unknown") names = names.concat(ownNames(documents.get(issuer || "")));
  });
  (document.topics || ruleset.topics || []).forEach((/** @type {string} */ topic) => {
    const found = documents.get(topic);
    names.push(found ? found.title : "");
  });
  return names.concat(document.platforms || [], document.kind || "");
}

/**
 * @param {any} document
 * @param {Documents} documents
 * @returns {string[]}
 */
function calledOf(document, documents) {
  let names = [document.title, document.official_title].concat(document.known_as || []);
  regionsOf(document, document, documents).forEach((region) => (names = names.concat(ownNames(documents.get(region)))));
  return names;
}

/**
 * @param {any} document
 * @returns {string[]}
 */
function ownNames(document) {
  return document ? [document.title].concat(document.aliases || []) : [];
}

/**
 * The region and those around it, nearest first. The nation lies around every region, so it tells nothing unless
 * it is the region itself.
 *
 * @param {any} document
 * @param {any} ruleset
 * @param {Documents} documents
 */
function regionsOf(document, ruleset, documents) {
  /** @type {string[]} */
  const chain = [];
  let region = document.region || ruleset.region || "";
  while (documents.has(region) && !chain.includes(region)) {
    chain.push(region);
    region = documents.get(region).parent || "";
  }
  return chain.filter((each, place) => !place || each !== NATION);
}

/** @param {Array<string | undefined>} values */
function texts(values) {
  return /** @type {string[]} */ (Array.from(new Set(values)).filter(Boolean));
}
