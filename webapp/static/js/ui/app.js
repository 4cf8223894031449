// @ts-check
/**
 * Starts the page: personal settings, frame, search client, router, updates; then every route becomes a view in a pane.
 *
 * @typedef {{boot: Boot, client: import("./client.js").Client, personal: import("./personal.js").Personal,
 *   frame: import("./frame.js").Frame, filters: import("./filters.js").Filters, suggestions: import("./suggestions.js").Suggestions,
 *   updates: import("./updates.js").Updates, toast(text: string): void,
 *   go(hash: string): void, redraw(): void, change(settings: Partial<import("./personal.js").Settings>): Promise<boolean>}} Context
 * @typedef {{title: string, heading: string, content: Node, focus?: HTMLElement | null, brand?: Node, actions?: Node[],
 *   put?: (pane: HTMLElement) => void, rest?: () => unknown}} View  `rest` adds what is below the first screen
 * @typedef {import("./routes.js").Route} Route
 */
import { languageTag, t } from "../i18n.js";
import { aboutView } from "./about-view.js";
import { announce } from "./announcements.js";
import { createClient } from "./client.js";
import { compareView } from "./compare-view.js";
import { documentView } from "./document-view.js";
import { el } from "./dom.js";
import { createFilters } from "./filters.js";
import { buildFrame } from "./frame.js";
import { guideView } from "./guide-view.js";
import { homeView } from "./home-view.js";
import { keepInstallOffer } from "./install.js";
import { listenToKeys } from "./keyboard.js";
import { fetchTexts, openLanguage } from "./language.js";
import { listView } from "./list-view.js";
import { meView } from "./me-view.js";
import { newsView } from "./news-view.js";
import { openPersonal, remember, remembered } from "./personal.js";
import { reopen } from "./reopen.js";
import { resultsView } from "./results-view.js";
import { createRouter } from "./router.js";
import { searchHash } from "./routes.js";
import { savedView } from "./saved-view.js";
import { createScreen } from "./screen.js";
import { createSearchBox } from "./search-box.js";
import { settingsView } from "./settings-view.js";
import { findVoices } from "./speech.js";
import { addStyles } from "./styles.js";
import { createSuggestions } from "./suggestions.js";
import { createToast } from "./toast.js";
import { watchUpdates } from "./updates.js";

/** @type {Record<string, (context: Context, route: Route, typing: boolean) => View | null | Promise<View | null>>} */
const VIEWS = {
  home: homeView,
  search: resultsView,
  list: listView,
  me: meView,
  compare: compareView,
  guide: guideView,
  news: newsView,
  saved: savedView,
  settings: settingsView,
  about: aboutView,
  document: documentView,
};

/**
 * @param {Boot} boot
 * @param {ShellParts} parts
 */
export async function startPage(boot, parts) {
  keepInstallOffer();
  findVoices();
  const client = createClient(boot);
  const personal = await openPersonal(boot.database);
  await openLanguage(boot, personal, parts);
  dress(personal.settings); // before the styles, or a dark phone would flash light
  await addStyles(parts.styles);
  await new Promise((done) => setTimeout(done)); // two short tasks instead of a long one
  requestAnimationFrame(paintBar);
  const root = document.getElementById("app") || document.body.appendChild(el("div", { id: "app" }));
  build(root, boot, client, personal, parts);
  client.warm().catch(() => {}); // the screen that asks next shows what is wrong
}

/**
 * @param {HTMLElement} root
 * @param {Boot} boot
 * @param {import("./client.js").Client} client
 * @param {import("./personal.js").Personal} personal
 * @param {ShellParts} parts
 */
function build(root, boot, client, personal, parts) {
  const search = createSearchBox({
    expected: () => void client.expectTyping().catch(() => {}), // the worker goes on answering
    changed: (text) => router.go(text ? searchHash(text) : "#/", { replace: screen.route().name === "search", typing: true }),
    submitted: (text) => remember(personal, text),
  });
  const frame = buildFrame(root, search.form);
  let wanted = "";
  /** @type {Context} */
  const context = {
    boot,
    client,
    personal,
    frame,
    suggestions: createSuggestions(search.input, (text) => remembered(personal, text), client.suggest, search.submit),
    filters: createFilters((hash) => router.go(hash, { replace: true, typing: true })),
    toast: createToast(root),
    updates: watchUpdates(boot, frame.notices, (offer) => client.recall(offer).then((isNews) => (isNews ? screen.redraw() : undefined))),
    go: (hash) => router.go(hash, { replace: true, typing: true }),
    redraw: () => screen.redraw(),
    change: async (settings) => {
      const { locale } = settings;
      wanted = locale || wanted;
      const here = !locale || (await fetchTexts(boot, personal, locale, parts));
      if (locale && locale !== wanted) return false; // the arrows have gone on to another
      if (!here) {
        context.toast(t("这种语言要联网取一次，请联网后再选"));
        screen.redraw();
        return false;
      }
      const saved = personal.change("settings", (known) => ({ ...known, ...settings }));
      dress(personal.settings);
      if (locale) saved.then(() => reopen()); // every text on the screen is made anew
      else if ("elder" in settings) screen.redraw();
      return saved;
    },
  };
  const screen = createScreen(frame, search, (route, typing) => VIEWS[route.name](context, route, typing), () => router.back());
  const router = createRouter(screen);
  frame.panes.list.content.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("[data-rule-id] a");
    if (link) remember(personal, search.input.value);
  });
  search.input.addEventListener("keydown", context.suggestions.key);
  listenToKeys(frame, search, () => router.go("#/search?q="));
  router.start();
  announce(boot, personal, frame.notices).catch(() => {}); // without storage there was no update
}

/**
 * What the style sheet goes by.
 *
 * @param {import("./personal.js").Settings} settings
 */
function dress(settings) {
  const page = document.documentElement;
  page.lang = languageTag();
  page.setAttribute("data-size", settings.size);
  page.setAttribute("data-theme", settings.theme);
  if (settings.elder) page.setAttribute("data-elder", "");
  else page.removeAttribute("data-elder");
  document.title = t("红线随身查");
  requestAnimationFrame(paintBar);
}

/** The browser's own bar has the colour of the page, whatever made it light or dark. */
function paintBar() {
  const { backgroundColor } = getComputedStyle(document.documentElement);
  document.querySelectorAll("meta[name=theme-color]").forEach((meta) => meta.setAttribute("content", backgroundColor));
}
