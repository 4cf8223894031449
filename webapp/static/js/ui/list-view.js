// @ts-check
/**
 * Builds the lists that have a name: 与我有关, 红线一览, 群规, 场景问答, 主题, 规定, 案例, 解读, 举报渠道 …
 *
 * @typedef {import("../rules/cards.js").Group} Group
 * @typedef {import("./app.js").Context} Context
 * @typedef {{title: string, note?: string, show?: import("./rows.js").Show, personal?: boolean, jump?: boolean,
 *   head?(context: Context, list: {total: number, groups: Group[]}): import("./dom.js").Children,
 *   foot?(list: {total: number, groups: Group[]}): import("./dom.js").Children, rows?(group: Group): Node}} List
 */
import { formatInstant, N_, t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";
import { groupName, groupNote } from "./group-names.js";
import { meText, orderedFor } from "./me-view.js";
import { compareHash, documentHash } from "./routes.js";
import { link, row } from "./rows.js";

/** @type {import("./labels.js").LabelName[]} */
const OF_RULES = ["modality", "level", "red", "region", "status"];
/** @type {import("./labels.js").LabelName[]} */
const OF_RED_LINES = ["modality", "level", "region", "status"];

const COMPARING = N_("同一件事，几个地方的原话放在一起看");

/** @type {Record<string, List>} */
const LISTS = {
  mine: { title: N_("与我有关"), show: { text: true, labels: OF_RULES }, head: mineHead },
  redlines: {
    title: N_("红线一览"),
    note: N_("“红线”是报道的说法。红框里的词是条文自己的禁止用语；标着别的词的，按内容列在这里。"),
    show: { text: true, labels: OF_RED_LINES },
    personal: true,
    jump: true,
  },
  groups: { title: N_("群规"), show: { text: true, labels: OF_RULES }, personal: true, jump: true, head: () => sides("groups"), foot: groupsFoot },
  "groups/chengyuan": { title: N_("群规（群成员看）"), show: { text: true, labels: OF_RULES }, personal: true, jump: true, head: () => sides("groups/chengyuan"), foot: groupsFoot },
  scenarios: {
    title: N_("场景问答"),
    note: N_("从要做的事出发，每个回答都列出依据的条文。回答由编者写成，不是官方答复。"),
    show: { labels: ["said"] },
    jump: true,
  },
  topics: { title: N_("主题"), head: () => el("ul", { class: "cells" }, link("#/compare", t("各地怎么规定"), "", t(COMPARING))), rows: counted },
  compare: { title: N_("各地怎么规定"), note: COMPARING, rows: compared },
  rulesets: { title: N_("规定"), show: { labels: ["level", "region", "status"] }, foot: () => el("ul", { class: "cells" }, link("#/owners", t("归口部门"))) },
  owners: { title: N_("归口部门"), note: N_("归口部门是负责解释和协调一份规定的部门。来源没有写明的，列为“未明确”。"), show: { labels: ["region", "status"] } },
  cases: { title: N_("案例"), note: N_("处理结果只写到来源写明的程度。"), show: { labels: ["level", "region"] } },
  interpretations: { title: N_("解读和做法"), note: N_("谈话、意见和做法，不是规定，按谁说的分开列。"), show: { labels: ["level"] } },
  channels: { title: N_("举报渠道"), show: { labels: ["region"] } },
};

/**
 * @param {Context} context
 * @param {import("./routes.js").Route} route
 * @returns {Promise<import("./app.js").View>}
 */
export async function listView(context, route) {
  const kind = LISTS[route.id];
  const list = await context.client.list(route.id, context.personal.me);
  const title = t(kind.title);
  const sections = list.groups.map((group) => groupSection(kind, group));
  return {
    title,
    heading: title,
    content: el(
      "div",
      { class: `listing ${route.id.split("/")[0]}` },
      kind.note && el("p", { class: "note" }, t(kind.note)),
      kind.head && kind.head(context, list),
      kind.personal && orderedFor(context),
      kind.jump && list.groups.length > 2 && jumps(list.groups, sections),
      sections,
      !list.total && route.id !== "mine" && el("p", { class: "note" }, t("还没有收录。")),
      kind.foot && kind.foot(list),
      route.id === "redlines" && printing(context, list.total),
    ),
  };
}

/**
 * @param {List} kind
 * @param {Group} group
 */
function groupSection(kind, group) {
  const rows = kind.rows ? kind.rows(group) : el("ul", { class: "cells" }, group.cards.map((card) => [row(card, kind.show), older(group, card, kind.show)]));
  const name = groupName(group);
  if (group.id === "供参照") return el("details", { class: "group" }, el("summary", null, `${name}（${group.cards.length}）`), rows);
  const note = groupNote(group.id);
  return el("section", { class: "group" }, group.id && el("h2", { tabindex: "-1" }, name), note && el("p", { class: "note" }, note), rows);
}

/**
 * Other versions of the same regulation are folded under the one that stands for it.
 *
 * @param {Group} group
 * @param {import("../rules/cards.js").Card} card
 * @param {import("./rows.js").Show} [show]
 */
function older(group, card, show) {
  const versions = (group.under || {})[card.id];
  if (!versions) return null;
  return el("li", null, el("details", null, el("summary", { class: "row" }, t("其他版本（{n}）", { n: versions.length })), el("ul", { class: "versions" }, versions.map((version) => row(version, show)))));
}

/**
 * @param {Group[]} groups
 * @param {HTMLElement[]} sections
 */
function jumps(groups, sections) {
  const jump = (/** @type {number} */ index) => {
    const heading = /** @type {HTMLElement} */ (sections[index].querySelector("h2"));
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };
  return el(
    "nav",
    { class: "jumps", "aria-label": t("跳到") },
    el("ul", { class: "chips" }, groups.map((group, index) => el("li", null, el("button", { type: "button", class: "chip", onclick: () => jump(index) }, groupName(group), el("span", { class: "value" }, ` ${group.cards.length}`))))),
  );
}

/**
 * @param {Context} context
 * @param {number} total
 */
function printing({ boot }, total) {
  const said = t("共 {n} 条，内容更新于 {time}", { n: total, time: formatInstant(boot.release.statement.time) });
  return el("p", { class: "note" }, said, " ", el("button", { type: "button", class: "small print", onclick: () => print() }, t("打印")));
}

/** @param {string} now */
function sides(now) {
  const side = (/** @type {string} */ id, /** @type {string} */ text) => el("a", { href: `#/${id}`, "aria-current": id === now ? "page" : null }, text);
  return el("nav", { class: "sides", "aria-label": t("看谁的") }, side("groups", t("群主看")), side("groups/chengyuan", t("群成员看")));
}

function groupsFoot() {
  return el("ul", { class: "cells" }, link("#/template", t("群规模板")), link("#/r/qun-guanli", t("建群管群的问答")));
}

/**
 * @param {Context} context
 * @param {{groups: Group[]}} list
 */
function mineHead(context, list) {
  const { me } = context.personal;
  const who = meText(me);
  if (!who) return [el("p", { class: "note" }, t("还没有选我是谁、在哪里。")), el("ul", { class: "cells" }, link("#/me", t("我是谁、在哪里")))];
  const isLocal = list.groups.some((group) => group.id === "当地");
  const isNational = list.groups.some((group) => group.id === "全国");
  return [
    el("ul", { class: "cells me" }, link("#/me", who, t("更改"))),
    me.region && !isLocal && el("p", { class: "note" }, t("本库没有收录{place}面向当地的规定，先看下面的。", { place: me.place })),
    !isNational && el("p", { class: "note" }, t("本库没有收录写明管“{who}”的全国规定。", { who: me.roles.map((role) => t(role)).join(t("、")) || t("所有人") })),
  ];
}

/** @param {Group} group */
function counted(group) {
  const { counts } = group;
  return el("ul", { class: "cells" }, group.cards.map((card) => link(documentHash(card.id), el("span", { lang: CONTENT }, card.title), counts && String(counts[card.id]))));
}

/** @param {Group} group */
function compared(group) {
  return el("ul", { class: "cells" }, group.cards.map((card) => link(compareHash(card.id), el("span", { lang: CONTENT }, card.title))));
}
