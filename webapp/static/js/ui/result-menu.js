// @ts-check
/**
 * Builds what can be done with a result without opening it: why it is here, copy it, keep it, see its rule set.
 */
import { t } from "../i18n.js";
import { copyCitation } from "./actions.js";
import { el } from "./dom.js";
import { reportMistake } from "./outgoing.js";
import { explanationOf } from "./explanation-view.js";
import { toggleFavourite } from "./personal.js";
import { reasonText } from "./reasons.js";
import { documentHash } from "./routes.js";
import { openSheet } from "./sheet.js";

/**
 * @param {import("./app.js").Context} context
 * @param {any} found
 * @param {string} text what was asked
 */
export function openResultMenu(context, found, text) {
  /** @type {import("../rules/pages.js").Page | null} */
  let page = null;
  context.client.document(found.id).then((whole) => (page = whole), () => {}); // the clipboard wants the tap itself, no waiting
  const kept = context.personal.favourites.indexOf(found.id) >= 0;
  const keep = async () => {
    const { added } = await toggleFavourite(context.personal, found.id);
    context.toast(added ? t("已收藏") : t("已取消收藏"));
  };
  const set = found.card && found.card.rulesetId !== found.id && found.card.rulesetId;
  const item = (/** @type {string} */ text, /** @type {() => unknown} */ act) => el("button", { type: "button", class: "row", onclick: act }, text);
  const sheet = openSheet(found.title, [
    explanationOf(context.client.explain(text, found.id), reasonText(found)),
    item(t("复制"), () => {
      if (page) copyCitation(context, page);
      sheet.close();
    }),
    item(kept ? t("取消收藏") : t("收藏"), () => sheet.close().then(keep)),
    item(t("报告错误"), () => sheet.close().then(() => reportMistake(context, found))),
    set && item(t("看所属规定"), () => sheet.close().then(() => (location.hash = documentHash(set)))),
  ]);
}
