// @ts-check
/**
 * Says what a text is worth on a day, in one of ten words. Same behaviour as `webapp/rules/status.py`, where the rules
 * are written down; tests/vectors/status.json ties the two.
 *
 * @typedef {{get(id: string): Doc | undefined}} Lookup
 */

const BEIJING_OFFSET = 8 * 3600 * 1000;
const NOT_YET_IN_FORCE = "尚未施行";
const NEEDS_REVIEW = "需复核";
const GROWS_OLD = ["effective", "trial", "amended"];
const OUT_OF_FORCE = ["repealed", "superseded"];
/** @type {Record<string, string>} */
const LABELS = {
  effective: "现行",
  trial: "试行",
  "trial-unknown": "试行(后续未查实)",
  amended: "已修改",
  superseded: "已被替代",
  repealed: "已废止",
  historical: "已成历史",
  unknown: "未核实",
};

/**
 * The label of a rule set or a rule on a day (`2026-03-09`); "" for all else. A rule set needs no second argument.
 *
 * @param {Doc} document
 * @param {Lookup | Doc | null | undefined} libraryOrRuleset
 * @param {string} today
 */
export function status(document, libraryOrRuleset, today) {
  const ruleset = rulesetOf(document, libraryOrRuleset);
  return ruleset ? ofRuleset(ruleset, today) : "";
}

/**
 * The day in Beijing at an instant (milliseconds since 1970).
 *
 * @param {number} now
 */
export function beijingToday(now) {
  return new Date(now + BEIJING_OFFSET).toISOString().slice(0, 10);
}

/**
 * @param {Doc} document
 * @param {Lookup | Doc | null | undefined} other
 * @returns {Doc | undefined}
 */
function rulesetOf(document, other) {
  if (document.type === "ruleset") return document;
  if (document.type !== "rule" || !other) return undefined;
  return "get" in other ? other.get(document.ruleset || "") : other;
}

/**
 * @param {Doc} ruleset
 * @param {string} today
 */
function ofRuleset(ruleset, today) {
  const authored = ruleset.status || "unknown";
  const repealed = ruleset.repealed_on || "";
  const isOut = OUT_OF_FORCE.indexOf(authored) >= 0;
  if (authored === "historical" || (isOut && !repealed)) return LABELS[authored];
  if (repealed && lastDay(repealed) <= today) return LABELS[authored === "superseded" ? "superseded" : "repealed"];
  if (firstDay(ruleset.effective_on || ruleset.issued_on || "") > today) return NOT_YET_IN_FORCE;
  const inForce = isOut ? "effective" : authored;
  return isDoubtful(ruleset, inForce, today) ? NEEDS_REVIEW : LABELS[inForce];
}

/**
 * Whether a claim has grown old, or today lies inside a partial date that decides it.
 *
 * @param {Doc} ruleset
 * @param {string} inForce
 * @param {string} today
 */
function isDoubtful(ruleset, inForce, today) {
  if (GROWS_OLD.indexOf(inForce) < 0) return false;
  const effective = ruleset.effective_on || "";
  const repealed = ruleset.repealed_on || "";
  const checked = ruleset.status_checked_on || "0000-01-01";
  // The same day of the next year, as text: 29 February needs no special case.
  const goodUntil = `000${Number(checked.slice(0, 4)) + 1}`.slice(-4) + checked.slice(4);
  return today > goodUntil || (effective !== "" && lastDay(effective) > today) || (repealed !== "" && firstDay(repealed) <= today);
}

/** @param {string} partial */
function firstDay(partial) {
  return partial && partial + "-01-01".slice(partial.length - 4);
}

/** No month is longer than 31 days; as text that is late enough. @param {string} partial */
function lastDay(partial) {
  return partial + "-12-31".slice(partial.length - 4);
}
