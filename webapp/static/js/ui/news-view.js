// @ts-check
/**
 * Builds 最近更新: what the latest update on this phone changed, and below it everything by the day it was last edited.
 */
import { formatInstant, t } from "../i18n.js";
import { ANSWERS } from "../rules/cards.js";
import { changesBetween } from "../rules/changes.js";
import { readDocuments, readPrevious } from "../storage/content.js";
import { CONTENT, el } from "./dom.js";
import { groupName } from "./group-names.js";
import { documentHash } from "./routes.js";
import { link, section } from "./rows.js";

const ENOUGH = 40;

/**
 * @param {import("./app.js").Context} context
 * @returns {Promise<import("./app.js").View>}
 */
export async function newsView(context) {
  const { client, boot } = context;
  const [list, previous] = await Promise.all([client.list("news"), readPrevious(boot.database).catch(() => undefined)]);
  const heading = t("最近更新");
  return {
    title: heading,
    heading,
    content: el("div", { class: "listing" }, previous && (await sinceThen(context, previous)), days(list)),
  };
}

/**
 * @param {import("./app.js").Context} context
 * @param {ReleaseRecord} previous
 */
async function sinceThen({ client, boot }, previous) {
  const { added, changed, gone } = changesBetween(previous.documents, boot.release.documents);
  const cards = async (/** @type {string[]} */ ids) => (await client.documents(ids)).filter((card) => card && ANSWERS.indexOf(card.type) >= 0);
  const [fresh, edited] = /** @type {import("../rules/cards.js").Card[][]} */ (await Promise.all([cards(added), cards(changed)]));
  const lost = (await readDocuments(boot.database, previous, gone)).filter(({ type }) => ANSWERS.indexOf(type) >= 0);
  const recall = /** @type {string[]} */ (boot.release.statement.recall || []);
  const recalled = await Promise.all(recall.map(client.recalled));
  return [
    el("p", { class: "note" }, t("这部手机上一版发布于 {time}。和它相比：", { time: formatInstant(previous.statement.time) })),
    section(t("新增 {n} 篇", { n: added.length }), fresh),
    section(t("修改 {n} 篇", { n: changed.length }), edited),
    rows(t("撤下 {n} 篇", { n: gone.length }), lost.map(({ title }) => el("li", { class: "row", lang: CONTENT }, title))),
    rows(t("撤回 {n} 篇", { n: recall.length }), recall.map((id, place) => link(documentHash(id), (recalled[place] || { title: id }).title))),
    !fresh.length && !edited.length && !gone.length && el("p", { class: "note" }, t("内容没有变化。")),
  ];
}

/** @param {string} title @param {HTMLElement[]} items */
function rows(title, items) {
  return items.length > 0 && el("section", { class: "group" }, el("h2", null, title), el("ul", { class: "cells" }, items));
}

/** The days until there is enough to read. @param {{total: number, groups: import("../rules/cards.js").Group[]}} list */
function days({ total, groups }) {
  let left = ENOUGH;
  const shown = groups.map((group) => {
    const cards = group.cards.slice(0, Math.max(0, left));
    left -= cards.length;
    return section(groupName(group), cards);
  });
  return [shown, total > ENOUGH && el("p", { class: "note" }, t("还有 {n} 篇，请从别的列表看", { n: total - ENOUGH }))];
}
