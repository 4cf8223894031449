// @ts-check
/**
 * Shows a text that may leave this phone: whole, and open to change. Nothing goes anywhere but by the person's own hand.
 */
import { t } from "../i18n.js";
import { copied } from "./clipboard.js";
import { el } from "./dom.js";
import { missedText, reportText } from "../rules/feedback.js";
import { openSheet } from "./sheet.js";

/**
 * @param {import("./app.js").Context} context
 * @param {{id: string, title: string}} document
 */
export function reportMistake(context, document) {
  show(context, t("报告错误"), reportText(document, context.boot.release));
}

/**
 * @param {import("./app.js").Context} context
 * @param {string[]} queries
 */
export function tellMissed(context, queries) {
  show(context, t("没有查到的"), missedText(queries, context.boot.release));
}

/**
 * @param {import("./app.js").Context} context
 * @param {string} title
 * @param {string} text
 */
function show(context, title, text) {
  const field = el("textarea", { rows: "7", "aria-label": title });
  field.value = text;
  const copy = async () => {
    const done = await copied(field.value);
    await sheet.close();
    context.toast(done ? t("已复制，到聊天里粘贴就能发出去") : t("这个浏览器不让复制，请长按文字选取"));
  };
  const share = typeof navigator.share === "function" && (() => navigator.share({ text: field.value }).catch(() => {})); // closed by the person
  const sheet = openSheet(title, [
    el("p", { class: "note" }, t("要发出去的全部文字，可以改。您不复制、不分享，它就不会离开这部手机。")),
    field,
    row(t("复制"), copy),
    share && row(t("分享"), share),
  ]);
}

/**
 * @param {string} text
 * @param {() => unknown} act
 */
function row(text, act) {
  return el("button", { type: "button", class: "row", onclick: act }, text);
}
