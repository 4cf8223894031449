// @ts-check
/**
 * Builds the list of what was looked for last, unless the person switched that off.
 */
import { t } from "../i18n.js";
import { el } from "./dom.js";
import { searchHash } from "./routes.js";

const RECENT = 6;

/** @param {import("./app.js").Context} context */
export function recentSearches(context) {
  const { history, settings } = context.personal;
  if (!settings.keepHistory || !history.length) return null;
  return el(
    "section",
    { class: "group" },
    el("h2", null, t("最近查过")),
    el("ul", { class: "chips" }, history.slice(0, RECENT).map((text) => el("li", null, el("a", { class: "chip", href: searchHash(text) }, text)))),
  );
}
