// @ts-check
/**
 * Builds 关于: what this is, which release is on this phone, what works here, and what leaves the phone (nothing).
 */
import { formatInstant, t } from "../i18n.js";
import { el, replace } from "./dom.js";
import { installHint } from "./install.js";
import { link } from "./rows.js";

/**
 * @param {import("./app.js").Context} context
 * @returns {import("./app.js").View}
 */
export function aboutView(context) {
  return {
    title: t("关于"),
    heading: t("关于"),
    content: el(
      "div",
      { class: "document about" },
      el("h1", { tabindex: "-1" }, t("关于红线随身查")),
      el("p", null, t("这是一个查阅工具，内容根据公开报道和公布的文件编辑，不是官方答复。每条都写明文字从哪里来、可信到什么程度、现在是否有效；没有查实的，就写没有查实。")),
      el("p", null, t("办理具体事情，以本单位现行规定和有关部门的答复为准。")),
      release(context),
      abilities(context),
      el("h2", null, t("隐私")),
      el("p", null, t("搜索在手机上完成，查了什么、看了什么、收藏了什么都不离开这部手机。没有统计，没有广告，不联系别的网站。")),
      el("ul", { class: "cells" }, link("#/settings", t("设置")), link("#/channels", t("举报渠道"))),
    ),
  };
}

/** @param {import("./app.js").Context} context */
function release({ boot, updates }) {
  const { release: record, channel, fingerprint } = boot;
  const state = el("dd", { class: "update-state" });
  const check = el("button", { type: "button", class: "small", onclick: () => updates.check(true) }, t("检查更新"));
  const draw = () => replace(state, updates.describe());
  updates.subscribe(state, draw);
  draw();
  return [
    el("h2", null, t("版本")),
    el(
      "dl",
      { class: "facts" },
      ...fact(t("第几版"), t("第 {seq} 版", { seq: record.seq })),
      ...fact(t("发布时间"), t("{time}（北京时间）", { time: formatInstant(record.statement.time) })),
      ...fact(t("内容"), t("{n} 篇", { n: record.documents.length })),
      ...fact(t("频道"), channel.indexOf("dev-") === 0 ? `${channel} · ${t("开发版")}` : channel),
      ...fact(t("指纹"), el("code", { class: "fingerprint" }, groupsOfFour(fingerprint))),
      el("dt", null, t("更新")),
      state,
    ),
    el("p", null, check),
    el("p", { class: "note" }, t("指纹由发布单位公布。两边一致，说明手机里的内容来自该单位。")),
  ];
}

/** @param {import("./app.js").Context} context */
function abilities({ client }) {
  const items = [
    ability(t("断网也能查"), true),
    ability(t("断网也能从图标打开"), "serviceWorker" in navigator && Boolean(navigator.serviceWorker && navigator.serviceWorker.controller), t("这个网址下靠浏览器缓存打开，清理缓存后要联网一次")),
    ability(t("后台搜索"), client.inWorker(), t("在页面里搜索，结果一样")),
    ability(t("系统分享"), typeof navigator.share === "function", t("请用“复制”")),
  ];
  return [el("h2", null, t("在这部手机上")), el("ul", { class: "abilities" }, items), installHint()];
}

/**
 * @param {string} name
 * @param {boolean} works
 * @param {string} [otherwise]
 */
function ability(name, works, otherwise) {
  return el("li", null, el("span", { class: works ? "yes" : "no" }, works ? "✓" : "–"), ` ${name}`, !works && otherwise && el("span", { class: "value" }, `：${otherwise}`));
}

/**
 * @param {string} name
 * @param {string | HTMLElement} value
 */
function fact(name, value) {
  return [el("dt", null, name), el("dd", null, value)];
}

/** @param {string} digest */
function groupsOfFour(digest) {
  return (digest.match(/.{1,4}/g) || []).join(" ");
}
