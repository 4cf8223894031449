// @ts-check
/**
 * Builds 各地怎么规定: one topic, the words of every region side by side, and a table of what each of them mentions.
 *
 * @typedef {import("../rules/cards.js").Card} Card
 * @typedef {import("../rules/screens.js").Compared} Compared
 */
import { N_, t } from "../i18n.js";
import { CONTENT, el } from "./dom.js";
import { labelsOf } from "./labels.js";
import { documentHash } from "./routes.js";
import { wordsOf } from "./rows.js";
import { shortName } from "./words.js";

/** @type {Record<string, string>} */
const ASPECTS = { modality: N_("语气"), amount: N_("数额"), platforms: N_("平台"), audience: N_("管谁") };

/**
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @returns {Promise<import("./app.js").View>}
 */
export async function compareView(context, route) {
  const found = await context.client.compared(route.id);
  const title = t("各地怎么规定");
  if (!found) return { title, heading: title, content: el("div", { class: "nothing" }, el("h1", { tabindex: "-1" }, t("还没有收录。"))) };
  return {
    title: `${found.title} · ${title}`,
    heading: title,
    content: el(
      "article",
      { class: "document comparison" },
      el("h1", { tabindex: "-1", lang: CONTENT }, found.title),
      el("ul", { class: "columns" }, found.cards.map(column)),
      el("section", null, el("h2", null, t("各自提到了什么")), table(found), el("p", { class: "note" }, t("只比本库收录的文字。加底色的，只有少数几处提到；“没有提”不等于不管。"))),
    ),
  };
}

/** @param {Card} card */
function column(card) {
  return el(
    "li",
    null,
    el("a", { class: "row", href: documentHash(card.id) }, el("strong", { lang: CONTENT }, card.region), el("span", { class: "row-text", lang: CONTENT }, card.ruleset), wordsOf(card), labelsOf(card, { labels: ["level", "status"] })),
  );
}

/** @param {Compared} found */
function table({ cards, aspects }) {
  const rows = aspects.reduce((all, aspect) => all.concat(rowsOf(aspect, cards)), /** @type {HTMLElement[]} */ ([]));
  const heads = cards.map((card) => el("th", { scope: "col" }, el("span", { lang: CONTENT }, card.region), isOneOfTwo(card, cards) && el("small", { lang: CONTENT }, card.title)));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("各自提到了什么") }, el("table", null, el("thead", null, el("tr", null, el("td"), heads)), el("tbody", null, rows)));
}

/**
 * Each action has a row of its own; of the other aspects one row says what each text says.
 *
 * @param {Compared["aspects"][0]} aspect
 * @param {Card[]} cards
 */
function rowsOf({ name, values }, cards) {
  const saying = (/** @type {string[]} */ ids) => cards.map((card) => ids.indexOf(card.id) >= 0);
  if (name === "actions") return values.map(({ value, ids }) => line(el("span", { lang: CONTENT }, value), saying(ids).map((does) => (does ? t("提到") : "")), true));
  const cells = cards.map((card) => values.filter(({ ids }) => ids.indexOf(card.id) >= 0).map(({ value }) => shortName(value)).join(t("、")));
  return [line(t(ASPECTS[name]), cells, name !== "modality")];
}

/**
 * What only few of the texts say is set off, so that the eye finds it in a row of sames.
 *
 * @param {import("./dom.js").Child} head
 * @param {string[]} cells
 * @param {boolean} marking
 */
function line(head, cells, marking) {
  const isRare = (/** @type {string} */ cell) => marking && cells.filter((other) => other === cell).length * 2 < cells.length;
  const cellOf = (/** @type {string} */ cell) => (cell ? el("td", { class: isRare(cell) ? "rare" : null }, cell) : el("td", { class: "value" }, t("没有提")));
  return el("tr", null, el("th", { scope: "row" }, head), cells.map(cellOf));
}

/**
 * @param {Card} card
 * @param {Card[]} cards
 */
function isOneOfTwo(card, cards) {
  return cards.filter((other) => other.regionId === card.regionId).length > 1;
}
