// @ts-check
/**
 * Turns the `#hash` of the address into a route and back.
 *
 * @typedef {{name: string, id: string, query: string, filters: Record<string, string>}} Route
 */

const GUIDES = ["before-posting", "template"];
const LISTS = ["mine", "redlines", "groups", "groups/chengyuan", "scenarios", "topics", "compare", "rulesets", "owners", "cases", "interpretations", "channels"];
const PLAIN = ["about", "settings", "saved", "me", "news"];
const FILTERS = ["region", "topic", "kind", "status", "platform", "type"];

/**
 * @param {string} hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [first, ...rest] = path.split("/");
  if (first === "r" && rest.length) return route("document", decoded(rest.join("/")));
  if (first === "search") return searchRoute(new URLSearchParams(query));
  if (first === "compare" && rest.length) return route("compare", decoded(rest.join("/")));
  if (GUIDES.indexOf(first) >= 0) return route("guide", first);
  if (LISTS.indexOf(path) >= 0) return route("list", path);
  return route(PLAIN.indexOf(first) >= 0 ? first : "home", "");
}

/**
 * @param {string} text
 * @param {Record<string, string>} [filters]
 */
export function searchHash(text, filters) {
  const chosen = filters || {};
  const pairs = FILTERS.filter((name) => chosen[name]).map((name) => `&${name}=${encodeURIComponent(chosen[name])}`);
  return `#/search?q=${encodeURIComponent(text)}${pairs.join("")}`;
}

/** @param {string} id */
export function documentHash(id) {
  return `#/r/${encodeURIComponent(id)}`;
}

/** The ids behind all addresses of documents in a text, each once. @param {string} text */
export function documentsIn(text) {
  return Array.from(new Set((text.match(/#\/r\/[a-z0-9-]+/g) || []).map((address) => address.slice("#/r/".length))));
}

/** @param {string} topic */
export function compareHash(topic) {
  return `#/compare/${encodeURIComponent(topic)}`;
}

/** What is read fills the second pane of a wide screen, lists and settings the first. @param {Route} shown */
export function paneOf(shown) {
  return ["document", "about", "compare", "guide"].indexOf(shown.name) >= 0 ? "detail" : "list";
}

/**
 * @param {string} name
 * @param {string} id
 * @returns {Route}
 */
function route(name, id) {
  return { name, id, query: "", filters: {} };
}

/**
 * @param {URLSearchParams} given
 * @returns {Route}
 */
function searchRoute(given) {
  /** @type {Record<string, string>} */
  const filters = {};
  FILTERS.forEach((name) => {
    const value = given.get(name);
    if (value) filters[name] = value;
  });
  return { name: "search", id: "", query: given.get("q") || "", filters };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    return text; // a broken escape typed by hand is searched for as it stands
  }
}
