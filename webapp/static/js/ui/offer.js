// @ts-check
/**
 * Shows that there is a newer release and what it changes, takes it when the person says so, and says what went wrong.
 */
import { N_, t } from "../i18n.js";
import { changesBetween } from "../rules/changes.js";
import { el, replace } from "./dom.js";
import { reopen } from "./reopen.js";

/**
 * @param {Boot} boot
 * @param {HTMLElement} notices
 * @param {Offer} found
 * @param {(text: string) => void} say
 */
export function showOffer(boot, notices, found, say) {
  const close = () => replace(notices);
  const take = el("button", { type: "button", class: "primary" }, t("更新"));
  const later = el("button", { type: "button", onclick: close }, t("以后再说"));
  const progress = el("progress", { max: "1", value: "0", hidden: true, "aria-label": t("更新进度") });
  const text = el("p", { role: "status" }, el("strong", null, t("有新内容，点“更新”换上")), " ", changesText(boot.release.documents, found));
  take.addEventListener("click", async () => {
    take.disabled = later.disabled = true;
    progress.hidden = false;
    const answer = await boot.inTurn(() => boot.take(found, (done, total) => (progress.value = total ? done / total : 0)));
    if (isThere(answer)) return reopen(); // the hash stays
    say(failedText(answer));
    replace(text, failedText(answer));
    progress.hidden = true;
    later.disabled = false;
    replace(later, t("知道了"));
    take.hidden = true;
  });
  replace(notices, el("section", { class: "notice", "aria-label": t("更新") }, text, progress, el("div", { class: "buttons" }, later, take)));
}

/** Whether the phone now holds this release or one after it, whichever page brought it. @param {TakeAnswer} answer */
function isThere(answer) {
  return answer.kind === "taken" || answer.kind === "superseded" || (answer.kind === "refused" && answer.code === "older");
}

/** @param {TakeAnswer} answer */
export function failedText(answer) {
  if (answer.kind === "no-space") return t("手机空间不够，没有更新。清出空间后再试，现有内容照常可查。");
  if (answer.kind === "refused") return t("更新没有通过检查（{code}），没有采用。现有内容照常可查。", { code: answer.code });
  if (answer.kind === "storage") return storageText(answer.code);
  return t("网络断了，没有更新完。现有内容照常可查。");
}

/** @param {string} code */
export function storageText(code) {
  return t("手机存储出了问题（{code}），没有更新。关掉再打开试试，现有内容照常可查。", { code });
}

/**
 * How many documents are new, changed and gone.
 *
 * @param {[string, string, number][]} before
 * @param {Pick<Offer, "statement" | "documents">} found
 */
export function changesText(before, found) {
  const { added, changed, gone } = changesBetween(before, found.documents);
  const part = (/** @type {string} */ text, /** @type {string[]} */ ids) => ids.length > 0 && t(text, { n: ids.length });
  const recalled = found.statement.recall || [];
  const parts = [part(N_("新增 {n} 篇"), added), part(N_("修改 {n} 篇"), changed), part(N_("撤下 {n} 篇"), gone), part(N_("撤回 {n} 篇"), recalled)];
  return [found.statement.notes, parts.filter(Boolean).join(t("，"))].filter(Boolean).join(" ");
}
