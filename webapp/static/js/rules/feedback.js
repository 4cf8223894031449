// @ts-check
/**
 * Writes the two texts that a person may send to the desk. Their form is fixed, in Chinese in every language, because
 * `webapp/rules/feedback.py` reads it.
 *
 * @typedef {{epoch: number, seq: number}} Version of the content on this phone
 */

/**
 * What is wrong stands behind the last colon, in the person's own words.
 *
 * @param {{id: string, title: string}} document
 * @param {Version} version
 */
export function reportText({ id, title }, version) {
  return head("报告错误", version, `条目：${title}`, `编号：${id}`, "哪里不对：");
}

/**
 * @param {string[]} queries
 * @param {Version} version
 */
export function missedText(queries, version) {
  return head("没有查到", version, ...queries);
}

/**
 * @param {string} kind
 * @param {Version} version
 * @param {...string} lines
 */
function head(kind, { epoch, seq }, ...lines) {
  return [`红线随身查·${kind}`, `版本：${epoch}-${seq}`, ...lines].join("\n");
}
