// @ts-check
/**
 * Builds the list of sources: each with its level, and on demand the archived words that a quotation was checked against.
 *
 * @typedef {import("../rules/pages.js").Source} Source
 */
import { t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";
import { label } from "./labels.js";
import { levelName } from "./words.js";

/** @param {Source[]} found */
export function sourceList(found) {
  if (!found.length) return null;
  return el("section", { class: "sources" }, el("h2", null, t("来源")), el("ul", null, found.map(item)));
}

/** @param {Source} source */
function item(source) {
  const name = /^https?:/.test(source.url) ? el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.title) : source.title;
  return el("li", null, el("span", { lang: CONTENT }, name), " ", source.level && label(levelName(source.level)), archived(source));
}

/** @param {Source} source */
function archived({ excerpts, note }) {
  if (!excerpts.length && !note) return null;
  return el(
    "details",
    null,
    el("summary", null, excerpts.length ? t("这段话出自") : t("来源说明")),
    excerpts.map(({ locator, text }) => el("blockquote", { lang: CONTENT }, el("p", null, text, " ", el("small", null, locator)))),
    note && el("p", { class: "byline", lang: CONTENT }, note),
  );
}
