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
import { articleList, neighbours } from "./articles.js";
import { beside, members } from "./beside.js";
import { bodyNodes } from "./body.js";
import { chain } from "./chain.js";
import { CONTENT, el } from "./dom.js";
import { demands, facts, record } from "./facts.js";
import { labelsOf } from "./labels.js";
import { reportMistake } from "./outgoing.js";
import { quotation } from "./quotation.js";
import { documentHash } from "./routes.js";
import { section } from "./rows.js";
import { sourceList } from "./sources.js";
import { standing, typeName } from "./words.js";

/**
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @returns {Promise<import("./app.js").View>}
 */
export async function documentView(context, route) {
  const page = await context.client.document(route.id);
  if (!page) return gone(await context.client.recalled(route.id));
  const { card, document } = page;
  const answers = ANSWERS.indexOf(card.type) >= 0;
  return {
    title: card.title,
    heading: typeName(card.type),
    actions: answers ? [starButton(context, card.id)] : [],
    content: el(
      "article",
      { class: `document ${card.type}` },
      el("header", null, el("h1", { tabindex: "-1", lang: CONTENT }, card.title), answers && labelsOf(card), nature(document)),
      document.caution && caution(el("strong", null, t("注意")), " ", el("span", { lang: CONTENT }, document.caution)),
      past(page),
      inOrder(context, page),
      sourceList(page.sources),
      el("button", { type: "button", class: "more", onclick: () => reportMistake(context, card) }, t("报告错误")),
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
  const { document, cards } = page;
  if (ANSWERS.indexOf(document.type) < 0) return [el("p", { lang: CONTENT }, document.summary), body(page), members(page)];
  const tools = actions(context, page);
  if (page.card.type === "rule") {
    return [quotation(page), tools, neighbours(page), document.plain && plain(document.plain), amountNote(page), demands(page), body(page), chain(page), record(page), beside(page)];
  }
  if (document.type === "ruleset") {
    const long = document.articles && el("details", null, el("summary", null, t("发布机构、日期和状态")), facts(page));
    return [plain(document.summary), long, holdings(page), body(page), tools, !long && facts(page), chain(page), section(t("各版本"), page.versions.length > 1 ? page.versions : []), beside(page)];
  }
  const basis = section(t("回答依据"), (document.answer_basis || []).map((id) => cards[id]).filter(Boolean), { text: true });
  if (document.answer_basis) return [plain(document.summary), body(page), tools, basis, facts(page), beside(page)];
  return [quotation(page), facts(page), body(page), tools, beside(page)];
}

/**
 * @param {{title: string, reason: string} | null} recalled
 * @returns {import("./app.js").View}
 */
function gone(recalled) {
  const heading = recalled ? t("已撤回") : t("没有这一条");
  return {
    title: heading,
    heading: t("条目"),
    content: el(
      "div",
      { class: "nothing" },
      el("h1", { tabindex: "-1" }, heading),
      recalled
        ? [recalled.title, t("发布单位撤回了这一条，请不要再引用。"), recalled.reason].map((line) => el("p", null, line))
        : el("p", null, t("这个链接指向的内容不在这部手机的版本里。可能已改名，也可能要更新后才有。")),
      el("p", null, el("a", { href: "#/" }, t("回首页查找"))),
    ),
  };
}

/** @param {Doc} document */
function nature(document) {
  const said = standing(document.weight || document.answer_kind) || (document.type === "case" && t("人名和处理结果按报道原样，没有写明的不补"));
  return said && el("p", { class: "note" }, said);
}

/** @param {...import("./dom.js").Children} children */
function caution(...children) {
  return el("p", { class: "caution", role: "note" }, ...children);
}

/**
 * A version that was replaced stays readable, with the way to the one that replaced it.
 *
 * @param {Page} page
 */
function past({ set, now, cards, card }) {
  const next = now ? [now] : ((set && set.superseded_by) || []).map((id) => cards[id]).filter(Boolean);
  if (!next.length) return null;
  const isOld = card.status !== "尚未施行";
  const links = next.map((each) => el("a", { lang: CONTENT, href: documentHash(each.id) }, each.title));
  return caution(el("strong", null, isOld ? t("这是旧版本") : t("还没有施行")), " ", t("现在看："), links, isOld && t("旧版保留备查：发生在旧版施行期间的事，可能还要看旧版（从旧兼从轻）。"));
}

/** No amount makes a red packet harmless, and nobody should read a threshold into silence. @param {Page} page */
function amountNote({ document }) {
  if (document.type !== "rule" || (document.topics || []).indexOf("hongbao") < 0) return null;
  return el("p", { class: "note" }, t("不看数额：本库收录的红包条文都没有写“多少钱以下可以收”，有的写明“无论数额大小”。"));
}

/** @param {string | undefined} text */
function plain(text) {
  return text && el("section", { class: "plain" }, el("h2", null, t("编者说明")), el("p", { lang: CONTENT }, text));
}

/** @param {Page} page */
function body({ document, article }) {
  const blocks = article ? [] : document.body || [];
  if (!blocks.length) return null;
  const ours = !document.official_text && !document.plain;
  return el("section", { class: "body", lang: CONTENT }, ours && el("p", { class: "byline" }, t("以下由编者整理，引文除外")), bodyNodes(blocks, 1));
}

/** What a rule set holds, and how much of it nobody has seen. @param {Page} page */
function holdings({ document, rules, card }) {
  if (document.articles) return articleList(document.articles);
  if (!rules.length) return el("p", { class: "caution" }, el("strong", null, t("规定原文未收录")), " ", t("本库还没有见到它的条文。没有收录不等于没有规定，请向发布机构或本单位索取原文。"));
  const partly = (card.claimed || 0) > (card.recorded || 0);
  return [
    section(t("收录的条目"), rules, { text: true, labels: ["level", "red"] }),
    partly && el("p", { class: "note" }, t("来源说有 {total} 条，本库只见到 {n} 条，其余不补。条目的次序不是原文次序。", { total: card.claimed || 0, n: card.recorded || 0 })),
  ];
}
