/**
 * An address below the folder → its bytes, or `Unreachable`, or `Refused('too-large')`.
 *
 * Nothing that an intermediary says is believed: no MIME type, no Content-Length, no redirect (that is how Wi-Fi portals
 * answer). The status only says that an answer is none. What arrives is counted while it streams, so an
 * endless or a swollen body ends at the cap.
 */

import { Refused, Unreachable } from './refused.js';

const IDLE_LIMIT = 5000;
const TOTAL_LIMIT = 60000;
/** The slowest link on which a large object still has time to arrive, in bytes per millisecond. */
const SLOWEST = 4;

/**
 * @typedef {{ cap: number, fresh?: boolean, cache?: RequestCache, onBytes?: (count: number) => void }} FetchOptions
 *   `fresh`: past caches that ignore `no-store`
 */
/** @typedef {(path: string, options: FetchOptions) => Promise<Uint8Array>} Fetcher */

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Aborts when nothing comes for a while, or when all of it takes too long. @param {number} total */
function watchdog(total) {
  const controller = new AbortController();
  /** @param {number} limit */
  const after = (limit) => setTimeout(() => controller.abort(), limit);
  const whole = after(total);
  let idle = after(IDLE_LIMIT);
  return {
    signal: controller.signal,
    alive() {
      clearTimeout(idle);
      idle = after(IDLE_LIMIT);
    },
    stop() {
      clearTimeout(idle);
      clearTimeout(whole);
      controller.abort();
    },
  };
}

/**
 * @param {Response} response @param {FetchOptions} options @param {{ alive(): void }} watch @param {Uint8Array[]} chunks
 * takes what arrives
 */
async function readBody(response, { cap, onBytes }, watch, chunks) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let count = 0;
  for (let step = await reader.read(); !step.done && count <= cap; step = await reader.read()) {
    watch.alive();
    chunks.push(step.value);
    count += step.value.length;
    if (onBytes) onBytes(step.value.length);
  }
}

/**
 * @param {string} base address of the folder, with its slash
 * @param {typeof fetch} fetchFunction
 * @returns {Fetcher}
 */
export function createFetcher(base, fetchFunction) {
  return async function fetchBytes(path, options) {
    const watch = watchdog(TOTAL_LIMIT + options.cap / SLOWEST);
    /** @type {Uint8Array[]} */
    const chunks = [];
    try {
      const url = base + path + (options.fresh ? '?' + Date.now() : '');
      const response = await fetchFunction(url, { cache: options.cache || 'no-store', redirect: 'error', credentials: 'omit', signal: watch.signal });
      if (!response.ok) throw new Unreachable();
      await readBody(response, options, watch, chunks);
    } catch (e) {
      throw new Unreachable(joined(chunks));
    } finally {
      watch.stop();
    }
    const bytes = joined(chunks);
    if (bytes.length > options.cap) throw new Refused('too-large');
    return bytes;
  };
}
