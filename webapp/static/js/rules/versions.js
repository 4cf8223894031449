// @ts-check
/**
 * Turns a rule set into the versions of the same work, and says which of them is in force.
 *
 * @typedef {import("./library.js").Library} Library
 */
import { status } from "./status.js";

/** What cannot be read as the text that holds today. */
const NOT_NOW = ["尚未施行", "已被替代", "已废止", "已成历史"];

/**
 * All versions, this one too, the newest first; one without a date comes last.
 *
 * @param {Library} library
 * @param {Doc} ruleset
 */
export function versionsOf(library, ruleset) {
  const same = library.ofType("ruleset").filter((other) => other.id === ruleset.id || (ruleset.work && other.work === ruleset.work));
  return same.sort((a, b) => (since(a) < since(b) ? 1 : since(a) > since(b) ? -1 : 0));
}

/**
 * @param {Library} library
 * @param {Doc} ruleset
 * @param {string} today
 * @returns {Doc | undefined} nothing when none of the versions is known to hold
 */
export function inForce(library, ruleset, today) {
  return versionsOf(library, ruleset).filter((version) => NOT_NOW.indexOf(status(version, library, today)) < 0)[0];
}

/** The date that puts versions in order; `nd` is what content says when nobody knows. @param {Doc} ruleset */
function since(ruleset) {
  const known = ruleset.effective_on || ruleset.issued_on || ruleset.version || "";
  return known === "nd" ? "" : known;
}
