// @ts-check
/**
 * Turns what a person chose on this phone into values and back: settings, favourites, search history.
 * They live in the `personal` store, are never synced and never sent; without storage they last until the page closes.
 *
 * @typedef {{locale: import("../i18n.js").Locale, size: string, elder: boolean, theme: string, keepHistory: boolean}} Settings
 * @typedef {{settings: Settings, favourites: string[], history: string[], refresh(name: "favourites"): Promise<void>,
 *   save(name: "settings" | "favourites" | "history"): Promise<boolean>}} Personal
 */
import { preferredLocale } from "../i18n.js";
import { Database } from "../storage/database.js";
import { Personal as Store } from "../storage/personal.js";

const HISTORY_LENGTH = 12;

/**
 * @param {string} database
 * @returns {Promise<Personal>}
 */
export async function openPersonal(database) {
  const store = new Store(new Database(database, indexedDB));
  const read = (/** @type {string} */ name) => store.get(name).catch(() => undefined); // storage may be switched off
  const [settings, favourites, history] = await Promise.all([read("settings"), read("favourites"), read("history")]);
  /** @type {Personal} */
  const personal = {
    settings: { ...defaults(), ...settings },
    favourites: Array.isArray(favourites) ? favourites : [],
    history: Array.isArray(history) ? history : [],
    refresh: async (name) => {
      const stored = await read(name);
      if (Array.isArray(stored)) personal[name] = stored;
    },
    save: (name) => store.set(name, personal[name]).then(() => true, () => false),
  };
  return personal;
}

/** @returns {Settings} */
function defaults() {
  const locale = preferredLocale(navigator.languages || [navigator.language || ""]);
  return { locale, size: "17", elder: false, theme: "system", keepHistory: true };
}

/**
 * Remembers a search, newest first, unless the person switched that off.
 *
 * @param {Personal} personal
 * @param {string} text
 */
export function remember(personal, text) {
  const query = text.trim();
  if (!personal.settings.keepHistory || !query) return;
  personal.history = [query, ...personal.history.filter((known) => known !== query)].slice(0, HISTORY_LENGTH);
  personal.save("history");
}

/**
 * Starts from what is stored, because another page of the app may have changed it.
 *
 * @param {Personal} personal
 * @param {string} id
 * @returns {Promise<{added: boolean, stored: boolean}>} whether it is a favourite now, and whether that will last
 */
export async function toggleFavourite(personal, id) {
  await personal.refresh("favourites");
  const kept = personal.favourites.filter((known) => known !== id);
  const added = kept.length === personal.favourites.length;
  personal.favourites = added ? [id, ...kept] : kept;
  return { added, stored: await personal.save("favourites") };
}
