// @ts-check
/**
 * Says how the app gets onto the home screen of this phone, or offers to put it there where the browser can.
 */
import { t } from "../i18n.js";
import { el } from "./dom.js";

/** Chromium's offer to install, kept until somebody asks for it. @type {any} */
let offered = null;

/** Has to listen from the start: the offer comes once, unasked. */
export function keepInstallOffer() {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offered = event;
  });
}

/** @returns {HTMLElement | null} null when the app already runs from its icon */
export function installHint() {
  if (matchMedia("(display-mode: standalone)").matches) return null;
  if (!offered) return el("p", null, advice());
  const install = () => {
    offered.prompt();
    offered = null; // a browser takes each offer up once
  };
  return el("p", null, el("button", { type: "button", class: "small", onclick: install }, t("添加到桌面")));
}

/** WeChat, WeCom, DingTalk: their own browsers put nothing on a home screen and forget sooner. */
export function isInApp() {
  return /MicroMessenger|wxwork|DingTalk/i.test(navigator.userAgent);
}

function advice() {
  if (isInApp()) return t("想放到桌面：点右上角“···”，选“在浏览器打开”，再从浏览器菜单添加到桌面。");
  if (/iPhone|iPad/.test(navigator.userAgent)) return t("想放到桌面：点浏览器的分享按钮，选“添加到主屏幕”。");
  return t("想放到桌面：在浏览器菜单里选“安装应用”或“添加到主屏幕”。");
}
