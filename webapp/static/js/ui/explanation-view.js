// @ts-check
/**
 * Turns the engine's explanation of a result into plain lines: its tier, the fields, the words and what they add.
 */
import { N_, t } from "../i18n.js";
import { CONTENT, append, el } from "./dom.js";

/** @type {Record<string, string>} */
const FIELDS = { title: N_("标题"), quote: N_("引文"), body: N_("正文"), notes: N_("说明"), alias: N_("又称"), names: N_("所属"), cited: N_("提到") };
const MOST = 6;

/**
 * Closed lines under the reason; what they say is there before somebody opens them.
 *
 * @param {Promise<import("../query/explanation.js").Explanation | null>} asked
 * @param {string} reason
 */
export function explanationOf(asked, reason) {
  const lines = el("div", null);
  asked.then((found) => found && append(lines, told(found)), () => {});
  return el("details", { class: "note" }, el("summary", null, el("strong", null, t("为什么在这里"), "\u2002"), reason), lines);
}

/** @param {import("../query/explanation.js").Explanation} found */
function told({ tier, score, fields, terms }) {
  const held = Object.keys(FIELDS).filter((name) => Object.keys(fields).some((needle) => fields[needle].includes(name)));
  const words = terms.slice(0, MOST).map(({ term, adds }) => `${term} ${adds.toFixed(2)}`);
  return [
    el("p", null, t("第 {tier} 档，得分 {score}", { tier, score: score.toFixed(2) })),
    held.length > 0 && el("p", null, t("出现在：{fields}", { fields: held.map((name) => t(FIELDS[name])).join("、") })),
    words.length > 0 && el("p", null, t("词的分量："), el("span", { lang: CONTENT }, words.join(" · "))),
  ];
}
