// @ts-check
/**
 * What a server said of a page → until when a browser opens it without asking that server again (RFC 9111), in
 * milliseconds of its clock; 0 when it always asks.
 *
 * @param {(name: string) => string | null} header
 * @returns {number}
 */
export function freshUntil(header) {
  const control = header("cache-control") || "";
  if (/no-(store|cache)/.test(control)) return 0;
  const time = (/** @type {string} */ name) => Date.parse(header(name) || "");
  const seconds = /\bmax-age=(\d+)/.exec(control);
  const start = time("date") - 1000 * Number(header("age"));
  if (seconds) return start + 1000 * Number(seconds[1]) || 0;
  if (header("expires")) return time("expires") || 0;
  // Told nothing, browsers guess: a tenth of the age that the page had.
  return start + (start - time("last-modified")) / 10 || 0;
}
