// @ts-check
/**
 * Builds the page on which a person says who and where they are; it stays on this phone and can be taken back.
 *
 * @typedef {import("./personal.js").Me} Me
 */
import { N_, t } from "../i18n.js";
import { isKnown, ROLES } from "../rules/person.js";
import { CONTENT, el, replace } from "./dom.js";
import { NO_ME } from "./personal.js";

/** The keys of `ROLES`, so that catalogues hold them. */
export const ROLE_NAMES = [N_("群主"), N_("群成员"), N_("机关干部"), N_("纪检"), N_("群众")];

/** 群主、机关干部 · 天津市 @param {Me} me */
export function meText(me) {
  return [me.roles.map((role) => t(role)).join(t("、")), me.place].filter(Boolean).join(" · ");
}

/**
 * Says by whom a list is ordered, with the way out.
 *
 * @param {import("./app.js").Context} context
 */
export function orderedFor(context) {
  const { me } = context.personal;
  if (!isKnown(me)) return null;
  const forgotten = async () => {
    await context.personal.change("me", () => NO_ME);
    context.redraw();
  };
  return el(
    "p",
    { class: "ordered" },
    el("a", { href: "#/me" }, t("按“{who}”排列", { who: meText(me) })),
    el("button", { type: "button", class: "small", id: "forget-me", onclick: forgotten }, t("取消")),
  );
}

/**
 * @param {import("./app.js").Context} context
 * @returns {Promise<import("./app.js").View>}
 */
export async function meView(context) {
  const regions = await context.client.regions();
  const { personal } = context;
  const done = el("div", { class: "done" });
  const draw = () => replace(done, after(context));
  const change = async (/** @type {(me: Me) => Me} */ edit) => {
    const lasting = personal.change("me", edit);
    draw();
    if (!(await lasting)) context.toast(t("{done}，但浏览器不让保存，关掉页面就会丢失", { done: meText(personal.me) }));
  };
  draw();
  return {
    title: t("我是谁、在哪里"),
    heading: t("我是谁、在哪里"),
    content: el(
      "form",
      { class: "settings", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      el("p", { class: "note" }, t("选了以后，管您的规定排在前面，别的照样看得到。只存在这部手机上，不上传。")),
      roles(personal.me, change),
      places(personal.me, regions, change),
      done,
    ),
  };
}

/**
 * @param {Me} me
 * @param {(edit: (me: Me) => Me) => void} change
 */
function roles(me, change) {
  const option = (/** @type {string} */ role) => {
    const input = el("input", { type: "checkbox", name: "role", value: role, checked: me.roles.indexOf(role) >= 0 });
    const edit = (/** @type {Me} */ known) => ({ ...known, roles: Object.keys(ROLES).filter((each) => (each === role ? input.checked : known.roles.indexOf(each) >= 0)) });
    input.addEventListener("change", () => change(edit));
    return el("label", null, input, el("span", null, t(role)));
  };
  return el("fieldset", { class: "choice" }, el("legend", null, t("我是（可以选几项）")), el("div", { class: "options" }, Object.keys(ROLES).map(option)));
}

/**
 * @param {Me} me
 * @param {import("../rules/screens.js").Region[]} regions
 * @param {(edit: (me: Me) => Me) => void} change
 */
function places(me, regions, change) {
  const option = (/** @type {string} */ id, /** @type {string} */ title, /** @type {number} */ depth, /** @type {string} */ hint) =>
    el(
      "label",
      { class: `depth${depth}` },
      el("input", { type: "radio", name: "region", value: id, checked: me.region === id, onchange: () => change((known) => ({ ...known, region: id, place: id ? title : "" })) }),
      el("span", { lang: id ? CONTENT : null }, title),
      hint && el("span", { class: "value" }, hint),
    );
  return el(
    "fieldset",
    { class: "choice column" },
    el("legend", null, t("我在")),
    el("div", { class: "options" }, option("", t("不选"), 0, ""), regions.map((region) => option(region.id, region.title, region.depth, region.rules ? t("{n} 条", { n: region.rules }) : ""))),
    el("p", { class: "note" }, t("这里没有的地方，本库没有收录当地的规定，选“不选”看全国的。")),
  );
}

/** @param {import("./app.js").Context} context */
function after(context) {
  if (!isKnown(context.personal.me)) return null;
  const forget = async () => {
    await context.personal.change("me", () => NO_ME);
    context.redraw();
  };
  return [
    el("a", { class: "primary wide-button", href: "#/mine" }, t("看与我有关的")),
    el("button", { type: "button", class: "row line danger", id: "clear-me", onclick: forget }, t("清除选择")),
  ];
}
