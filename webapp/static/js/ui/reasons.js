// @ts-check
/**
 * Turns the reason that the engine gives for a result into a sentence. The codes are those of `webapp/query/answer.py`.
 */
import { N_, t } from "../i18n.js";

/** @type {Record<string, string>} */
const REASONS = {
  exact: N_("原文有“{term}”"),
  title: N_("标题或引文有“{term}”"),
  symbol: N_("原文有“{term}”"),
  numeral: N_("按“{term}”查找，数字写法不同"),
  alias: N_("又称“{term}”"),
  names: N_("属于“{term}”"),
  cited: N_("提到“{term}”"),
  pinyin: N_("拼音，按“{term}”查找"),
  initials: N_("拼音首字母，按“{term}”查找"),
  homophone: N_("同音，按“{term}”查找"),
  lookalike: N_("形近，按“{term}”查找"),
  near: N_("近音，按“{term}”查找"),
  typo: N_("一字之差，按“{term}”查找"),
  ruleset: N_("“{term}”的条目"),
  lexicon: N_("按“{term}”查找"),
  wider: N_("按“{term}”查找"),
  partial: N_("部分符合：{term}"),
  learned: N_("答过相近的问题：{term}"),
  rests: N_("“{term}”依据的条目"),
  filter: N_("符合筛选条件"),
};

/** @param {{reason?: {code: string, term: string}}} result */
export function reasonText({ reason }) {
  return reason ? t(REASONS[reason.code], { term: reason.term }) : "";
}
