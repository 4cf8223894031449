// @ts-check
/**
 * Builds what can be done with a result without opening it: why it is here, copy it, keep it, see its rule set.
 */
import { t } from "../i18n.js";
import { copyCitation } from "./actions.js";
import { el } from "./dom.js";
import { toggleFavourite } from "./personal.js";
import { reasonText } from "./reasons.js";
import { documentHash } from "./routes.js";
import { openSheet } from "./sheet.js";

/**
 * @param {import("./app.js").Context} context
 * @param {any} found
 */
export function openResultMenu(context, found) {
  const page = context.client.document(found.id); // while the person reads: copying must follow the tap at once
  const kept = context.personal.favourites.indexOf(found.id) >= 0;
  const keep = async () => {
    const { added } = await toggleFavourite(context.personal, found.id);
    context.toast(added ? t("已收藏") : t("已取消收藏"));
  };
  const copy = async () => {
    const whole = await page;
    if (whole) copyCitation(context, whole);
  };
  const set = found.card && found.card.rulesetId !== found.id && found.card.rulesetId;
  const sheet = openSheet(found.title, [
    el("p", { class: "note" }, el("strong", null, t("为什么在这里")), " ", reasonText(found)),
    item(t("复制"), copy),
    item(kept ? t("取消收藏") : t("收藏"), keep),
    set && item(t("看所属规定"), () => (location.hash = documentHash(set))),
  ]);

  /**
   * @param {string} text
   * @param {() => unknown} act
   */
  function item(text, act) {
    return el("button", { type: "button", class: "row", onclick: () => sheet.close().then(act) }, text);
  }
}
