// @ts-check
/**
 * Turns the fields of a document into rows of name and value: 语气, 对象, 平台, 状态, 日期, 机构 …
 *
 * @typedef {import("../rules/pages.js").Page} Page
 */
import { formatDate, t } from "../i18n.js";
import { append, el } from "./dom.js";
import { label, recorded } from "./labels.js";
import { documentHash } from "./routes.js";
import { statusTone, valueName } from "./words.js";

/** @param {Page} page */
export function facts(page) {
  const rows = [...bindingFacts(page), ...spokenFacts(page), ...setFacts(page), ...dateFacts(page)].filter(([, value]) => isFilled(value));
  if (!rows.length) return null;
  const list = el("dl", { class: "facts" });
  rows.forEach(([name, value]) => append(list, el("dt", null, name), el("dd", null, /** @type {any} */ (value))));
  return list;
}

/**
 * @param {unknown} value
 */
function isFilled(value) {
  return Array.isArray(value) ? value.some(Boolean) : Boolean(value);
}

/**
 * @param {Page} page
 * @returns {[string, unknown][]}
 */
function bindingFacts({ document, article, cards, card }) {
  const inferred = document.audience_inferred ? t("（按报道推断）") : "";
  return [
    [t("规定"), article ? el("a", { href: documentHash(document.id) }, document.title) : link(cards, document.ruleset)],
    [t("语气"), valueName(document.modality)],
    [t("管谁"), document.audience && document.audience.map(valueName).join("、") + inferred],
    [t("平台"), document.platforms && document.platforms.map(valueName).join("、")],
    [t("地区"), link(cards, document.region || card.regionId)],
    [t("受理机构"), document.operator],
    [t("方式"), document.channel_verified === false ? t("未核实，不列号码和链接") : document.method],
    [t("处理结果"), document.outcome_known === false ? t("报道没有写明") : document.outcome],
    [t("回答性质"), valueName(document.answer_kind)],
  ];
}

/**
 * @param {Page} page
 * @returns {[string, unknown][]}
 */
function spokenFacts({ document }) {
  if (!document.speaker) return [];
  const name = document.anonymity === "化名" ? t("{name}（化名）", { name: document.speaker }) : document.speaker;
  return [
    [t("谁说的"), name],
    [t("身份"), document.role],
    [t("分量"), valueName(document.weight)],
    [t("何时说的"), document.said_on && formatDate(document.said_on)],
  ];
}

/**
 * @param {Page} page
 * @returns {[string, unknown][]}
 */
function setFacts({ document, cards, card }) {
  if (document.type !== "ruleset") return [];
  return [
    [t("正式标题"), document.official_title !== document.title && document.official_title],
    [t("又称"), (document.known_as || []).join("、")],
    [t("文号"), document.doc_number],
    [t("发布机构"), document.issuer === "unknown" ? t("未载明") : link(cards, document.issuer)],
    [t("归口部门"), document.owner ? link(cards, document.owner) : t("未明确")],
    [t("层级"), valueName(document.level)],
    [t("性质"), valueName(document.binding)],
    [t("收录"), recorded(card)],
  ];
}

/**
 * @param {Page} page
 * @returns {[string, unknown][]}
 */
function dateFacts({ document, card, cards }) {
  const date = (/** @type {string | undefined} */ value) => value && formatDate(value);
  return [
    [t("状态"), card.status && statusValue(document, card, cards)],
    [t("发布"), date(document.issued_on)],
    [t("施行"), date(document.effective_on)],
    [t("废止"), date(document.repealed_on)],
    [t("发生"), date(document.occurred_on)],
    [t("报道"), date(document.reported_on)],
    [t("日期说明"), document.date_note],
    [t("核实"), date(document.verified_on)],
    [t("本页更新"), date(document.updated_on)],
  ];
}

/**
 * The status with the day and the source it rests on; a rule has them from its set.
 *
 * @param {Doc} document
 * @param {import("../rules/cards.js").Card} card
 * @param {Record<string, import("../rules/cards.js").Card>} cards
 */
function statusValue(document, card, cards) {
  const checked = document.status_checked_on || card.statusCheckedOn;
  const basis = cards[document.status_basis || card.statusBasis];
  return [
    label(t(card.status), statusTone(card.status)),
    checked && " ",
    checked && t("{date}查过", { date: formatDate(checked) }),
    basis && " · ",
    basis && t("依据：{source}", { source: basis.title }),
  ];
}

/**
 * @param {Record<string, import("../rules/cards.js").Card>} cards
 * @param {string | undefined} id
 */
function link(cards, id) {
  const card = id ? cards[id] : undefined;
  return card && el("a", { href: documentHash(card.id) }, card.title);
}
