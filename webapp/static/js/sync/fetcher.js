/**
 * An address below the folder → its bytes, or `Unreachable`, or `Refused('too-large' | 'truncated')`.
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
 * @typedef {{ cap: number, exact?: boolean, fresh?: boolean, onBytes?: (count: number) => void }} FetchOptions
 *   `exact`: the body has exactly `cap` bytes; `fresh`: past caches that ignore `no-store`
 */
/** @typedef {(path: string, options: FetchOptions) => Promise<Uint8Array>} Fetcher */

/** @param {Uint8Array[]} chunks @param {number} length */
function joined(chunks, length) {
  const bytes = new Uint8Array(length);
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
  let reason = 'network';
  /** @param {string} why @param {number} limit */
  const after = (why, limit) => setTimeout(() => {
    reason = why;
    controller.abort();
  }, limit);
  const whole = after('total-timeout', total);
  let idle = after('idle-timeout', IDLE_LIMIT);
  return {
    signal: controller.signal,
    reason: () => reason,
    alive() {
      clearTimeout(idle);
      idle = after('idle-timeout', IDLE_LIMIT);
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
 * @returns {Promise<number>} bytes read into `chunks`
 */
async function readBody(response, { cap, onBytes }, watch, chunks) {
  if (!response.body) {
    chunks.push(new Uint8Array(await response.arrayBuffer()));
    return chunks[0].length;
  }
  const reader = response.body.getReader();
  let length = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    watch.alive();
    chunks.push(step.value);
    length += step.value.length;
    if (length > cap) break;
    if (onBytes) onBytes(step.value.length);
  }
  return length;
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
    let length = 0;
    try {
      const url = base + path + (options.fresh ? '?' + Date.now().toString(36) : '');
      const response = await fetchFunction(url, { cache: 'no-store', redirect: 'error', credentials: 'omit', signal: watch.signal });
      if (!response.ok) throw new Unreachable('http-' + response.status);
      length = await readBody(response, options, watch, chunks);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      throw new Unreachable(watch.reason(), joined(chunks, chunks.reduce((sum, chunk) => sum + chunk.length, 0)));
    } finally {
      watch.stop();
    }
    if (length > options.cap) throw new Refused('too-large', path);
    if (options.exact && length < options.cap) throw new Refused('truncated', path);
    return joined(chunks, length);
  };
}
