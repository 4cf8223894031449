// @ts-check
/**
 * Asks for a newer release at calm moments, and takes it only when the person says so. The page stays on its release
 * until it reloads.
 *
 * @typedef {{check(asked: boolean): Promise<void>, describe(): string, subscribe(owner: Node, draw: () => void): void}} Updates
 */
import { formatInstant, N_, t } from "../i18n.js";
import { changesBetween } from "../rules/changes.js";
import { checkAhead } from "../sync/preview.js";
import { el, replace } from "./dom.js";

const FIRST_AFTER = 3000;
const JITTER = 5000;
const AGAIN_AFTER = 15 * 60 * 1000;

/**
 * @param {Boot} boot
 * @param {HTMLElement} notices
 * @param {(offer: Offer) => Promise<unknown>} recall hides at once what the offered release recalls
 * @returns {Updates}
 */
export function watchUpdates(boot, notices, recall) {
  let said = "";
  let last = 0;
  let busy = false;
  /** @type {{owner: Node, draw: () => void} | null} */
  let watcher = null;
  const say = (/** @type {string} */ text) => {
    said = text;
    if (watcher && document.contains(watcher.owner)) watcher.draw();
  };
  const check = async (/** @type {boolean} */ asked) => {
    if (busy || (!asked && Date.now() - last < AGAIN_AFTER)) return;
    busy = true;
    last = Date.now();
    if (asked) say(t("正在检查…"));
    const answer = await (boot.content ? boot.check() : checkAhead(boot, asked)).catch(() => /** @type {CheckAnswer} */ ({ kind: "unreachable" }));
    busy = false;
    if (answer.kind === "newer") {
      recall(answer).catch(() => {}); // a release that is taken says so itself
      offer(boot, notices, answer, say);
    }
    say(checkedText(answer));
  };
  schedule(() => check(false));
  return { check, describe: () => said || t("还没有检查"), subscribe: (owner, draw) => (watcher = { owner, draw }) };
}

/** Jitter spreads a whole office that opens the app at nine. @param {() => void} check */
function schedule(check) {
  const soon = () => setTimeout(check, FIRST_AFTER + Math.random() * JITTER);
  soon();
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
}

/** @param {CheckAnswer} answer */
function checkedText(answer) {
  if (answer.kind === "same") return t("已是最新");
  if (answer.kind === "newer") return t("有新内容：{time}", { time: formatInstant(answer.statement.time) });
  if (answer.kind === "refused") return t("服务器给的更新没有通过检查（{code}），没有采用，手机里的内容不受影响", { code: answer.code });
  if (answer.kind === "storage") return storageText(answer.code);
  return t("没有连上服务器，手机里的内容照常可查");
}

/**
 * @param {Boot} boot
 * @param {HTMLElement} notices
 * @param {Offer} found
 * @param {(text: string) => void} say
 */
function offer(boot, notices, found, say) {
  const close = () => replace(notices);
  const take = el("button", { type: "button", class: "primary" }, t("更新"));
  const later = el("button", { type: "button", onclick: close }, t("以后再说"));
  const progress = el("progress", { max: "1", value: "0", hidden: true, "aria-label": t("更新进度") });
  const text = el("p", { role: "status" }, el("strong", null, t("有新内容，点“更新”换上")), " ", changes(boot.release.documents, found));
  take.addEventListener("click", async () => {
    take.disabled = later.disabled = true;
    progress.hidden = false;
    const answer = await boot.take(found, (done, total) => (progress.value = total ? done / total : 0));
    if (answer.kind === "taken" || answer.kind === "superseded") return location.reload(); // the hash stays
    say(failedText(answer));
    replace(text, failedText(answer));
    progress.hidden = true;
    later.disabled = false;
    replace(later, t("知道了"));
    take.hidden = true;
  });
  replace(notices, el("section", { class: "notice", "aria-label": t("更新") }, text, progress, el("div", { class: "buttons" }, later, take)));
}

/** @param {TakeAnswer} answer */
function failedText(answer) {
  if (answer.kind === "no-space") return t("手机空间不够，没有更新。清出空间后再试，现有内容照常可查。");
  if (answer.kind === "refused") return t("更新没有通过检查（{code}），没有采用。现有内容照常可查。", { code: answer.code });
  if (answer.kind === "storage") return storageText(answer.code);
  return t("网络断了，没有更新完。现有内容照常可查。");
}

/** @param {string} code */
function storageText(code) {
  return t("手机存储出了问题（{code}），没有更新。关掉再打开试试，现有内容照常可查。", { code });
}

/**
 * How many documents are new, changed and gone.
 *
 * @param {[string, string, number][]} before
 * @param {Offer} found
 */
function changes(before, found) {
  const { added, changed, gone } = changesBetween(before, found.documents);
  const part = (/** @type {string} */ text, /** @type {string[]} */ ids) => ids.length > 0 && t(text, { n: ids.length });
  const recalled = found.statement.recall || [];
  const parts = [part(N_("新增 {n} 篇"), added), part(N_("修改 {n} 篇"), changed), part(N_("撤下 {n} 篇"), gone), part(N_("撤回 {n} 篇"), recalled)];
  return [found.statement.notes, parts.filter(Boolean).join(t("，"))].filter(Boolean).join(" ");
}
