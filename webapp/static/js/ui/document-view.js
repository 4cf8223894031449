// @ts-check
/**
 * Builds the page of one document. What the rule says comes first, then what we say about it, then what stands beside it.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 * @typedef {import("../rules/cards.js").Card} Card
 */
import { t } from "../i18n.js";
import { ANSWERS } from "../rules/cards.js";
import { actions, starButton } from "./actions.js";
import { bodyNodes } from "./body.js";
import { quoted, sourceLine } from "./citation.js";
import { CONTENT, el } from "./dom.js";
import { facts } from "./facts.js";
import { label, labelsOf } from "./labels.js";
import { documentHash } from "./routes.js";
import { section } from "./rows.js";
import { levelMeaning, levelName, typeName, valueName } from "./words.js";

/**
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @returns {Promise<import("./app.js").View>}
 */
export async function documentView(context, route) {
  const page = await context.client.document(route.id);
  if (!page) return missing();
  const { card, document } = page;
  return {
    title: card.title,
    heading: typeName(card.type),
    actions: ANSWERS.indexOf(card.type) < 0 ? [] : [starButton(context, card.id)],
    content: el(
      "article",
      { class: `document ${card.type}` },
      el("header", null, el("h1", { tabindex: "-1", lang: CONTENT }, card.title), ANSWERS.indexOf(card.type) >= 0 && labelsOf(card)),
      document.caution && el("p", { class: "caution", role: "note" }, el("strong", null, t("注意")), " ", el("span", { lang: CONTENT }, document.caution)),
      pastNote(page),
      ...inOrder(context, page),
      around(page),
      sources(page),
      el("p", { class: "colophon" }, t("根据公开报道编辑的查阅工具，不是官方答复"), " · ", el("a", { href: "#/channels" }, t("举报渠道"))),
    ),
  };
}

/**
 * Words of a rule come first. Without words, what we wrote comes first; a person's view starts with who said it.
 *
 * @param {import("./app.js").Context} context
 * @param {Page} page
 */
function inOrder(context, page) {
  const { document } = page;
  if (ANSWERS.indexOf(document.type) < 0) return [el("p", { lang: CONTENT }, document.summary), body(page)];
  if (document.type === "rule" || page.article) {
    return [words(page), actions(context, page), document.plain && plain(document.plain), amountNote(page), facts(page), body(page)];
  }
  if (document.type === "ruleset") return [body(page), contents(page), actions(context, page), facts(page)];
  if (document.type === "scenario" || document.type === "guide") return [document.summary && plain(document.summary), body(page), actions(context, page), facts(page)];
  return [words(page), facts(page), body(page), actions(context, page)];
}

/** @returns {import("./app.js").View} */
function missing() {
  return {
    title: t("没有这一条"),
    heading: t("条目"),
    content: el(
      "div",
      { class: "nothing" },
      el("h1", { tabindex: "-1" }, t("没有这一条")),
      el("p", null, t("这个链接指向的内容不在这部手机的版本里。可能已改名，也可能要更新后才有。")),
      el("p", null, el("a", { href: "#/" }, t("回首页查找"))),
    ),
  };
}

/**
 * A set that was replaced stays readable, with the way to the one that replaced it.
 *
 * @param {Page} page
 */
function pastNote({ document, cards }) {
  const next = (document.superseded_by || []).map((id) => cards[id]).filter(Boolean);
  if (!next.length) return null;
  return el("p", { class: "caution" }, t("已被替代，现在看："), next.map((card) => el("a", { href: documentHash(card.id) }, card.title)));
}

/**
 * The quotation with its source level. A paraphrase gets no quotation marks.
 *
 * @param {Page} page
 */
function words(page) {
  const { document, article, card } = page;
  const blocks = article ? article.blocks : document.text;
  const mark = article ? article.label : document.label;
  if (!blocks && !document.quote) return document.type === "rule" ? unquoted(page) : null;
  return el(
    "figure",
    { class: card.redLine ? "words red" : "words" },
    article && article.path && article.path.length > 0 && el("p", { class: "path" }, article.path.join(" › ")),
    el("blockquote", { lang: CONTENT }, mark && el("strong", { class: "article" }, mark), blocks ? bodyNodes(blocks, 2) : el("p", null, quoted(document.quote || ""))),
    caption(page),
  );
}

/** @param {Page} page */
function caption(page) {
  const { card } = page;
  return el(
    "figcaption",
    null,
    label(levelName(card.level), "level"),
    hasClauses(card.type) && el("span", null, levelMeaning(card.level)),
    el("span", { class: "from" }, sourceLine(page)),
    card.ruleset && card.rulesetId && el("a", { href: documentHash(card.rulesetId) }, card.ruleset),
  );
}

/** What is said of clauses and their numbers would be odd under a case or an opinion. @param {string} type */
function hasClauses(type) {
  return type === "rule" || type === "ruleset";
}

/** @param {Page} page */
function unquoted(page) {
  return el("figure", { class: "words" }, el("p", null, t("没有见到原话，只有报道的转述。")), caption(page));
}

/** No amount makes a red packet harmless, and nobody should read a threshold into silence. @param {Page} page */
function amountNote({ document }) {
  if (document.type !== "rule" || (document.topics || []).indexOf("hongbao") < 0) return null;
  return el("p", { class: "note" }, t("本库收录的红包条文都没有写“多少钱以下可以收”，有的写明“无论数额大小”。"));
}

/** @param {string} text */
function plain(text) {
  return el("section", { class: "plain" }, el("h2", null, t("编者说明")), el("p", { lang: CONTENT }, text));
}

/** @param {Page} page */
function body({ document, article }) {
  const blocks = article ? [] : document.body || [];
  if (!blocks.length) return null;
  const ours = !document.official_text && !document.plain;
  return el("section", { class: "body", lang: CONTENT }, ours && el("p", { class: "byline" }, document.answer_kind && `${valueName(document.answer_kind)} · `, t("以下由编者整理，引文除外")), bodyNodes(blocks, 1));
}

/** What a rule set holds. @param {Page} page */
function contents({ document, rules }) {
  return document.articles ? articleList(document) : section(t("收录的条目"), rules, { text: true });
}

/** @param {Page} page */
function around(page) {
  const { document, cards, citing, siblings, members } = page;
  const named = (/** @type {string[] | undefined} */ ids) => (ids || []).map((id) => cards[id]).filter(Boolean);
  const beside = distinct([...named(document.related), ...citing], page.card.id);
  const of = (/** @type {string[]} */ types) => beside.filter((card) => types.indexOf(card.type) >= 0);
  return [
    section(t("回答依据"), named(document.answer_basis), { text: true }),
    section(t("上位规定"), page.higher),
    section(t("场景问答"), of(["scenario", "guide"])),
    section(t("有关规定"), of(["rule", "ruleset"]), { text: true }),
    section(t("其他地方怎么规定"), siblings.filter((card) => beside.every((other) => other.id !== card.id)), { text: true }),
    commentary(of(["case"]), of(["interpretation", "practice", "finding"])),
    section(t("举报渠道"), of(["channel"])),
    memberSections(members),
  ];
}

/**
 * Cases and opinions stand beside the rule, set apart, because they are not the rule.
 *
 * @param {Card[]} cases
 * @param {Card[]} comments
 */
function commentary(cases, comments) {
  if (!cases.length && !comments.length) return null;
  return el("aside", { class: "beside", "aria-label": t("案例和看法") }, el("p", { class: "byline" }, t("下面是案例和看法，不是规定")), section(t("案例"), cases), section(t("看法和做法"), comments));
}

/** @param {Card[]} members */
function memberSections(members) {
  return ["rule", "ruleset", "scenario", "guide", "case", "interpretation", "practice", "finding", "channel"].map((type) =>
    section(typeName(type), members.filter((card) => card.type === type), { text: type === "rule" }),
  );
}

/** @param {Doc} document */
function articleList(document) {
  let chapter = "";
  const items = (document.articles || []).map((article) => {
    const path = (article.path || []).join(" › ");
    const heading = path !== chapter && path && el("h3", null, path);
    chapter = path;
    return [
      heading,
      el("div", { class: "article-text", lang: CONTENT }, el("a", { href: documentHash(article.rule || article.id), class: "article" }, article.label), bodyNodes(article.blocks, 3)),
    ];
  });
  return el("section", { class: "articles" }, el("h2", null, t("条文")), items);
}

/** @param {Page} page */
function sources({ document, sources: found }) {
  if (!found.length) return null;
  const items = found.map((source, index) => {
    const reference = (document.sources || [])[index] || {};
    const where = [reference.locator, levelName(reference.level || "")].filter(Boolean).join(" · ");
    const address = /^https?:/.test(source.url || "") ? source.url : "";
    return el("li", null, address ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, source.title) : source.title, where && el("span", { class: "value" }, ` ${where}`));
  });
  return el("section", { class: "sources" }, el("h2", null, t("来源")), el("ul", null, items));
}

/**
 * @param {Card[]} cards
 * @param {string} self
 */
function distinct(cards, self) {
  return cards.filter((card, index) => card.id !== self && cards.findIndex((other) => other.id === card.id) === index);
}
