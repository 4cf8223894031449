// @ts-check
/**
 * Builds what stays on the screen: two panes, the search box, the tabs, and the place where news is spoken.
 *
 * @typedef {{root: HTMLElement, panes: Record<"list" | "detail", Pane>, search: HTMLElement, notices: HTMLElement,
 *   say(text: string): void, select(route: import("./routes.js").Route, pane: "list" | "detail"): void}} Frame
 * @typedef {{box: HTMLElement, bar: HTMLElement, content: HTMLElement, foot: HTMLElement}} Pane
 */
import { t } from "../i18n.js";
import { el, icon, replace } from "./dom.js";
import { ICONS } from "./icons.js";

const SPEAK_AFTER = 600;

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} search
 * @returns {Frame}
 */
export function buildFrame(root, search) {
  const panes = { list: pane("list", t("查找"), search), detail: pane("detail", t("内容")) };
  const tabs = tabBar();
  const live = el("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const notices = el("div", { class: "notices" });
  const skip = el("button", { type: "button", class: "skip", onclick: () => toHeading(root) }, t("跳到内容"));
  replace(root, skip, el("main", { class: "panes" }, panes.list.box, panes.detail.box), notices, tabs, live);
  root.className = "app";
  let timer = 0;
  let selected = "";
  return {
    root,
    panes,
    search,
    notices,
    say: (text) => {
      clearTimeout(timer); // a count for every keystroke would talk over the typing
      timer = setTimeout(() => replace(live, text), SPEAK_AFTER);
    },
    select: (route, active) => {
      const wanted = [active, route.name, route.id].join();
      if (wanted === selected) return; // while somebody types
      selected = wanted;
      root.setAttribute("data-pane", active);
      root.setAttribute(`data-${active}`, route.name);
      if (active === "list") markTab(tabs, route); // a document belongs to the tab it was opened from
    },
  };
}

/** Past the search box, to where the screen that is shown begins. @param {HTMLElement} root */
function toHeading(root) {
  const heading = /** @type {HTMLElement | null} */ (root.querySelector(`.${root.getAttribute("data-pane")} h1`));
  if (heading) heading.focus();
}

/**
 * @param {"list" | "detail"} name
 * @param {string} title
 * @param {HTMLElement} [search]
 * @returns {Pane}
 */
function pane(name, title, search) {
  const bar = el("div", { class: "bar" });
  const content = el("div", { class: "content" });
  const foot = footer();
  const box = el("section", { class: `pane ${name}`, "aria-label": title }, el("div", { class: "top" }, bar, search), content, foot);
  return { box, bar, content, foot };
}

/** What every screen says of itself, and where to report: one press from everywhere. */
function footer() {
  return el("footer", { class: "foot" }, el("p", null, t("查阅工具，不是官方答复")), el("a", { href: "#/channels" }, t("举报渠道")));
}

function tabBar() {
  const tab = (/** @type {string} */ href, /** @type {string} */ path, /** @type {string} */ text) =>
    el("a", { class: "tab", href }, icon(path), el("span", null, text));
  return el(
    "nav",
    { class: "tabs", "aria-label": t("主要栏目") },
    tab("#/", ICONS.search, t("首页")),
    tab("#/redlines", ICONS.redline, t("红线")),
    tab("#/saved", ICONS.saved, t("收藏")),
    tab("#/settings", ICONS.settings, t("设置")),
  );
}

/**
 * @param {HTMLElement} tabs
 * @param {import("./routes.js").Route} route
 */
function markTab(tabs, route) {
  const hash = route.name === "list" ? `#/${route.id}` : route.name === "home" || route.name === "search" ? "#/" : `#/${route.name}`;
  Array.from(tabs.children).forEach((tab) => {
    if (tab.getAttribute("href") === hash) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  });
}
