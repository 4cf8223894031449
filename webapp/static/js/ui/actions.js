// @ts-check
/**
 * Builds what a person can do with a document: copy it with its citation, share it, keep it.
 */
import { t } from "../i18n.js";
import { citation } from "./citation.js";
import { el, icon, replace } from "./dom.js";
import { ICONS } from "./icons.js";
import { toggleFavourite } from "./personal.js";
import { documentHash } from "./routes.js";

/**
 * @param {import("./app.js").Context} context
 * @param {import("../rules/pages.js").Page} page
 */
export function actions(context, page) {
  const address = location.href.split("#")[0] + documentHash(page.card.id);
  const copy = async () => context.toast((await copied(citation(page, address))) ? t("已复制，带出处") : t("这个浏览器不让复制，请长按文字选取"));
  const share = () => {
    navigator.share({ title: page.card.title, text: citation(page, address) }).catch(() => {}); // closed by the person
  };
  const button = (/** @type {string} */ path, /** @type {string} */ text, /** @type {() => void} */ act) =>
    el("button", { type: "button", class: "action", onclick: act }, icon(path), text);
  return el(
    "div",
    { class: "actions" },
    button(ICONS.copy, t("复制（含出处）"), copy),
    typeof navigator.share === "function" && button(ICONS.share, t("分享"), share),
  );
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

/**
 * Plain HTTP has no clipboard object, so the old way stays.
 *
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    return copiedTheOldWay(text);
  }
}

/** @param {string} text */
function copiedTheOldWay(text) {
  const field = el("textarea", { class: "unseen", readonly: true, "aria-hidden": "true" });
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  field.value = text;
  document.body.appendChild(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused) focused.focus({ preventScroll: true });
  return done;
}
