// @ts-check
/**
 * Turns a choice of characters for each place into the strings that the library holds: the best-supported first.
 * Same behaviour as `webapp/query/sounding.py`.
 *
 * @typedef {(slots: string[]) => string[]} Sounding
 */

const MOST_PATHS = 48;

/**
 * Every neighbour pair of a string must occur somewhere.
 *
 * @param {import("./postings.js").Postings} postings
 * @returns {Sounding}
 */
export function createSounding(postings) {
  /**
   * The characters that stand beside one of others.
   *
   * @param {string} chars
   * @param {string} others
   * @param {boolean} before whether they stand before those
   */
  const beside = (chars, others, before) => {
    let out = "";
    for (let i = 0; i < chars.length; i++) {
      const char = chars.charCodeAt(i);
      let at = 0;
      while (at < others.length && !(before ? postings.together(char, others.charCodeAt(at)) : postings.together(others.charCodeAt(at), char))) at += 1;
      if (at < others.length) out += chars[i];
    }
    return out;
  };

  /**
   * Without the characters that never stand beside one of the next slot: outwards from the smallest slot.
   *
   * @param {string[]} slots
   */
  const narrowed = (slots) => {
    const kept = slots.slice();
    let least = 0;
    slots.forEach((slot, place) => (least = slot.length < slots[least].length ? place : least));
    for (let place = least - 1; place >= 0; place--) kept[place] = beside(kept[place], kept[place + 1], true);
    for (let place = least + 1; place < slots.length; place++) kept[place] = beside(kept[place], kept[place - 1], false);
    return kept;
  };

  return (given) => {
    const slots = given.every(Boolean) ? narrowed(given) : [];
    if (!slots.length || !slots.every(Boolean)) return [];
    let paths = slots[0].split("").map((text) => ({ support: postings.frequency(text), text }));
    paths = paths.filter((path) => path.support).sort(bestFirst);
    slots.slice(1).forEach((slot) => {
      /** @type {typeof paths} */
      const longer = [];
      paths.forEach((path) => {
        const last = path.text.charCodeAt(path.text.length - 1);
        for (let i = 0; i < slot.length; i++) {
          const both = postings.together(last, slot.charCodeAt(i));
          if (both) longer.push({ support: Math.min(path.support, both), text: path.text + slot[i] });
        }
      });
      paths = longer.sort(bestFirst).slice(0, MOST_PATHS);
    });
    return paths.map((path) => path.text);
  };
}

/**
 * @param {{support: number, text: string}} a
 * @param {{support: number, text: string}} b
 */
function bestFirst(a, b) {
  return b.support - a.support || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
}
