// @ts-check
/**
 * What the phone says by itself at the start: that a new release was taken and what it changed, or that this one is old.
 */
import { formatDate, t } from "../i18n.js";
import { isExpired } from "../rules/expiry.js";
import { readPrevious } from "../storage/content.js";
import { el, replace } from "./dom.js";
import { changesText } from "./offer.js";

/**
 * @param {Boot} boot
 * @param {import("./personal.js").Personal} personal
 * @param {HTMLElement} notices
 */
export async function announce({ database, release, content }, { store }, notices) {
  const { expires } = release.statement;
  if (isExpired(release.statement, Date.now())) {
    show(notices, t("内容可能旧了"), t("这一版的有效期到 {day}。照常可查，请尽快联网更新。", { day: formatDate(expires.slice(0, 10)) }), "#/about", t("版本"));
  }
  const now = `${release.epoch}-${release.seq}`;
  const before = content ? now : await store.get("release");
  if (before === now) return;
  await store.set("release", now);
  const previous = before && (await readPrevious(database));
  if (previous) show(notices, t("已更新"), changesText(previous.documents, release), "#/news", t("看改了什么"));
}

/**
 * @param {HTMLElement} notices
 * @param {string} title
 * @param {string} text
 * @param {string} href
 * @param {string} more
 */
function show(notices, title, text, href, more) {
  const close = () => replace(notices);
  const buttons = [el("button", { type: "button", onclick: close }, t("知道了")), el("a", { class: "more", href, onclick: close }, more)];
  replace(notices, el("section", { class: "notice", "aria-label": title }, el("p", { role: "status" }, el("strong", null, title), " ", text), el("div", { class: "buttons" }, buttons)));
}
