// @ts-check
/**
 * Puts views into the panes: keeps the old one until the new one is ready, then sets title, scroll and focus.
 *
 * @typedef {import("./routes.js").Route} Route
 * @typedef {import("./app.js").View} View
 * @typedef {import("./router.js").Arrival} Arrival
 *
 * What follows when a screen was drawn. Whoever opens the app gets no focus: it takes a layout, which comes with the first
 * frame anyway.
 * @typedef {{title: string, rest?: () => unknown, focus: HTMLElement | null}} Stand
 */
import { t } from "../i18n.js";
import { el, icon, replace } from "./dom.js";
import { ICONS } from "./icons.js";
import { reopen } from "./reopen.js";
import { paneOf, parseRoute } from "./routes.js";

const WIDE = "(min-width: 960px)";
/** The title, and what is below the first screen, wait for a pause in the typing, or the next keystroke would wait for them. */
const PAUSE = 150;

/**
 * @param {import("./frame.js").Frame} frame
 * @param {import("./search-box.js").SearchBox} search
 * @param {(route: Route, typing: boolean) => View | null | Promise<View | null>} viewOf
 * @param {() => void} back
 */
export function createScreen(frame, search, viewOf, back) {
  const wide = matchMedia(WIDE);
  let hash = location.hash;
  let shown = parseRoute(hash);
  let turn = 0;
  let later = 0;
  /** What each pane shows, so that returning to a list that is still there costs nothing. @type {Record<string, string>} */
  const holding = { list: "", detail: "" };
  const titles = { list: "", detail: "" };
  /** What was scrolled since it was put in its place. Told, not asked: to ask takes a layout, at every keystroke. @type {Set<EventTarget | null>} */
  const moved = new Set();
  addEventListener("scroll", ({ target }) => moved.add(target), true);

  const draw = async (/** @type {Route} */ route, /** @type {Arrival} */ arrival) => {
    turn += 1;
    const mine = turn;
    clearTimeout(later); // what is below the screen before would be asked for after this one, and pass it over
    const pane = paneOf(route);
    shown = route;
    hash = arrival.hash;
    search.set(route.name === "search" ? route.query : route.name === "home" ? "" : search.input.value);
    const kept = arrival.returning && isKept(route) && holding[pane] === arrival.hash;
    if (kept) return appear(route, pane, arrival, { title: titles[pane], focus: headingOf(pane) });
    const view = await viewOrProblem(viewOf, route, arrival.typing);
    if (mine !== turn || !view) return;
    const focused = document.activeElement ? document.activeElement.id : "";
    fill(frame.panes[pane], view, back);
    if (arrival.typing) frame.panes[pane].foot.remove(); // the list is not as long yet as it will be
    keepFocus(focused);
    holding[pane] = arrival.hash;
    titles[pane] = view.title;
    appear(route, pane, arrival, { title: view.title, rest: view.rest, focus: view.focus || (mine > 1 ? headingOf(pane) : null) });
  };

  /** @param {Route} route @param {"list" | "detail"} pane @param {Arrival} arrival @param {Stand} stand */
  const appear = (route, pane, arrival, stand) => {
    frame.select(route, pane);
    const finish = async () => {
      document.title = stand.title === t("红线随身查") ? stand.title : `${stand.title} - ${t("红线随身查")}`;
      try {
        if (stand.rest) await stand.rest();
      } catch (error) {
        // What is there stays as it is: the next screen says what is wrong.
      }
      close(frame.panes[pane]);
    };
    if (arrival.typing) later = setTimeout(finish, PAUSE);
    else finish();
    if (holding.detail) markRows(frame.panes.list.content, pane === "detail" ? holding.detail : "");
    settle(pane, arrival, stand);
    if (wide.matches) complete(pane);
  };

  /** A wide screen shows both panes, so the other one gets something to show. @param {"list" | "detail"} pane */
  const complete = async (pane) => {
    if (pane === "list" ? holding.detail : holding.list) return;
    const hash = pane === "list" ? "#/about" : "#/";
    const route = parseRoute(hash);
    const view = await viewOrProblem(viewOf, route, false);
    const other = pane === "list" ? "detail" : "list";
    if (!view || holding[other]) return;
    fill(frame.panes[other], view, back);
    holding[other] = hash; // drawn once, not again with every document
    frame.root.setAttribute(`data-${other}`, route.name);
  };

  const scroller = (/** @type {"list" | "detail"} */ pane) => (wide.matches ? frame.panes[pane].box : document.scrollingElement || document.documentElement);

  const headingOf = (/** @type {"list" | "detail"} */ pane) => /** @type {HTMLElement | null} */ (frame.panes[pane].box.querySelector("h1"));

  /** @param {"list" | "detail"} pane @param {Arrival} arrival @param {Stand} stand */
  const settle = (pane, arrival, { focus }) => {
    const wanted = arrival.place ? arrival.place.scroll : 0;
    const hasMoved = moved.delete(wide.matches ? frame.panes[pane].box : document);
    if (wanted || hasMoved) scroller(pane).scrollTop = wanted;
    if (arrival.typing) return;
    const before = arrival.place && arrival.place.focus ? sameElement(frame.root, arrival.place.focus) : null;
    const target = before || focus;
    if (target) target.focus({ preventScroll: true });
  };

  return {
    route: () => shown,
    show: draw,
    redraw: () => {
      holding.list = holding.detail = "";
      return draw(shown, { hash, returning: true, typing: false, place: screenPlace() });
    },
    place: screenPlace,
  };

  function screenPlace() {
    const active = document.activeElement;
    return { scroll: scroller(paneOf(shown)).scrollTop, focus: (active && (active.getAttribute("href") || active.id)) || "" };
  }
}

/**
 * @param {(route: Route, typing: boolean) => View | null | Promise<View | null>} viewOf
 * @param {Route} route
 * @param {boolean} typing
 */
async function viewOrProblem(viewOf, route, typing) {
  try {
    return await viewOf(route, typing);
  } catch (error) {
    return broken(error);
  }
}

/**
 * @param {unknown} error
 * @returns {View}
 */
function broken(error) {
  const again = el("button", { type: "button", class: "primary", onclick: () => reopen() }, t("重新打开"));
  return {
    title: t("打不开"),
    heading: t("打不开"),
    content: el("div", { class: "nothing" }, el("h1", { tabindex: "-1" }, t("这一页打不开")), el("p", null, t("请重新打开。如果还是这样，请联网后再试一次。")), el("p", null, again), el("p", { class: "note" }, String(error))),
  };
}

/**
 * @param {import("./frame.js").Pane} pane
 * @param {View} view
 * @param {() => void} back
 */
function fill(pane, view, back) {
  replace(pane.bar, view.brand || (view.heading && bar(view, back)));
  if (view.put) view.put(pane.content);
  else replace(pane.content, view.content);
  close(pane);
}

/** Taken off and put back, the footer is a new one to the browser: it stands below a screen and did not move. @param {import("./frame.js").Pane} pane */
function close(pane) {
  pane.box.appendChild(pane.foot);
}

/** @param {View} view @param {() => void} back */
function bar(view, back) {
  const button = el("button", { type: "button", class: "back", "aria-label": t("返回"), onclick: back }, icon(ICONS.back));
  const hasHeading = view.content instanceof Element && view.content.querySelector("h1");
  const heading = el(hasHeading ? "p" : "h1", { class: "bar-title", tabindex: hasHeading ? null : "-1" }, view.heading);
  return [button, heading, el("div", { class: "bar-actions" }, view.actions || [])];
}

/** Lists do not change while somebody reads what is in them; favourites and recent searches do. @param {Route} route */
function isKept(route) {
  return route.name === "search" || route.name === "list";
}

/**
 * A list of values that was drawn anew because of its own change keeps the focus.
 *
 * @param {string} id
 */
function keepFocus(id) {
  const again = id && document.activeElement === document.body ? document.getElementById(id) : null;
  if (again) again.focus({ preventScroll: true });
}

/**
 * Beside a document the list says which of its rows is open.
 *
 * @param {HTMLElement} list
 * @param {string} hash
 */
function markRows(list, hash) {
  Array.from(list.querySelectorAll("a.row")).forEach((link) => {
    if (link.getAttribute("href") === hash) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

/**
 * What had the focus before, found again by its address or id after the screen was drawn anew.
 *
 * @param {HTMLElement} root
 * @param {string} name
 * @returns {HTMLElement | null}
 */
function sameElement(root, name) {
  const link = Array.from(root.querySelectorAll("a")).filter((each) => each.getAttribute("href") === name && each.offsetParent !== null)[0];
  return link || document.getElementById(name);
}
