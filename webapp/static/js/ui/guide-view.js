// @ts-check
/**
 * Builds the two guides as tools: a checklist to go through before posting, a template of group rules to copy.
 * What is ticked is kept nowhere, and nothing that somebody wants to post is looked at.
 *
 * @typedef {import("../rules/pages.js").Page} Page
 */
import { t } from "../i18n.js";
import { bodyNodes, plainText } from "./body.js";
import { citation } from "./citation.js";
import { copied } from "./clipboard.js";
import { CONTENT, el, icon } from "./dom.js";
import { ICONS } from "./icons.js";
import { documentHash } from "./routes.js";

/**
 * @param {import("./app.js").Context} context
 * @param {import("./routes.js").Route} route
 * @returns {Promise<import("./app.js").View>}
 */
export async function guideView(context, route) {
  const page = await context.client.guide(route.id);
  const heading = route.id === "before-posting" ? t("发帖前想一想") : t("群规模板");
  if (!page) return { title: heading, heading, content: el("div", { class: "nothing" }, el("h1", { tabindex: "-1" }, heading), el("p", null, t("还没有收录。"))) };
  return {
    title: heading,
    heading,
    content: el(
      "article",
      { class: "document guide" },
      route.id === "before-posting" ? checklist(page) : template(context, page),
    ),
  };
}

/** @param {Page} page */
function checklist({ document }) {
  const blocks = document.body || [];
  return [
    el("p", { class: "note" }, t("在心里过一遍。不扫描您的内容，打的勾不保存、不计分。")),
    blocks.map((block) => (block.k === "ol" ? el("ul", { class: "cells checks", lang: CONTENT }, (block.c || []).map(check)) : el("div", { class: "body", lang: CONTENT }, bodyNodes([block], 1)))),
  ];
}

/** A question to tick, and under it what it rests on. @param {Block[]} item @param {number} index */
function check([question, ...reasons], index) {
  const id = `check-${index}`;
  return el("li", { class: "check" }, el("label", { for: id }, el("input", { type: "checkbox", id, autocomplete: "off" }), el("span", null, question.t || "")), el("div", { class: "body" }, bodyNodes(reasons, 2)));
}

/**
 * @param {import("./app.js").Context} context
 * @param {Page} page
 */
function template(context, page) {
  const copy = async () => context.toast((await copied(wholeText(page))) ? t("已复制，带出处") : t("这个浏览器不让复制，请长按文字选取"));
  return [
    el("p", { class: "note" }, t("由收录的条文拼成的草稿，每条写明出处。用前请本单位审定。")),
    el("p", null, el("button", { type: "button", class: "primary", onclick: copy }, icon(ICONS.copy), ` ${t("复制全文（含出处）")}`)),
    el("div", { class: "body", lang: CONTENT }, bodyNodes(page.document.body, 1)),
  ];
}

/** The items with their numbers, which a plain text of the body does not have. @param {Page} page */
function wholeText(page) {
  const { document, card } = page;
  const lines = (document.body || []).map((block) =>
    block.k === "ol" ? (block.c || []).map((item, index) => `${index + 1}. ${plainText(item)}`).join("\n") : plainText([block]),
  );
  const address = location.href.split("#")[0] + documentHash(card.id);
  return [card.title, ...lines, citation(page, address).split("\n").slice(-2).join("\n")].join("\n\n");
}
