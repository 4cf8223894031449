// @ts-check
/**
 * Builds the lists that have a name: 红线一览, 群规, 场景问答, 主题, 规定, 案例, 解读, 举报渠道; and 收藏.
 */
import { N_, t } from "../i18n.js";
import { el } from "./dom.js";
import { section } from "./rows.js";

/** @type {Record<string, string>} */
const TITLES = {
  redlines: N_("红线一览"),
  groups: N_("群规"),
  scenarios: N_("场景问答"),
  topics: N_("主题"),
  rulesets: N_("规定"),
  cases: N_("案例"),
  interpretations: N_("解读"),
  channels: N_("举报渠道"),
};

/** @type {Record<string, string>} */
const NOTES = {
  redlines: N_("“红线”是报道的说法。下面各条按主题列出，适用地区和出处写在每条下面。"),
  groups: N_("工作群怎么建、怎么进、怎么发言、怎么退。"),
  scenarios: N_("从要做的事出发，每个回答都列出依据的条文。回答由编者写成，不是官方答复。"),
  channels: N_("没有核实过的渠道不列号码和链接。"),
};

/**
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @returns {Promise<import("./app.js").View>}
 */
export async function listView(context, route) {
  const list = await context.client.list(route.id);
  const title = t(TITLES[route.id]);
  const text = route.id === "redlines" || route.id === "groups";
  const level = route.id !== "interpretations";
  return {
    title,
    heading: title,
    content: el(
      "div",
      null,
      NOTES[route.id] && el("p", { class: "note" }, t(NOTES[route.id])),
      list.groups.map((group) => section(group.title, group.cards, { text, level })),
      !list.total && el("p", { class: "note" }, t("还没有收录。")),
    ),
  };
}

/**
 * @param {import("./app.js").Context} context
 * @returns {Promise<import("./app.js").View>}
 */
export async function savedView(context) {
  const cards = await context.client.documents(context.personal.favourites);
  const present = /** @type {import("../rules/cards.js").Card[]} */ (cards.filter(Boolean));
  const gone = cards.length - present.length;
  return {
    title: t("收藏"),
    heading: t("收藏"),
    content: el(
      "div",
      null,
      section("", present, { text: true }),
      !cards.length && el("p", { class: "note" }, t("还没有收藏。打开一条规定，点右上角的星号，就会出现在这里。收藏只存在这部手机上。")),
      gone > 0 && el("p", { class: "note" }, t("有 {n} 条收藏已不在当前内容里。", { n: gone })),
    ),
  };
}
