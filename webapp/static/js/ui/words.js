// @ts-check
/**
 * Turns the fixed vocabularies of documents into words of the chosen language.
 */
import { N_, t } from "../i18n.js";

/** @type {Record<string, string>} */
const TYPES = {
  ruleset: N_("规定"),
  rule: N_("条目"),
  case: N_("案例"),
  interpretation: N_("解读"),
  practice: N_("个人做法"),
  finding: N_("梳理"),
  scenario: N_("场景"),
  guide: N_("指引"),
  channel: N_("举报渠道"),
  lexicon: N_("用语"),
  topic: N_("主题"),
  region: N_("地区"),
  issuer: N_("机构"),
  source: N_("来源"),
};

/** @type {Record<string, string>} */
const LEVELS = {
  official_text: N_("官方原文"),
  press_quote: N_("媒体引述"),
  press_paraphrase: N_("媒体转述"),
  repost: N_("转载"),
  editorial: N_("编者说明"),
};

/** @type {Record<string, string>} What a level means, in one line under the words. */
const LEVEL_MEANINGS = {
  official_text: N_("文字出自公布的文件"),
  press_quote: N_("文字转引自报道，未见文件原文，条文序号不详"),
  press_paraphrase: N_("报道的转述，不是文件原文"),
  repost: N_("文字见于转载，未见原始出处"),
  editorial: N_("本库编者的说明，不是条文"),
};

/** Statuses, and how each is coloured; the word is always there too. @type {Record<string, string>} */
const STATUS_TONES = {
  [N_("现行")]: "good",
  [N_("试行")]: "good",
  [N_("尚未施行")]: "wait",
  [N_("试行(后续未查实)")]: "wait",
  [N_("未核实")]: "wait",
  [N_("需复核")]: "wait",
  [N_("已修改")]: "past",
  [N_("已被替代")]: "past",
  [N_("已废止")]: "past",
  [N_("已成历史")]: "past",
};

/** What a status means for somebody who has to act on it. @type {Record<string, string>} */
const STATUS_MEANINGS = {
  [N_("尚未施行")]: N_("还没有到施行的日子"),
  [N_("试行(后续未查实)")]: N_("试行之后是转正、修改还是废止，没有查到"),
  [N_("未核实")]: N_("现在是否还有效，没有查到依据"),
  [N_("需复核")]: N_("查证已过一年，或只知道大概日期，用前请再核实"),
  [N_("已修改")]: N_("有过修改，请看修改后的文字"),
  [N_("已被替代")]: N_("已有新版本"),
  [N_("已成历史")]: N_("只作背景参考"),
};

/** What the words of a rule demand, by its deontic class. @type {Record<string, string>} */
const DEMANDS = {
  prohibition: N_("禁止：不能做"),
  obligation: N_("要求：要做到"),
  permission: N_("许可：可以做，不是必须做"),
  principle: N_("原则：照这个意思办"),
  scope: N_("只知道规定写了这件事，具体内容没有见到"),
  recommendation: N_("建议：没有约束力"),
  mechanism: N_("纪检机关的做法，不是单独一条禁令"),
};

/** Why an opinion is not a rule, and how an answer was found. @type {Record<string, string>} */
const STANDINGS = {
  [N_("权威解释")]: N_("有权解释的机关的说法"),
  [N_("官员谈话")]: N_("官员的谈话，不是规定"),
  [N_("专家意见")]: N_("专家的意见，不是规定"),
  [N_("个人做法")]: N_("一个人的做法，不是规定"),
  [N_("媒体梳理")]: N_("媒体的概括，不是规定"),
  [N_("条文明确")]: N_("条文写明了，由编者转述，不是官方答复"),
  [N_("依条文推导")]: N_("由条文推出来的编者说明，不是官方答复"),
  [N_("本库无规定")]: N_("本库没有直接管这件事的规定，下面只列相近的"),
};

/** The other closed word lists of `rules/vocabulary.py`, so that catalogues hold them. */
export const VALUES = [
  [N_("中央"), N_("省级"), N_("市级"), N_("县级"), N_("部门内部"), N_("个人群规")],
  [N_("党内法规"), N_("法律"), N_("行政法规"), N_("司法解释"), N_("部门规章"), N_("规范性文件"), N_("内部规范"), N_("口头群规"), N_("执纪口径"), N_("未载明")],
  [N_("严禁"), N_("不准"), N_("不得"), N_("不能"), N_("不(不以)"), N_("应当(应、应该)"), N_("要"), N_("坚持")],
  [N_("可以(可)"), N_("建议"), N_("规定事项"), N_("列入")],
  [N_("红线"), N_("群规"), N_("要求"), N_("倡导"), N_("机制")],
  [N_("全体党员干部"), N_("部机关党员干部"), N_("机关"), N_("群主"), N_("群成员"), N_("信息发布者"), N_("纪检机关"), N_("群众")],
  [N_("微信"), N_("微信群"), N_("朋友圈"), N_("微博"), N_("电子红包(支付宝等)"), N_("不限")],
  [N_("权威解释"), N_("官员谈话"), N_("专家意见"), N_("个人做法"), N_("媒体梳理")],
  [N_("条文明确"), N_("依条文推导"), N_("本库无规定")],
];

/** @param {string} type */
export function typeName(type) {
  return t(TYPES[type] || type);
}

/** @param {string} level */
export function levelName(level) {
  return t(LEVELS[level] || level);
}

/** @param {string} level */
export function levelMeaning(level) {
  return meaning(LEVEL_MEANINGS, level);
}

/** @param {string} status */
export function statusTone(status) {
  return STATUS_TONES[status] || "wait";
}

/** @param {string} status */
export function statusMeaning(status) {
  return meaning(STATUS_MEANINGS, status);
}

/** @param {string | undefined} deontic */
export function demand(deontic) {
  return meaning(DEMANDS, deontic);
}

/** What a weight or an answer kind is worth. @param {string | undefined} value */
export function standing(value) {
  return meaning(STANDINGS, value);
}

/**
 * @param {Record<string, string>} meanings
 * @param {string | undefined} key
 */
function meaning(meanings, key) {
  const text = key && meanings[key];
  return text ? t(text) : "";
}

/** A word of a vocabulary in the chosen language; other words stay as they are. @param {string | undefined} value */
export function valueName(value) {
  return value ? t(value) : "";
}

/** A word without what it also stands for: 应当(应、应该) → 应当. @param {string} value */
export function shortName(value) {
  return t(value).replace(/\s*\(.*\)$/, "");
}

/** What a channel for trials and tests is called; nothing for others. @param {string} channel */
export function trialName(channel) {
  return channel.indexOf("dev-") === 0 ? t("开发版") : "";
}
