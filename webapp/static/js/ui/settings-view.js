// @ts-check
/**
 * Builds 设置: language, type size, 长辈版, light or dark, who and where one is, search history, what the phone keeps.
 */
import { t } from "../i18n.js";
import { eraseEverything } from "../storage/eraser.js";
import { el, replace } from "./dom.js";
import { meText } from "./me-view.js";
import { tellMissed } from "./outgoing.js";
import { link } from "./rows.js";
import { confirmed } from "./sheet.js";
import { trialName } from "./words.js";

/**
 * @param {import("./app.js").Context} context
 * @returns {import("./app.js").View}
 */
export function settingsView(context) {
  const { settings } = context.personal;
  return {
    title: t("设置"),
    heading: t("设置"),
    content: el(
      "form",
      { class: "settings", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      toggle("elder", t("长辈版"), t("大字、大按钮"), settings.elder, (on) => context.change({ elder: on, size: on ? "24" : "17" })),
      choice(t("字号"), "size", settings.size, [["17", t("标准")], ["20", t("大")], ["24", t("特大")], ["30", t("超大")]], (size) => context.change({ size })),
      choice(t("明暗"), "theme", settings.theme, [["system", t("跟随系统")], ["light", t("浅色")], ["dark", t("深色")]], (theme) => context.change({ theme })),
      choice(t("语言"), "locale", settings.locale, [["zh", "简体中文"], ["zh_Hant", "繁體中文"], ["en", "English"]], (locale) =>
        context.change({ locale: /** @type {import("../i18n.js").Locale} */ (locale) }),
      ),
      el("p", { class: "note" }, t("语言只改变按钮和说明。规定的文字保持原样，不作翻译。")),
      el("ul", { class: "cells block" }, link("#/me", t("我是谁、在哪里"), meText(context.personal.me))),
      history(context),
      storage(context),
      el("ul", { class: "cells" }, link("#/about", t("关于"), trialName(context.boot.channel))),
    ),
  };
}

/**
 * @param {string} title
 * @param {string} name
 * @param {string} value
 * @param {[string, string][]} options
 * @param {(value: string) => void} changed
 */
function choice(title, name, value, options, changed) {
  const option = (/** @type {string} */ key, /** @type {string} */ text) =>
    el(
      "label",
      null,
      el("input", { type: "radio", id: `${name}-${key}`, name, value: key, checked: key === value, onchange: () => changed(key) }),
      el("span", { lang: name === "locale" ? key.replace("_", "-") : null }, text),
    );
  return el("fieldset", { class: `choice ${name}` }, el("legend", null, title), el("div", { class: "options" }, options.map(([key, text]) => option(key, text))));
}

/**
 * @param {string} name
 * @param {string} title
 * @param {string} hint
 * @param {boolean} on
 * @param {(on: boolean) => void} changed
 */
function toggle(name, title, hint, on, changed) {
  const input = el("input", { type: "checkbox", role: "switch", id: name, checked: on });
  input.addEventListener("change", () => changed(input.checked));
  return el("label", { class: "switch" }, el("span", null, title, el("small", null, hint)), input);
}

/** @param {import("./app.js").Context} context */
function history(context) {
  const { personal } = context;
  const clear = el("button", { type: "button", class: "row line danger", disabled: !personal.history.length && !personal.missed.length }, t("清除搜索历史"));
  const missed = el("button", { type: "button", class: "row line", disabled: !personal.missed.length, onclick: () => tellMissed(context, personal.missed) }, t("没有查到的"));
  const forget = async () => {
    await Promise.all([personal.change("history", () => []), personal.change("missed", () => [])]);
    clear.disabled = missed.disabled = true;
    context.toast(t("已清除"));
  };
  clear.addEventListener("click", () => confirmed(t("清除搜索历史？"), t("清除"), forget));
  const keep = async (/** @type {boolean} */ on) => {
    await context.change({ keepHistory: on }); // first, so that no other page adds what is then cleared
    if (!on) await forget();
  };
  return el("div", { class: "block" }, toggle("history", t("记住搜索历史"), t("只存在这部手机上"), personal.settings.keepHistory, keep), missed, clear);
}

/** What lies on this phone, and the way to be rid of all of it. @param {import("./app.js").Context} context */
function storage(context) {
  const used = el("span", { class: "value" });
  if (navigator.storage && navigator.storage.estimate) navigator.storage.estimate().then(({ usage }) => usage && replace(used, `${(usage / 1048576).toFixed(1)} MB`), () => {});
  const erase = () => eraseEverything(context.boot.database, context.boot.base).then(() => erased(context), () => context.toast(t("没有清除干净，请在浏览器设置里清除本网站的数据")));
  const ask = () => confirmed(t("清空这部手机上的全部内容？收藏、历史、设置和规定都会删除，再用要联网。"), t("全部清空"), erase);
  return el("div", { class: "block" }, el("p", { class: "row line danger" }, el("span", null, t("占用空间")), used), el("button", { type: "button", class: "row line danger", onclick: ask }, t("清空这部手机上的全部内容")));
}

/** The page still runs from memory, but nothing of it is kept any more. @param {import("./app.js").Context} context */
function erased({ frame, boot }) {
  const again = el("button", { type: "button", class: "primary", onclick: () => location.replace(boot.base) }, t("重新打开"));
  replace(frame.root, el("main", { class: "content nothing" }, el("h1", { tabindex: "-1" }, t("已清空")), el("p", null, t("这部手机上不再有本应用的任何内容。")), el("p", null, again)));
}
