// @ts-check
/**
 * Builds the first screen: who I am, four ways in, what others ask, where the rest is, and how fresh the content is.
 * It is drawn once, when everything on it is known, so that nothing moves under a thumb.
 *
 * @typedef {import("../rules/screens.js").Home} Home
 */
import { formatDate, formatInstant, t } from "../i18n.js";
import { isKnown } from "../rules/person.js";
import { CONTENT, el, icon } from "./dom.js";
import { ICONS } from "./icons.js";
import { meText } from "./me-view.js";
import { recentSearches } from "./recent.js";
import { documentHash } from "./routes.js";
import { link } from "./rows.js";
import { trialName } from "./words.js";

/**
 * @param {import("./app.js").Context} context
 * @returns {Promise<import("./app.js").View>}
 */
export async function homeView(context) {
  const home = await context.client.home(context.personal.me);
  return {
    title: t("红线随身查"),
    heading: "",
    content: el("div", { class: "home" }, brand(context), me(context.personal.me, home), entries(), recentSearches(context), questions(home), ways(home), colophon(context.boot)),
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

/**
 * @param {import("./personal.js").Me} person
 * @param {Home} home
 */
function me(person, home) {
  if (!isKnown(person)) return el("ul", { class: "cells me" }, link("#/me", t("我是谁、在哪里"), "", t("选了以后，管我的排在前面")));
  return el("ul", { class: "cells me" }, link("#/mine", t("与我有关"), t("{n} 条", { n: home.mine })), link("#/me", el("span", { lang: CONTENT }, meText(person)), t("更改")));
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
    entry("#/before-posting", ICONS.check, t("发帖前想一想"), t("问自己几句话")),
  );
}

/** @param {Home} home */
function questions(home) {
  if (!home.questions.length) return null;
  return el(
    "section",
    { class: "group" },
    el("h2", null, t("有人这样问")),
    el(
      "ul",
      { class: "cells" },
      home.questions.map((card) => link(documentHash(card.id), el("span", { lang: CONTENT }, card.title))),
      link("#/scenarios", t("全部 {n} 问", { n: home.scenarios })),
    ),
  );
}

/** @param {Home} home */
function ways(home) {
  const way = (/** @type {string} */ href, /** @type {string} */ text) => el("li", null, el("a", { class: "chip", href }, text));
  return el(
    "section",
    { class: "group" },
    el("h2", null, t("还可以看")),
    el(
      "ul",
      { class: "chips" },
      way("#/rulesets", t("规定")),
      way("#/topics", t("主题")),
      way("#/compare", t("各地怎么规定")),
      way("#/cases", t("案例")),
      way("#/interpretations", t("解读和做法")),
      way("#/template", t("群规模板")),
      way("#/channels", t("举报渠道")),
    ),
    home.newest && el("ul", { class: "cells latest" }, link("#/news", t("最近更新"), t("{date}，{n} 篇", { date: formatDate(home.newest), n: home.news }))),
  );
}

/** @param {Boot} boot */
function colophon(boot) {
  const { statement, documents } = boot.release;
  const trial = trialName(boot.channel);
  return el(
    "div",
    { class: "colophon" },
    trial && el("p", null, el("strong", { class: "label red" }, trial), " ", t("用于试用和测试")),
    el("p", null, t("内容更新于 {time}，共 {n} 篇，断网也能查", { time: formatInstant(statement.time), n: documents.length })),
    el("p", null, t("根据公开报道编辑")),
  );
}
