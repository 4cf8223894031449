// @ts-check
/**
 * Turns documents into search units: what can be a result, under which words, with which facets.
 * Same behaviour as `webapp/rules/units.py`.
 *
 * @typedef {Record<string, string[]>} Fields
 * @typedef {{id: string, type: string, title: string, fields: Fields, shown: string[], topics: string[],
 *   regions: string[], kind: string, redLine: boolean, platforms: string[], audience: string[], actions: string[], ruleset: string,
 *   restsOn: string[], statusOf: string, bare: boolean}} Unit
 * @typedef {Map<string, any>} Documents
 * @typedef {{id: string, document: any, article: any, around: string[]}} Source a document, or an article of it with the
 *   names that all articles of the set share
 */

export const UNIT_TYPES = ["rule", "ruleset", "scenario", "case", "channel", "guide", "interpretation", "practice", "finding"];
const BODY_FIELDS = ["outcome", "speaker", "role", "operator", "method", "doc_number", "date_note", "note"];
export const NATION = "quanguo";

/**
 * Where every unit of a library comes from, by id: the order in which ties are broken. The units themselves are made
 * when somebody asks, because a large library has tens of thousands and an answer shows twenty.
 *
 * @param {Documents} documents
 * @returns {Source[]}
 */
export function sourcesOf(documents) {
  /** @type {Source[]} */
  const found = [];
  documents.forEach((document) => {
    if (!UNIT_TYPES.includes(document.type)) return;
    found.push({ id: document.id, document, article: null, around: [] });
    const around = document.articles ? namesAround(document, document, documents) : [];
    (document.articles || []).forEach((/** @type {any} */ article) => {
      if (!article.rule) found.push({ id: article.id, document, article, around });
    });
  });
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * @param {Source} source
 * @param {Documents} documents
 * @returns {Unit}
 */
export function unitOf(source, documents) {
  return source.article ? articleUnit(source, documents) : documentUnit(source.document, documents);
}

/**
 * The searched texts of a unit, as `unitOf` gives them and without the rest of it.
 *
 * @param {Source} source
 * @param {Documents} documents
 * @returns {Fields}
 */
export function fieldsOf(source, documents) {
  return source.article ? /** @type {any} */ (new ArticleFields(source)) : documentFields(source.document, documents);
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
  const all = leaves(blocks, []);
  if (!all.some(({ m }) => m)) return [blockText(all)];
  all.forEach((leaf) => {
    betweenLinks(leaf).forEach((piece, place) => {
      if (place) texts.push(piece);
      else texts[texts.length - 1] += (texts[texts.length - 1] ? "\n" : "") + piece;
    });
  });
  return texts;
}

/**
 * The parts of a body tree that hold text.
 *
 * @param {any[]} blocks
 * @param {any[]} found
 * @returns {any[]}
 */
export function leaves(blocks, found) {
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
 * The names that an article shares with all others of its rule set; they are among its `names`, too.
 *
 * @param {Source} source
 */
export function sharedNames({ article, document, around }) {
  return article ? texts(titlesWith("", document).concat(around)) : [];
}

/**
 * @param {any} document
 * @param {Documents} documents
 * @returns {Fields}
 */
function documentFields(document, documents) {
  const ruleset = documents.get(document.ruleset || "") || document;
  const label = document.label || "";
  const blocks = document.body || [];
  const own = ownTexts(blocks);
  const called = document.type === "ruleset" ? calledOf(document, documents) : [];
  return {
    title: texts([document.title, document.official_title, document.question, label]),
    quote: texts([document.quote]),
    body: texts([officialText(document)].concat(saidIn(document))),
    notes: texts(own.concat(BODY_FIELDS.map((name) => document[name]), datesOf(document))),
    alias: texts((document.aliases || []).concat(document.asks || [])),
    names: texts(called.concat(namesOf(document, ruleset, documents))),
    cited: own.length > 1 ? [blockText(blocks)] : [],
  };
}

/**
 * @param {any} document
 * @param {Documents} documents
 * @returns {Unit}
 */
function documentUnit(document, documents) {
  const ruleset = documents.get(document.ruleset || "") || document;
  const whole = blockText(document.body || []);
  return {
    id: document.id,
    type: document.type,
    title: document.title,
    fields: documentFields(document, documents),
    shown: texts([document.quote, officialText(document)].concat(saidIn(document), [whole], BODY_FIELDS.map((name) => document[name]))),
    topics: document.topics || [],
    regions: regionsOf(document, ruleset, documents),
    kind: document.kind || "",
    redLine: document.red_line === true,
    platforms: document.platforms || [],
    audience: document.audience || [],
    actions: document.actions || [],
    ruleset: document.ruleset || "",
    restsOn: document.answer_basis || [],
    statusOf: ruleset.id,
    bare: false,
  };
}

/** When a text was issued and came into force, as people write it: 2015年3月发布. @param {any} document */
function datesOf(document) {
  const dates = [[document.issued_on, "发布"], [document.effective_on, "施行"]];
  return dates.map(([date, what]) => (date ? date.split("-").map((/** @type {string} */ part, /** @type {number} */ place) => Number(part) + "年月日"[place]).join("") + what : ""));
}

/** @param {any} document */
function officialText(document) {
  return document.text ? articleText(document.label || "", document.text) : "";
}

/** @param {any} document @returns {string[]} */
function saidIn(document) {
  return [document.plain, document.summary, document.caution];
}

/** @type {string[]} */
const NONE = [];

/** Of an article. Text and names are made when somebody asks: not everybody does. */
class ArticleFields {
  /** @param {Source} source */
  constructor(source) {
    const { label } = source.article;
    this.source = source;
    this.title = [label];
    this.quote = this.notes = this.alias = this.cited = NONE;
  }

  get body() {
    const { label, blocks } = this.source.article;
    return [articleText(label, blocks)];
  }

  get names() {
    const { article, document, around } = this.source;
    return texts(titlesWith(article.label, document).concat(around, article.path));
  }
}

/**
 * @param {Source} source
 * @param {Documents} documents
 * @returns {Unit}
 */
function articleUnit(source, documents) {
  const { article, document: ruleset } = source;
  const fields = /** @type {any} */ (new ArticleFields(source));
  return {
    id: article.id,
    type: "rule",
    title: `${ruleset.title} ${article.label}`,
    fields,
    shown: fields.body,
    topics: ruleset.topics || [],
    regions: regionsOf(ruleset, ruleset, documents),
    kind: "",
    redLine: false,
    platforms: [],
    audience: [],
    actions: [],
    ruleset: ruleset.id,
    restsOn: [],
    statusOf: ruleset.id,
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
 * What else leads here: the names of the rule set (第…条 behind each), region, issuer, topics, platforms.
 *
 * @param {any} document
 * @param {any} ruleset
 * @param {Documents} documents
 * @returns {string[]}
 */
function namesOf(document, ruleset, documents) {
  const titles = ruleset.type === "ruleset" ? titlesWith(document.label, ruleset) : [];
  return titles.concat(namesAround(document, ruleset, documents), document.platforms || [], document.kind || "");
}

/**
 * @param {string | undefined} label
 * @param {any} ruleset
 * @returns {string[]}
 */
function titlesWith(label, ruleset) {
  const names = [ruleset.title, ruleset.official_title].concat(ruleset.known_as || []);
  return names.map((name) => (name && label ? `${name} ${label}` : name));
}

/**
 * @param {any} document
 * @param {any} ruleset
 * @param {Documents} documents
 * @returns {string[]}
 */
function namesAround(document, ruleset, documents) {
  /** @type {string[]} */
  let names = [];
  regionsOf(document, ruleset, documents).forEach((region) => (names = names.concat(ownNames(documents.get(region)))));
  [ruleset.issuer, document.issuer].forEach((issuer) => {
    if (issuer !== "unknown") names = names.concat(ownNames(documents.get(issuer || "")));
  });
  (document.topics || ruleset.topics || []).forEach((/** @type {string} */ topic) => {
    const found = documents.get(topic);
    names.push(found ? found.title : "");
  });
  return names;
}

/**
 * What a query may call a rule set; in Python its unit holds that as `called`.
 *
 * @param {any} document
 * @param {Documents} documents
 */
export function callsOf(document, documents) {
  return texts(calledOf(document, documents).concat(document.aliases || []));
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
  /** @type {string[]} */
  const found = [];
  for (const text of values) if (text && !found.includes(text)) found.push(text);
  return found;
}
