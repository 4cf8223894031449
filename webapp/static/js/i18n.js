// @ts-check
/**
 * Turns Chinese interface texts into the chosen language, and dates into what that language writes.
 * The Chinese text is its own key, so `zh` needs no catalogue and a missing translation stays readable.
 */

/** @typedef {"zh" | "zh_Hant" | "en"} Locale */

/** @type {Locale[]} */
export const LOCALES = ["zh", "zh_Hant", "en"];
const TAGS = { zh: "zh-Hans", zh_Hant: "zh-Hant", en: "en" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const BEIJING_OFFSET = 8 * 3600 * 1000;

/** @type {Locale} */
let locale = "zh";
/** @type {Map<string, string>} */
let translations = new Map();

/**
 * @param {Locale} chosen
 * @param {Record<string, string>} texts by the Chinese ones
 */
export function setLocale(chosen, texts) {
  locale = chosen;
  translations = new Map(Object.keys(texts).map((text) => /** @type {[string, string]} */ ([text, texts[text]])));
}

/** The language as HTML writes it. */
export function languageTag() {
  return TAGS[locale];
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function t(text, values) {
  const found = translations.get(text) || text;
  if (!values) return found;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * The language that fits a browser's wishes best; Chinese when none does.
 *
 * @param {readonly string[]} tags
 * @returns {Locale}
 */
export function preferredLocale(tags) {
  for (const tag of tags) {
    const wanted = tag.toLowerCase();
    if (/^zh-(hant|tw|hk|mo)\b/.test(wanted)) return "zh_Hant"; // zh-Hans-HK asks for simplified
    if (/^zh\b/.test(wanted)) return "zh";
    if (/^en\b/.test(wanted)) return "en";
  }
  return "zh";
}

/**
 * A date that may be known to the year or month only: `2015`, `2015-03`, `2015-03-09`.
 *
 * @param {string} value
 */
export function formatDate(value) {
  const [year, month, day] = value.slice(0, 10).split("-").map(Number);
  if (!year) return value;
  if (locale === "en") return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
  return `${year}年${month ? `${month}月` : ""}${day ? `${day}日` : ""}`;
}

/**
 * An instant (`2026-03-01T04:05:06Z`) as date and time in Beijing.
 *
 * @param {string} instant
 */
export function formatInstant(instant) {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const beijing = new Date(time + BEIJING_OFFSET).toISOString();
  return `${formatDate(beijing)} ${beijing.slice(11, 16)}`;
}

/**
 * Marks a word of a fixed vocabulary for the catalogues; it is translated where it is shown.
 *
 * @param {string} text
 */
export function N_(text) {
  return text;
}
