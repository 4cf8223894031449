// @ts-check
/**
 * 离线体检: what this browser keeps → whether the app opens in flight mode, why not, and what to do here.
 */
import { formatInstant, t } from "../i18n.js";
import { freshUntil } from "../sync/freshness.js";
import { el, replace } from "./dom.js";
import { isInApp } from "./install.js";

/**
 * A button, and under it what was found.
 *
 * @param {Boot} boot
 */
export function flightCheck(boot) {
  const said = el("div", { role: "status" });
  const say = (/** @type {string[]} */ ...texts) => replace(said, texts.map((text) => el("p", null, text)));
  const ask = async () => {
    say(t("正在检查…"));
    const { kind } = await boot.repair();
    say(...verdict(/whole|repaired/.test(kind), await pageKeptUntil(boot.base)));
  };
  return el("div", { class: "flight-check" }, el("button", { type: "button", class: "small", onclick: ask }, t("离线体检")), said);
}

/** A worker keeps the page; without one it lies in the browser's cache, which is looked at and never asks the server. @param {string} base */
async function pageKeptUntil(base) {
  try {
    const workers = navigator.serviceWorker;
    const found = workers && (await workers.getRegistration(base));
    if (found && found.active && (await caches.match(`${base}index.html`))) return Infinity;
    const { headers } = await fetch(location.href, { cache: "only-if-cached", mode: "same-origin" });
    return freshUntil((name) => headers.get(name));
  } catch (e) {
    return 0; // nothing is kept, or the browser does not say
  }
}

/**
 * @param {boolean} whole is all content here, and undamaged?
 * @param {number} until
 */
function verdict(whole, until) {
  if (!whole) return [t("开着飞行模式打不开：内容没有存全。请联网再试。")];
  if (until === Infinity) return [t("开着飞行模式也能打开（无痕窗口除外）。")];
  if (until < Date.now()) return [t("开着飞行模式打不开：浏览器没有留下这个页面。"), advice()];
  const time = formatInstant(new Date(until).toISOString());
  return [t("开着飞行模式也能打开（无痕窗口除外），到{time}为止：靠浏览器缓存，请从原来的网址打开，不要刷新。", { time }), advice()];
}

function advice() {
  if (isInApp()) return t("更稳妥：点右上角“···”，选“在浏览器打开”，再体检一次。");
  if (self.isSecureContext) return t("请过一分钟再体检；还是这样，就换一个浏览器。");
  return t("更稳妥：请管理员改用 HTTPS，或要一份单文件版。");
}
