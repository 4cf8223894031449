// @ts-check
/**
 * Turns the chosen language into its texts. Chinese comes with the shell; what only few need is fetched when it is chosen,
 * checked against the release, and kept on this phone.
 */
import { setLocale } from "../i18n.js";

const KEY = "texts";

/**
 * Chinese where the texts are not here and cannot be fetched.
 *
 * @param {Boot} boot
 * @param {import("./personal.js").Personal} personal
 * @param {ShellParts} parts
 */
export async function openLanguage(boot, personal, parts) {
  const { locale } = personal.settings;
  const texts = referenceTo(boot, locale) ? await fetchedTexts(boot, personal, locale, parts) : {};
  setLocale(texts ? locale : "zh", texts || {});
}

/**
 * Those of an earlier release are good enough until the new ones are here.
 *
 * @param {Boot} boot
 * @param {import("./personal.js").Personal} personal
 * @param {import("../i18n.js").Locale} locale
 * @param {ShellParts} parts
 * @returns {Promise<Record<string, string> | null>}
 */
async function fetchedTexts(boot, personal, locale, parts) {
  const kept = await personal.store.get(KEY).catch(() => undefined); // storage may be switched off
  if (kept && kept.h === referenceTo(boot, locale).h) return kept.texts;
  const newest = fetchTexts(boot, personal, locale, parts);
  return kept && kept.locale === locale ? kept.texts : newest;
}

/**
 * What a language needs besides the shell, from the network. The single file has it inside.
 *
 * @param {Boot} boot
 * @param {import("./personal.js").Personal} personal
 * @param {import("../i18n.js").Locale} locale
 * @param {ShellParts} parts
 * @returns {Promise<Record<string, string> | null>} null when it cannot be had now
 */
export async function fetchTexts(boot, personal, locale, parts) {
  const reference = referenceTo(boot, locale);
  if (!reference) return {};
  try {
    const texts = byText(parts, JSON.parse(new TextDecoder().decode(await boot.object(reference))));
    await personal.store.set(KEY, { h: reference.h, locale, texts }).catch(() => undefined);
    return texts;
  } catch (error) {
    return null;
  }
}

/**
 * @param {Boot} boot
 * @param {string} locale
 */
function referenceTo(boot, locale) {
  return (boot.release.statement.texts || {})[locale];
}

/**
 * @param {ShellParts} parts
 * @param {string[]} given in the place of the Chinese text
 */
function byText(parts, given) {
  /** @type {Record<string, string>} */
  const texts = {};
  given.forEach((text, place) => (texts[parts.texts[place]] = text));
  return texts;
}
