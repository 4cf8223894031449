// @ts-check
/**
 * Builds 关于: what this is, which release is on this phone, what works here, and what leaves the phone (nothing).
 */
import { formatInstant, t } from "../i18n.js";
import { append, el, replace } from "./dom.js";
import { flightCheck } from "./flight-check.js";
import { installHint } from "./install.js";
import { link } from "./rows.js";
import { hasVoice } from "./speech.js";
import { updateFileButton } from "./update-file.js";
import { trialName } from "./words.js";

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
      el("h2", null, t("内容和程序")),
      el("p", null, t("内容主要依据新京报2017年6月12日的报道，由部署本应用的单位编辑发布，引文的权利属于发布机构和原媒体。程序开放源代码，许可为 {licence}。", { licence: "Apache-2.0" })),
      el("h2", null, t("隐私")),
      el("p", null, t("搜索在手机上完成，查了什么、看了什么、收藏了什么都不离开这部手机。没有统计，没有广告，不联系别的网站。")),
      el("ul", { class: "cells" }, link("#/settings", t("设置")), link("#/channels", t("举报渠道"))),
    ),
  };
}

/** @param {import("./app.js").Context} context */
function release({ boot, updates }) {
  const { release: record, channel, fingerprint } = boot;
  const { certificate } = record.statement;
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
      ...(certificate ? fact(t("查全核对"), t("试查 {tried} 段文字，查到 {found} 段", certificate)) : []),
      ...fact(t("频道"), [channel, trialName(channel)].filter(Boolean).join(" · ")),
      ...fact(t("指纹"), el("code", { class: "fingerprint" }, groupsOfFour(fingerprint))),
      el("dt", null, t("更新")),
      state,
    ),
    el("p", null, check, " ", !boot.content && updateFileButton(boot, updates.say)),
    el("p", { class: "note" }, t("指纹由发布单位公布。两边一致，说明手机里的内容来自该单位。")),
    !self.isSecureContext && !boot.content && el("p", { class: "note" }, t("普通 HTTP 下，控制网络的人可以改动第一次打开的页面。请核对指纹，或改用 HTTPS、单文件版。")),
  ];
}

/** @param {import("./app.js").Context} context */
function abilities({ boot, client }) {
  const items = [
    lasting(),
    ability(t("更新都核对签名"), true),
    ability(t("后台搜索"), client.inWorker(), t("在页面里搜索，结果一样")),
    ability(t("系统分享"), typeof navigator.share === "function", t("请用“复制”")),
    ability(t("朗读"), hasVoice(), t("这台设备没有中文语音，可在系统设置里下载")),
  ];
  return [el("h2", null, t("在这部手机上")), !boot.content && flightCheck(boot), el("ul", { class: "abilities" }, items), installHint()];
}

/** Whether the browser may clear the library away when space is short, and a way to ask it not to. */
function lasting() {
  const name = t("空间紧张时也保留");
  const manager = navigator.storage;
  const item = ability(name, false, t("浏览器可能清理，再打开要联网一次"));
  const show = (/** @type {boolean} */ kept) => {
    if (kept) item.replaceWith(ability(name, true));
    else if ("persist" in manager) append(item, " ", ask);
  };
  const ask = el("button", { type: "button", class: "small", onclick: () => manager.persist().then((kept) => (kept ? show(true) : ask.remove())) }, t("请浏览器保留"));
  if (manager && manager.persisted) manager.persisted().then(show, () => {});
  return item;
}

/**
 * @param {string} name
 * @param {boolean} works
 * @param {string} [otherwise]
 */
function ability(name, works, otherwise) {
  return el("li", null, el("span", { class: works ? "yes" : "no", role: "img", "aria-label": works ? t("可以") : t("不行") }, works ? "✓" : "–"), ` ${name}`, !works && otherwise && el("span", { class: "value" }, `：${otherwise}`));
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
