// @ts-check
/**
 * Builds what a person can do with a document: copy it with its citation, share it, hear it, print it, keep it.
 */
import { t } from "../i18n.js";
import { citation, spokenText } from "./citation.js";
import { copied } from "./clipboard.js";
import { el, icon, replace } from "./dom.js";
import { ICONS } from "./icons.js";
import { toggleFavourite } from "./personal.js";
import { documentHash } from "./routes.js";
import { reader } from "./speech.js";

/**
 * @param {import("./app.js").Context} context
 * @param {import("../rules/pages.js").Page} page
 */
export function actions(context, page) {
  const read = reader();
  return el(
    "div",
    { class: "actions" },
    action(ICONS.copy, t("复制"), () => copyCitation(context, page)).button,
    action(ICONS.share, t("分享"), () => share(context, page)).button,
    read && readAction(read, spokenText(page)),
    action(ICONS.print, t("打印"), () => print()).button,
  );
}

/**
 * @param {string} path
 * @param {string} text
 * @param {() => void} act
 */
function action(path, text, act) {
  const name = el("span", null, text);
  return { button: el("button", { type: "button", class: "action", onclick: act }, icon(path), name), name };
}

/**
 * @param {import("./app.js").Context} context
 * @param {import("../rules/pages.js").Page} page
 * @param {string} [done]
 */
export async function copyCitation(context, page, done) {
  context.toast((await copied(textOf(page))) ? done || t("已复制，带出处") : t("这个浏览器不让复制，请长按文字选取"));
}

/** @param {import("../rules/pages.js").Page} page */
function textOf(page) {
  return citation(page, location.href.split("#")[0] + documentHash(page.card.id));
}

/**
 * @param {import("./app.js").Context} context
 * @param {import("../rules/pages.js").Page} page
 */
function share(context, page) {
  if (typeof navigator.share !== "function") return copyCitation(context, page, t("已复制，到聊天里粘贴就能发出去"));
  return navigator.share({ title: page.card.title, text: textOf(page) }).catch(() => {}); // closed by the person
}

/**
 * @param {import("./speech.js").Reader} read
 * @param {string} text
 */
function readAction(read, text) {
  const { button, name } = action(ICONS.speak, t("朗读"), () => read.toggle(text, (reading) => replace(name, reading ? t("停止") : t("朗读"))));
  return button;
}

/**
 * @param {import("./app.js").Context} context
 * @param {string} id
 */
export function starButton(context, id) {
  const button = el("button", { type: "button", class: "star" });
  const draw = () => {
    const kept = context.personal.favourites.indexOf(id) >= 0;
    button.setAttribute("aria-pressed", String(kept));
    replace(button, icon(ICONS.saved), el("span", { class: "unseen" }, t("收藏")));
  };
  button.addEventListener("click", async () => {
    const { added, stored } = await toggleFavourite(context.personal, id);
    const done = added ? t("已收藏") : t("已取消收藏");
    context.toast(stored ? done : t("{done}，但浏览器不让保存，关掉页面就会丢失", { done }));
    draw();
  });
  draw();
  return button;
}
