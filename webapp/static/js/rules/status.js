// @ts-check
/**
 * Turns what is authored about a rule set, and a day, into its status on that day. Same behaviour as `webapp/rules/status.py`.
 */

const BEIJING_OFFSET = 8 * 3600 * 1000;
/** @type {Record<string, string>} */
const AUTHORED = {
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
 * @param {Doc} document
 * @param {{get(id: string): Doc | undefined}} library
 * @param {string} today
 */
export function status(document, library, today) {
  const set = document.type === "rule" ? library.get(document.ruleset || "") || document : document;
  if (set.repealed_on && set.repealed_on <= today) return "已废止";
  if (set.effective_on && set.effective_on > today) return "尚未施行";
  return AUTHORED[set.status || "unknown"];
}

/**
 * The day in Beijing at an instant (milliseconds since 1970), as `2026-03-09`.
 *
 * @param {number} now
 */
export function beijingToday(now) {
  return new Date(now + BEIJING_OFFSET).toISOString().slice(0, 10);
}
