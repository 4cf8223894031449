// @ts-check
/** Turns the shorter form in which an object holds a document into the document. Same behaviour as `webapp/rules/wire.py`. */

const BETWEEN = "\u3000";
/** Before each word of a list. */
const MARK = "\x7f";

/**
 * @param {any} value
 * @returns {Doc}
 */
export function fromWire(value) {
  [value].concat(value.entries || []).forEach(split);
  if (!value.articles) return value;
  let number = "0";
  /** @type {string[]} */
  let path = [];
  const articles = value.articles.map((/** @type {any} */ short) => {
    number = short.no || String(parseInt(number, 10) + 1);
    path = short.path || path;
    return longArticle(short, value.id, number, path);
  });
  return { ...value, articles };
}

/** @param {any} fields */
function split(fields) {
  Object.keys(fields).forEach((name) => {
    const text = fields[name];
    if (text[0] === MARK) fields[name] = text.slice(1).split(MARK);
  });
}

/**
 * @param {any} short
 * @param {string} ruleset
 * @param {string} no
 * @param {string[]} path
 * @returns {Article}
 */
function longArticle(short, ruleset, no, path) {
  const end = short.t.indexOf(BETWEEN);
  const label = end < 0 ? short.t : short.t.slice(0, end);
  const blocks = short.c || (end < 0 ? [] : short.t.slice(end + 1).split("\n").map((/** @type {string} */ t) => ({ k: "p", t })));
  const article = { id: `${ruleset}--art-${no}`, no, label, path, blocks };
  return short.rule ? { ...article, rule: short.rule } : article;
}
