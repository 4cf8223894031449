// @ts-check
/**
 * Asks for a newer release at calm moments, and takes it only when the person says so. The page stays on its release
 * until it reloads.
 *
 * @typedef {{check(asked: boolean): Promise<void>, say(text: string): void, describe(): string, subscribe(owner: Node, draw: () => void): void}} Updates
 */
import { formatInstant, t } from "../i18n.js";
import { checkAhead } from "../sync/preview.js";
import { showOffer, storageText } from "./offer.js";

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
      showOffer(boot, notices, answer, say);
    }
    say(checkedText(answer));
  };
  schedule(() => check(false));
  return { check, say, describe: () => said || t("还没有检查"), subscribe: (owner, draw) => (watcher = { owner, draw }) };
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
