// @ts-check
/**
 * Builds 收藏: what was kept, with a way to take it out as text and to put it back on a phone that was wiped.
 *
 * @typedef {import("../rules/cards.js").Card} Card
 */
import { t } from "../i18n.js";
import { citation } from "./citation.js";
import { copied } from "./clipboard.js";
import { el, icon } from "./dom.js";
import { ICONS } from "./icons.js";
import { toggleFavourite } from "./personal.js";
import { documentHash, documentsIn } from "./routes.js";
import { link, row } from "./rows.js";

/**
 * @param {import("./app.js").Context} context
 * @returns {Promise<import("./app.js").View>}
 */
export async function savedView(context) {
  const { favourites } = context.personal;
  const cards = await context.client.documents(favourites);
  const present = /** @type {Card[]} */ (cards.filter(Boolean));
  const lost = favourites.filter((_id, place) => !cards[place]);
  const recalled = await Promise.all(lost.map(context.client.recalled));
  const gone = recalled.filter((each) => !each).length;
  return {
    title: t("收藏"),
    heading: t("收藏"),
    content: el(
      "div",
      { class: "listing" },
      present.length > 0 && el("ul", { class: "cells kept" }, present.map((card) => kept(context, card))),
      !cards.length && el("p", { class: "note" }, t("还没有收藏。打开一条规定，点右上角的星号，就会出现在这里。收藏只存在这部手机上。")),
      recalled.map((each, place) => each && el("ul", { class: "cells" }, link(documentHash(lost[place]), each.title, t("已撤回")))),
      gone > 0 && el("p", { class: "note" }, t("有 {n} 条收藏已不在当前内容里。", { n: gone })),
      present.length > 0 && el("p", null, el("button", { type: "button", class: "more", onclick: () => copyAll(context, present) }, t("全部复制（含出处）"))),
      restoring(context),
    ),
  };
}

/**
 * @param {import("./app.js").Context} context
 * @param {Card} card
 */
function kept(context, card) {
  const item = row(card, { text: true });
  const remove = async () => {
    await toggleFavourite(context.personal, card.id);
    context.toast(t("已取消收藏"));
    context.redraw();
  };
  item.appendChild(el("button", { type: "button", class: "remove", "aria-label": t("移出：{title}", { title: card.title }), onclick: remove }, icon(ICONS.clear)));
  return item;
}

/**
 * @param {import("./app.js").Context} context
 * @param {Card[]} cards
 */
async function copyAll(context, cards) {
  const pages = await Promise.all(cards.map((card) => context.client.document(card.id)));
  const home = location.href.split("#")[0];
  const texts = pages.map((page) => page && citation(page, home + documentHash(page.card.id)));
  context.toast((await copied(texts.filter(Boolean).join("\n\n"))) ? t("已复制 {n} 条，带出处", { n: cards.length }) : t("这个浏览器不让复制，请长按文字选取"));
}

/**
 * The copied text holds the address of each document, so it is all that is needed to get them back.
 *
 * @param {import("./app.js").Context} context
 */
function restoring(context) {
  const field = el("textarea", { rows: "4", "aria-label": t("以前复制的文字") });
  const restore = async () => {
    const ids = documentsIn(field.value);
    const found = (await context.client.documents(ids)).filter(Boolean).length;
    if (!found) return context.toast(t("文字里没有找到收藏的条目"));
    await context.personal.change("favourites", (known) => [...known, ...ids.filter((id) => known.indexOf(id) < 0)]);
    context.toast(t("找回 {n} 条", { n: found }));
    return context.redraw();
  };
  return el(
    "details",
    { class: "group restoring" },
    el("summary", null, t("换手机或清过数据")),
    el("p", { class: "note" }, t("先在旧手机上“全部复制”，发给自己；再把那段文字贴到这里。")),
    field,
    el("button", { type: "button", class: "more", onclick: restore }, t("从文字找回")),
  );
}
