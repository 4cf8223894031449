// @ts-check
/**
 * The shape of an answer: ranked results with reasons, and what was understood. Same behaviour as `webapp/query/answer.py`.
 *
 * @typedef {{code: string, term: string}} Reason
 * @typedef {{id: string, type: string, title: string, score: number, tier: number, reason: Reason, why: string,
 *   snippet: string, marks: import("./snippet.js").Marks, titleMarks: import("./snippet.js").Marks, rests_on: string[]}} Result
 * @typedef {{query: string, total: number, results: Result[], notes: import("./parser.js").Note[],
 *   facets: Record<string, Record<string, number>>, corrected: Correction | null}} Answer
 * @typedef {{from: string, to: string, code: string}} Correction what is searched instead of what was typed
 */

/** @type {Record<string, string>} */
const WHY = {
  exact: "原文有“{term}”",
  title: "标题或引文有“{term}”",
  symbol: "原文有“{term}”",
  numeral: "按“{term}”查找，数字写法不同",
  alias: "又称“{term}”",
  names: "属于“{term}”",
  cited: "提到“{term}”",
  pinyin: "拼音，按“{term}”查找",
  initials: "拼音首字母，按“{term}”查找",
  homophone: "同音，按“{term}”查找",
  lookalike: "形近，按“{term}”查找",
  near: "近音，按“{term}”查找",
  typo: "一字之差，按“{term}”查找",
  ruleset: "“{term}”的条目",
  lexicon: "按“{term}”查找",
  wider: "按“{term}”查找",
  partial: "部分符合：{term}",
  rests: "“{term}”依据的条目",
  filter: "符合筛选条件",
};

/** @param {Reason} reason */
export function why(reason) {
  return WHY[reason.code].split("{term}").join(reason.term);
}
