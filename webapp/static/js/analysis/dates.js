// @ts-check
/**
 * Turns a date as people type it (2017-06, 2017.6, 20170612) into the numeral form of 2017年6月12日.
 * Same behaviour as `webapp/analysis/dates.py`.
 */
import { CLOSE, OPEN, numeralForm } from "./numerals.js";

const TYPED = /^((?:19|20)[0-9]{2})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?$/;
const RUN = /^((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])?$/;
const WRITTEN = new RegExp(`^${OPEN}([0-9]{4})${CLOSE}年${OPEN}([0-9]{1,2})${CLOSE}月?(?:${OPEN}([0-9]{1,2})${CLOSE}[日号]?)?$`);

/**
 * The numeral form of a text that is a date and nothing else, or nothing.
 *
 * @param {string} text
 * @param {import("./normalizer.js").MappedForm} mapped
 */
export function dateForm(text, mapped) {
  const { form } = numeralForm(mapped);
  if (form[0] !== OPEN) return "";
  const typed = text.normalize("NFKC");
  const found = TYPED.exec(typed) || RUN.exec(typed) || WRITTEN.exec(form);
  if (!found) return "";
  const [year, month, day] = found.slice(1).map((part) => Number(part || 0));
  const parts = month >= 1 && month <= 12 && day <= 31 ? [year, month, day] : [];
  return parts.map((number, place) => (number ? OPEN + number + CLOSE + "年月日"[place] : "")).join("");
}
