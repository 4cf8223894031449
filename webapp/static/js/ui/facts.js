// @ts-check
/**
 * Turns the fields of a document into rows of name and value: 语气, 管谁, 状态, 发布, 报道, 转载 … What is not known is said
 * to be not known.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 * @typedef {[name: string, value: unknown, hint?: string | false]} Fact
 */
import { formatDate, t } from "../i18n.js";
import { append, el } from "./dom.js";
import { label } from "./labels.js";
import { documentHash } from "./routes.js";
import { demand, statusMeaning, statusTone, valueName } from "./words.js";

/** Everything there is to say. @param {Page} page */
export function facts(page) {
  return table([...bindingFacts(page), ...spokenFacts(page), ...setFacts(page), ...statusFacts(page), ...dateFacts(page)]);
}

/** What a rule demands of whom, and whether it still does. @param {Page} page */
export function demands(page) {
  return table([...bindingFacts(page), ...statusFacts(page)]);
}

/** Who issued a rule and which dates are known. @param {Page} page */
export function record(page) {
  return table([...setFacts(page), ...dateFacts(page)], "record");
}

/**
 * @param {Fact[]} all
 * @param {string} [name]
 */
function table(all, name) {
  const rows = all.filter(([, value]) => isFilled(value));
  if (!rows.length) return null;
  const list = el("dl", { class: name || "facts" });
  rows.forEach(([name, value, hint]) => append(list, el("dt", null, name), el("dd", null, /** @type {any} */ (value), hint && el("small", null, hint))));
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
 * @returns {Fact[]}
 */
function bindingFacts({ document, article, cards, card, set }) {
  const scopeUnknown = document.scope_verified === false || (document.type === "rule" && set && set.scope_verified === false);
  return [
    [t("语气"), valueName(document.modality), demand(document.deontic)],
    [t("管谁"), document.audience && document.audience.map(valueName).join("、"), document.audience_inferred && t("这一句没有写明，按报道上下文推断")],
    [t("适用范围"), !article && scopeUnknown && t("没有查实"), t("报道没有写清管到哪些单位和人")],
    [t("平台"), document.platforms && document.platforms.map(valueName).join("、")],
    [t("地区"), link(cards, document.region || card.regionId)],
    [t("受理机构"), document.operator],
    [t("方式"), document.channel_verified === false ? t("未核实，不列号码和链接") : document.method],
    [t("处理结果"), document.outcome_known === false ? t("报道没有写明") : document.outcome],
  ];
}

/**
 * @param {Page} page
 * @returns {Fact[]}
 */
function spokenFacts({ document }) {
  if (!document.speaker) return [];
  const name = document.anonymity === "化名" ? t("{name}（化名）", { name: document.speaker }) : document.speaker;
  return [
    [t("谁说的"), name, document.anonymity !== "实名" && t("按报道原样，本库不推测是谁")],
    [t("身份"), document.role],
    [t("何时说的"), document.said_on && formatDate(document.said_on)],
  ];
}

/**
 * @param {Page} page
 * @returns {Fact[]}
 */
function setFacts({ document, cards, set }) {
  if (!set) return [];
  const issuer = set.issuer === "unknown" ? t("未载明") : link(cards, set.issuer);
  if (document.type === "rule") return [[t("发布机构"), issuer]];
  return [
    [t("正式标题"), set.official_title !== set.title && set.official_title],
    [t("又称"), (set.known_as || []).join("、")],
    [t("文号"), set.doc_number],
    [t("发布机构"), issuer],
    [t("归口部门"), set.owner ? link(cards, set.owner) : t("未明确")],
    [t("层级"), valueName(set.level)],
    [t("性质"), valueName(set.binding)],
  ];
}

/**
 * @param {Page} page
 * @returns {Fact[]}
 */
function statusFacts({ document, card, cards, set }) {
  return card.status ? [[t("状态"), statusValue(set || document, cards, card.status), statusMeaning(card.status)]] : [];
}

/**
 * Issue, report and repost are three dates, and only the first says how old a rule is.
 *
 * @param {Page} page
 * @returns {Fact[]}
 */
function dateFacts({ document, set, sources }) {
  const date = (/** @type {string | undefined} */ value) => value && formatDate(value);
  const dated = set || document;
  const repost = document.answer_basis ? undefined : sources.filter((source) => source.sourceLevel === "repost")[0];
  return [
    [t("发布"), date(dated.issued_on) || (set && t("未载明"))],
    [t("施行"), date(dated.effective_on)],
    [t("废止"), date(dated.repealed_on)],
    [t("发生"), date(document.occurred_on)],
    [t("报道"), date(document.reported_on || dated.reported_on)],
    [t("转载"), repost && date(repost.publishedOn), t("本库据以核对的转载，不是发布日期")],
    [t("日期说明"), document.date_note || dated.date_note],
    [t("核实"), date(document.verified_on)],
    [t("本页更新"), date(document.updated_on)],
  ];
}

/**
 * The status with the day and the source it rests on; a rule has them from its set.
 *
 * @param {Doc} dated
 * @param {Record<string, import("../rules/cards.js").Card>} cards
 * @param {string} word
 */
function statusValue(dated, cards, word) {
  const checked = dated.status_checked_on;
  const basis = cards[dated.status_basis || ""];
  return [
    label(t(word), statusTone(word)),
    checked && ` ${t("{date}查过", { date: formatDate(checked) })}`,
    basis && ` · ${t("依据：{source}", { source: basis.title })}`,
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
