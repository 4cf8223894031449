// @ts-check
/**
 * Turns a text and offsets into it into a text with `mark` elements.
 */
import { el } from "./dom.js";

/**
 * @param {string} text
 * @param {number[][]} [ranges] pairs, sorted, not overlapping, in UTF-16 code units
 * @returns {(string | HTMLElement)[]}
 */
export function highlighted(text, ranges) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let at = 0;
  (ranges || []).forEach(([start, end]) => {
    if (start < at || end > text.length || start >= end) return;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(el("mark", null, text.slice(start, end)));
    at = end;
  });
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
