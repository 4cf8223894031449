// A form that saves itself: nothing that was typed is lost, whatever happens to the network or the session.
// What the server has not acknowledged lies in localStorage under the draft's own key, on this PC only.

const PAUSE = 1200;

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("draft"));
if (form) begin(form);

/** @param {HTMLFormElement} draft */
function begin(draft) {
  const saved = /** @type {HTMLElement} */ (document.getElementById("saved"));
  const preview = /** @type {HTMLIFrameElement} */ (document.getElementById("preview"));
  const key = draft.dataset.key || "desk";
  let waiting = 0;
  let dirty = false;
  let busy = false;
  let refusing = false; // whoever is told no is asked again when more is typed, not every second
  /** @param {string} name */
  const say = (name) => {
    saved.textContent = saved.getAttribute(`data-${name}`) || name;
  };

  if (restore(draft, key)) {
    dirty = true;
    say("restored");
  } else if (isTyped(draft)) typed(); // somebody was faster than this script
  draft.addEventListener("input", typed);
  draft.addEventListener("input", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    pick(field);
    grow(field);
  });
  draft.addEventListener("submit", () => {
    dirty = false;
    keep(draft, key, true);
  });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
  addEventListener("online", save);

  function typed() {
    dirty = true;
    keep(draft, key);
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  }

  async function save() {
    waiting = 0;
    if (busy || !dirty) return;
    busy = true;
    dirty = refusing = false;
    say("saving");
    try {
      const answer = await fetch(draft.dataset.autosave || "", { method: "POST", body: new FormData(draft) });
      const said = await answer.json();
      if (answer.ok) accepted(said);
      else refused(answer.status, said);
    } catch (_error) {
      dirty = true;
      say("offline");
      waiting = setTimeout(save, 5 * PAUSE);
    }
    busy = false;
    if (dirty && !waiting && !refusing) waiting = setTimeout(save, PAUSE);
  }

  /** @param {{version: number, problems: Object<string, string[]>, unwritten: string[], general: string[]}} said */
  function accepted(said) {
    version(draft).value = String(said.version);
    draft.querySelectorAll("[data-problems]").forEach((list) => {
      const name = list.getAttribute("data-problems") || "";
      list.classList.toggle("unwritten", said.unwritten.indexOf(name) >= 0);
      show(list, said.problems[name] || []);
    });
    draft.querySelectorAll("[data-general]").forEach((list) => show(list, said.general));
    if (!dirty) localStorage.removeItem(key);
    saved.textContent = `${saved.dataset.saved} ${new Date().toLocaleTimeString()}`;
    // `replace` leaves no step behind in the history.
    if (preview.contentWindow) preview.contentWindow.location.replace(preview.src);
  }

  /** @param {number} status @param {{said: string}} said */
  function refused(status, said) {
    dirty = refusing = true;
    if (status === 401 || status === 403) say("signed-out");
    else saved.textContent = said.said;
  }
}

/** @param {Element} list @param {string[]} texts */
function show(list, texts) {
  list.textContent = "";
  texts.forEach((text) => {
    list.appendChild(document.createElement("li")).textContent = text;
  });
}

/**
 * A document is picked by its title; what the file wants is its id, and beside it stands what it is.
 * @param {HTMLInputElement} field
 */
function pick(field) {
  const label = field.list && field.nextElementSibling;
  if (!field.list || !label) return;
  const options = Array.from(field.list.options);
  const found = options.find((option) => option.label === field.value) || options.find((option) => option.value === field.value);
  if (found) field.value = found.value;
  label.textContent = found ? found.label : "";
}

/**
 * The last row of a list is always empty, so that there is room for one more.
 * @param {HTMLElement} field
 */
function grow(field) {
  const list = field.closest("[data-grow]");
  const row = field.closest(".ref");
  if (!list || !row || row !== list.lastElementChild) return;
  const next = /** @type {HTMLElement} */ (row.cloneNode(true));
  const input = /** @type {HTMLInputElement} */ (next.querySelector("input"));
  input.value = "";
  input.removeAttribute("id");
  /** @type {HTMLElement} */ (next.querySelector("span")).textContent = "";
  list.appendChild(next);
}

/** @param {HTMLFormElement} draft @returns {[string, string][]} */
function texts(draft) {
  /** @type {[string, string][]} */
  const found = [];
  new FormData(draft).forEach((value, name) => {
    if (name !== "token" && name !== "version" && typeof value === "string") found.push([name, value]);
  });
  return found;
}

/** Whether any field shows something else than the page brought. @param {HTMLFormElement} draft */
function isTyped(draft) {
  return Array.from(draft.elements).some((element) => {
    if (element instanceof HTMLSelectElement) {
      const brought = Array.from(element.options).findIndex((option) => option.defaultSelected);
      return element.selectedIndex !== Math.max(brought, 0);
    }
    const { type, checked, defaultChecked, value, defaultValue } = /** @type {HTMLInputElement} */ (element);
    return type === "checkbox" ? checked !== defaultChecked : defaultValue !== undefined && value !== defaultValue;
  });
}

/** @param {HTMLFormElement} draft @returns {HTMLInputElement} */
function version(draft) {
  return /** @type {HTMLInputElement} */ (draft.elements.namedItem("version"));
}

/**
 * `sent`: it went off with the whole page, and the next page shows whether it arrived.
 * @param {HTMLFormElement} draft @param {string} key @param {boolean} [sent]
 */
function keep(draft, key, sent) {
  try {
    localStorage.setItem(key, JSON.stringify({ version: version(draft).value, sent: !!sent, texts: texts(draft) }));
  } catch (_error) {
    // a full or forbidden store: the server still has what was saved
  }
}

/**
 * What was kept on this PC, and which version of the text it began with.
 * @param {string} key @returns {{version: string, sent: boolean, texts: [string, string][]}}
 */
function read(key) {
  const none = { version: "", sent: false, texts: [] };
  try {
    return Object.assign(none, JSON.parse(localStorage.getItem(key) || "{}"));
  } catch (_error) {
    return none;
  }
}

/**
 * Put back what was typed and never acknowledged; → whether there was something.
 * @param {HTMLFormElement} draft @param {string} key
 */
function restore(draft, key) {
  const found = read(key);
  const arrived = found.sent && "mine" in draft.dataset && Number(version(draft).value) > Number(found.version);
  if (arrived || "dropped" in draft.dataset) localStorage.removeItem(key);
  const kept = found.texts;
  if (arrived || "dropped" in draft.dataset || !kept.length) return false;
  if (JSON.stringify(kept) === JSON.stringify(texts(draft))) return false;
  // Whoever saved meanwhile is not overwritten: the server sees what this text began with, and shows both.
  version(draft).value = found.version;
  /** @type {Object<string, string[]>} */
  const byName = {};
  kept.forEach(([name, value]) => {
    byName[name] = (byName[name] || []).concat(value);
  });
  Array.from(draft.elements).forEach((element) => {
    const input = /** @type {HTMLInputElement} */ (element);
    if (["", "token", "version", "then"].indexOf(input.name) >= 0) return;
    const values = byName[input.name] || [];
    if (input.type === "checkbox") input.checked = values.indexOf(input.value) >= 0;
    else input.value = values.shift() || "";
  });
  return true;
}
