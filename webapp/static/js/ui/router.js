// @ts-check
/**
 * Turns history entries into calls of `show`, and remembers for each entry where it was scrolled and focused.
 *
 * @typedef {{returning: boolean, typing: boolean, place: Place | undefined}} Arrival
 * @typedef {{scroll: number, focus: string}} Place
 * @typedef {{start(): void, go(hash: string, options?: {replace?: boolean, typing?: boolean}): void, back(): void}} Router
 */
import { parseRoute } from "./routes.js";

const PLACES = "hongxian-places";

/**
 * @param {{show(route: import("./routes.js").Route, arrival: Arrival): void, place(): Place}} screen
 * @returns {Router}
 */
export function createRouter(screen) {
  /** @type {Record<string, Place>} */
  const places = restored();
  let key = "";
  let depth = 0;

  const arrive = (/** @type {boolean} */ returning, /** @type {boolean} */ typing) => {
    screen.show(parseRoute(location.hash), { returning, typing, place: returning ? places[key] : undefined });
  };
  const adopt = () => {
    const state = history.state && history.state.key ? history.state : null;
    if (state && state.key === key) return;
    if (key) places[key] = screen.place();
    const returning = state !== null;
    depth = state ? state.depth : depth + 1;
    key = state ? state.key : newKey();
    if (!state) history.replaceState({ key, depth }, "");
    arrive(returning, false);
  };
  return {
    start: () => {
      if ("scrollRestoration" in history) history.scrollRestoration = "manual";
      depth = -1;
      adopt();
      // Both fire when a link is followed; the second finds its entry already adopted.
      addEventListener("popstate", adopt);
      addEventListener("hashchange", adopt);
      addEventListener("pagehide", () => {
        places[key] = screen.place();
        kept(places);
      });
    },
    go: (hash, options) => {
      const { replace, typing } = { replace: false, typing: false, ...options };
      if (!replace) {
        places[key] = screen.place();
        depth += 1;
        key = newKey();
      }
      history[replace ? "replaceState" : "pushState"]({ key, depth }, "", hash);
      arrive(false, typing);
    },
    back: () => {
      if (depth > 0) history.back();
      else {
        history.replaceState({ key, depth }, "", "#/");
        arrive(false, false);
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
