// @ts-check
/**
 * Turns history entries into calls of `show`, and remembers for each entry where it was scrolled and focused.
 *
 * @typedef {{hash: string, returning: boolean, typing: boolean, place: Place | undefined}} Arrival
 * @typedef {{scroll: number, focus: string}} Place
 * @typedef {{start(): void, go(hash: string, options?: {replace?: boolean, typing?: boolean}): void, back(): void}} Router
 */
import { parseRoute } from "./routes.js";

const PLACES = "hongxian-places";
/** Writing the address takes longer than a search, and some browsers refuse to do it for every keystroke. */
const WRITE_AFTER = 100;

/**
 * @param {{show(route: import("./routes.js").Route, arrival: Arrival): void, place(): Place}} screen
 * @returns {Router}
 */
export function createRouter(screen) {
  /** @type {Record<string, Place>} */
  const places = restored();
  let key = "";
  let depth = 0;
  let timer = 0;
  /** The address of what is typed, while it is not written yet. @type {string | null} */
  let unwritten = null;

  const arrive = (/** @type {string} */ hash, /** @type {boolean} */ returning, /** @type {boolean} */ typing) => {
    screen.show(parseRoute(hash), { hash, returning, typing, place: returning ? places[key] : undefined });
  };
  const write = () => {
    clearTimeout(timer);
    if (unwritten !== null) history.replaceState({ key, depth }, "", unwritten);
    unwritten = null;
  };
  const writeLater = (/** @type {string} */ hash) => {
    unwritten = hash;
    clearTimeout(timer);
    timer = setTimeout(write, WRITE_AFTER);
  };
  const adopt = () => {
    const state = history.state && history.state.key ? history.state : null;
    if (state && state.key === key) return;
    clearTimeout(timer);
    unwritten = null;
    if (key) places[key] = screen.place();
    const returning = state !== null;
    depth = state ? state.depth : depth + 1;
    key = state ? state.key : newKey();
    if (!state) history.replaceState({ key, depth }, "");
    arrive(location.hash, returning, false);
  };
  return {
    start: () => {
      if ("scrollRestoration" in history) history.scrollRestoration = "manual";
      depth = -1;
      adopt();
      // Both fire when a link is followed; the second finds its entry already adopted.
      addEventListener("popstate", adopt);
      addEventListener("hashchange", adopt);
      addEventListener("click", write, true); // a link is followed from the entry it stands in
      addEventListener("pagehide", () => {
        write();
        places[key] = screen.place();
        kept(places);
      });
    },
    go: (hash, options) => {
      const { replace, typing } = { replace: false, typing: false, ...options };
      if (replace) writeLater(hash);
      else {
        write();
        places[key] = screen.place();
        depth += 1;
        key = newKey();
        history.pushState({ key, depth }, "", hash);
      }
      arrive(hash, false, typing);
    },
    back: () => {
      write();
      if (depth > 0) history.back();
      else {
        history.replaceState({ key, depth }, "", "#/");
        arrive("#/", false, false);
      }
    },
  };
}

function newKey() {
  return `${Date.now().toString(36)}-${Math.floor(performance.now() * 1000).toString(36)}`;
}

/** @returns {Record<string, Place>} */
function restored() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACES) || "{}");
  } catch (error) {
    return {}; // storage may be switched off; then a reload starts at the top
  }
}

/** @param {Record<string, Place>} places */
function kept(places) {
  try {
    sessionStorage.setItem(PLACES, JSON.stringify(places));
  } catch (error) {
    // as above
  }
}
