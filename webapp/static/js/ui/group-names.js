// @ts-check
/**
 * Turns the groups of a list into headings: a document's title, a day, or a word of ours, with what there is to say of it.
 */
import { formatDate, N_, t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";

/** What a word of ours says as a heading, where the word alone would be too short. @type {Record<string, string>} */
const HEADINGS = {
  [N_("管群")]: N_("管群：群主的责任"),
  [N_("当地")]: N_("当地的规定"),
  [N_("只管一个单位")]: N_("只管当地一个单位或一个群的"),
  [N_("全国")]: N_("全国的规定"),
  [N_("供参照")]: N_("别处的和不再适用的，供参照"),
};

/** The other words of ours, so that catalogues hold them. */
export const WORDS = [N_("建群"), N_("进群"), N_("发言"), N_("不该发的"), N_("汇报"), N_("未明确"), N_("已核实")];

/** @type {Record<string, string>} */
const NOTES = {
  [N_("保密")]: N_("上网不涉密、涉密不上网，对每个群都一样。"),
  [N_("退群")]: N_("条文写的是“可以”，不是“应当”。"),
  [N_("正面做法")]: N_("一个人的做法，可以参考，不是规定。"),
  [N_("只管一个单位")]: N_("在这个单位、这个群里才适用。"),
  [N_("未核实")]: N_("没有核实过，不列号码、网址和二维码。要举报，请到当地纪检监察机关的官方网站查找受理方式。"),
};

/** @param {import("../rules/cards.js").Group} group */
export function groupName({ id, title }) {
  if (HEADINGS[id]) return t(HEADINGS[id]);
  if (/^\d{4}-/.test(id)) return formatDate(id);
  return title === id ? t(id) : el("span", { lang: CONTENT }, title);
}

/** @param {string} id */
export function groupNote(id) {
  return NOTES[id] ? t(NOTES[id]) : "";
}
