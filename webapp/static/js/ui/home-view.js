// @ts-check
/**
 * Builds the first screen: ways in, recent searches, topics, and how fresh the content is.
 */
import { formatInstant, t } from "../i18n.js";
import { el, icon, replace } from "./dom.js";
import { ICONS } from "./icons.js";
import { recentSearches } from "./recent.js";
import { chips } from "./rows.js";

/**
 * @param {import("./app.js").Context} context
 * @returns {import("./app.js").View}
 */
export function homeView(context) {
  const topics = el("ul", { class: "chips topics" });
  context.client.list("topics").then((list) => {
    const cards = list.groups.length ? list.groups[0].cards : [];
    replace(topics, chips(cards));
  }, () => {}); // the other ways in work without them, and the next screen says what is wrong
  return {
    title: t("红线随身查"),
    heading: "",
    brand: brand(context),
    content: el("div", { class: "home" }, entries(), recentSearches(context), el("section", { class: "group" }, el("h2", null, t("按主题看")), topics), footer(context.boot)),
  };
}

/** @param {import("./app.js").Context} context */
function brand(context) {
  const elder = context.personal.settings.elder;
  const change = () => context.change({ elder: !elder, size: elder ? "17" : "24" });
  return el(
    "div",
    { class: "brand" },
    el("div", null, el("h1", { tabindex: "-1" }, t("红线随身查")), el("p", null, t("微信、微博里什么不能做，出自哪份规定"))),
    el("button", { type: "button", class: "pill", id: "elder-entry", "aria-pressed": String(elder), onclick: change }, elder ? t("标准版") : t("长辈版")),
  );
}

function entries() {
  const entry = (/** @type {string} */ href, /** @type {string} */ path, /** @type {string} */ text, /** @type {string} */ hint) =>
    el("li", null, el("a", { class: "entry", href }, icon(path), el("strong", null, text), el("span", null, hint)));
  return el(
    "ul",
    { class: "entries" },
    entry("#/redlines", ICONS.redline, t("红线一览"), t("什么不能碰")),
    entry("#/groups", ICONS.group, t("群规"), t("建群、发言、退群")),
    entry("#/scenarios", ICONS.scenario, t("场景问答"), t("这样做行吗")),
    entry("#/rulesets", ICONS.ruleset, t("规定"), t("按文件看")),
    entry("#/topics", ICONS.topic, t("主题"), t("按事情看")),
    entry("#/channels", ICONS.channel, t("举报渠道"), t("向谁反映")),
  );
}

/** @param {Boot} boot */
function footer(boot) {
  const { statement, documents } = boot.release;
  return el(
    "footer",
    { class: "colophon" },
    boot.channel.indexOf("dev-") === 0 && el("p", null, el("strong", { class: "label red" }, t("开发版")), " ", t("用于试用和测试")),
    el("p", null, t("内容更新于 {time}，共 {n} 篇，断网也能查", { time: formatInstant(statement.time), n: documents.length })),
    el("p", null, t("根据公开报道编辑的查阅工具，不是官方答复")),
  );
}
