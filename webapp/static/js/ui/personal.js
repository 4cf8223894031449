// @ts-check
/**
 * Turns what a person chose on this phone into values and back: settings, who and where they are, favourites, history
 * and, as long as that is kept, the searches that found nothing (`missed`).
 * They live in the `personal` store, are never synced and never sent; without storage they last until the page closes.
 *
 * @typedef {{locale: import("../i18n.js").Locale, size: string, elder: boolean, theme: string, keepHistory: boolean}} Settings
 * @typedef {import("../rules/person.js").Person & {place: string}} Me
 * @typedef {{settings: Settings, me: Me, favourites: string[], history: string[], missed: string[]}} Values
 * @typedef {Values & {store: Store, refresh(): Promise<void>,
 *   change<N extends keyof Values>(name: N, edit: (value: Values[N]) => Values[N]): Promise<boolean>}} Personal
 */
import { preferredLocale } from "../i18n.js";
import { NOBODY } from "../rules/person.js";
import { Database } from "../storage/database.js";
import { Personal as Store } from "../storage/personal.js";

const LENGTHS = { history: 12, missed: 50 };
/** @type {("favourites" | "history" | "missed")[]} */
const LISTS = ["favourites", "history", "missed"];
/** Nobody, nowhere. @type {Me} */
export const NO_ME = { ...NOBODY, place: "" };

/**
 * `change` starts from what is stored, because another page of the app may have changed it; it tells whether it lasts.
 *
 * @param {string} database
 * @returns {Promise<Personal>}
 */
export async function openPersonal(database) {
  const store = new Store(new Database(database, indexedDB));
  const read = (/** @type {string} */ name) => store.get(name).catch(() => undefined); // storage may be switched off
  /** @type {Personal} */
  const personal = {
    store,
    settings: defaults(),
    me: NO_ME,
    favourites: [],
    history: [],
    missed: [],
    refresh: async () => {
      const [settings, me, ...lists] = await Promise.all(["settings", "me", ...LISTS].map(read));
      Object.assign(personal, { settings: { ...personal.settings, ...settings }, me: { ...personal.me, ...me } });
      LISTS.forEach((name, at) => (personal[name] = listOf(lists[at], personal[name])));
    },
    change: async (name, edit) => {
      const before = personal[name];
      const merged = (/** @type {any} */ stored) => (Array.isArray(before) ? listOf(stored, before) : { ...before, ...stored });
      Object.assign(personal, { [name]: edit(before) }); // at once for this page; the stored value follows
      return store.update(name, (stored) => edit(merged(stored))).then(
        (now) => {
          Object.assign(personal, { [name]: now });
          return true;
        },
        () => false,
      );
    },
  };
  await personal.refresh();
  return personal;
}

/**
 * @param {unknown} stored
 * @param {any} known
 * @returns {any}
 */
function listOf(stored, known) {
  return Array.isArray(stored) ? stored : known;
}

/** @returns {Settings} */
function defaults() {
  const locale = preferredLocale(navigator.languages || [navigator.language || ""]);
  return { locale, size: "17", elder: false, theme: "system", keepHistory: true };
}

/**
 * Remembers a search, newest first, unless the person switched that off, perhaps in another page.
 *
 * @param {Personal} personal
 * @param {string} text
 * @param {"history" | "missed"} [list]
 * @returns {Promise<void>}
 */
export async function remember(personal, text, list = "history") {
  const query = text.trim();
  if (!query) return;
  await personal.refresh();
  if (!personal.settings.keepHistory) return;
  const newest = (/** @type {string[]} */ known) => [query, ...known.filter((one) => one !== query)].slice(0, LENGTHS[list]);
  await personal.change(list, newest);
}

/**
 * Searches of before that begin or go on with what is typed, newest first.
 *
 * @param {Personal} personal
 * @param {string} text
 */
export function remembered({ settings, history }, text) {
  const begun = text.trim();
  return begun && settings.keepHistory ? history.filter((one) => one.indexOf(begun) >= 0) : [];
}

/**
 * @param {Personal} personal
 * @param {string} id
 * @returns {Promise<{added: boolean, stored: boolean}>} whether it is a favourite now, and whether that will last
 */
export async function toggleFavourite(personal, id) {
  const added = personal.favourites.indexOf(id) < 0;
  const stored = await personal.change("favourites", (known) => {
    const others = known.filter((one) => one !== id);
    return added ? [id, ...others] : others;
  });
  return { added, stored };
}
