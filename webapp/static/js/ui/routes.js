// @ts-check
/**
 * Turns the `#hash` of the address into a route and back.
 *
 * @typedef {{name: string, id: string, query: string}} Route
 */

const LISTS = ["redlines", "groups", "scenarios", "topics", "rulesets", "cases", "interpretations", "channels"];
const PLAIN = ["about", "settings", "saved"];

/**
 * @param {string} hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [first, ...rest] = path.split("/");
  if (first === "r" && rest.length) return { name: "document", id: decoded(rest.join("/")), query: "" };
  if (first === "search") return { name: "search", id: "", query: parameter(query || "", "q") };
  if (LISTS.indexOf(first) >= 0) return { name: "list", id: first, query: "" };
  if (PLAIN.indexOf(first) >= 0) return { name: first, id: "", query: "" };
  return { name: "home", id: "", query: "" };
}

/** @param {string} text */
export function searchHash(text) {
  return `#/search?q=${encodeURIComponent(text)}`;
}

/** @param {string} id */
export function documentHash(id) {
  return `#/r/${encodeURIComponent(id)}`;
}

/** Documents and 关于 fill the second pane of a wide screen, lists and settings the first. @param {Route} route */
export function paneOf(route) {
  return route.name === "document" || route.name === "about" ? "detail" : "list";
}

/**
 * @param {string} query
 * @param {string} name
 */
function parameter(query, name) {
  const pair = query.split("&").filter((part) => part.indexOf(`${name}=`) === 0)[0];
  return pair ? decoded(pair.slice(name.length + 1).replace(/\+/g, " ")) : "";
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    return text; // a broken escape typed by hand is searched for as it stands
  }
}
