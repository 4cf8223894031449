/**
 * What is trusted + bytes from anywhere → what is trusted now, or a refusal with a code. No IO.
 *
 * Twin of `webapp/release/verifier.py`, which lists the checks in their order; `tests/vectors/statements.json` ties
 * the two. A signature is checked before the text under it is read. Expiry is shown, never enforced: a phone's
 * clock may be wrong, and reading must go on.
 */

import { RELEASE_TAG, countSigners, decodeText, isCount, isHex, isObject, openEnvelope, parseJson } from './envelope.js';
import { comparePositions } from './position.js';
import { Refused } from './refused.js';
import { nextRoot, readSigned } from './root.js';

export const BOOT = 1;
const MAX_AHEAD = 1000000;
const MAX_WALK = 64;
const MAX_OBJECT = 64 * 1024 * 1024;

/** @typedef {{ h: string, n: number }} Reference */
/** @typedef {import('./position.js').Position} Position */
/**
 * @typedef {{ t: string, v: number, ch: string, epoch: number, seq: number, time: string, expires: string, root: number,
 *   boot_min: number, analyzer: Reference, shell: Reference, content: Reference & { count: number }, first: Reference,
 *   notes?: string, recall?: string[], reverts?: any }} Statement
 */
/** @typedef {[string, string, number]} Entry document id, digest, bytes */

/** @param {any} value @returns {value is Reference} */
function isReference(value) {
  return isObject(value) && isHex(value.h, 64) && isCount(value.n);
}

/** @param {Record<string, any>} value */
function hasStatementFields(value) {
  const recall = value.recall === undefined ? [] : value.recall;
  return ['epoch', 'seq', 'root', 'boot_min'].every((field) => isCount(value[field]))
    && ['analyzer', 'shell', 'content', 'first'].every((field) => isReference(value[field]))
    && typeof value.time === 'string' && typeof value.expires === 'string'
    && Array.isArray(recall) && recall.every((id) => typeof id === 'string')
    && value.epoch >= 1 && value.seq >= 1;
}

/** All that a phone believes: one root, the position it holds, the floor that it must not fall below. */
export class TrustedSet {
  /**
   * @param {{ root: import('./root.js').Root, channel: string, held: Position, floor: Position, current: string | null }} facts
   *   `root`: as `pinnedRoot` gave it; `current`: the signed text of the release that is held
   */
  constructor({ root, channel, held, floor, current }) {
    this.channel = channel;
    this.root = root;
    this.held = held;
    this.floor = floor;
    this.current = current;
    this.walked = 0;
  }

  /** Trust the next root, if the one trusted now says so. @param {Uint8Array} bytes */
  async takeRoot(bytes) {
    const root = await nextRoot(this.root, bytes, this.channel);
    if (this.walked >= MAX_WALK) throw new Refused('bad-root');
    this.root = root;
    this.walked += 1;
  }

  /** @param {Uint8Array} bytes an envelope @returns {Promise<{ kind: 'same' | 'newer', statement: Statement }>} */
  async checkHead(bytes) {
    const envelope = openEnvelope(bytes);
    if (await countSigners(envelope, RELEASE_TAG, this.root.release.keys) < this.root.release.threshold) {
      throw new Refused('bad-signature');
    }
    const statement = /** @type {Statement} */ (readSigned(envelope.signed, 'release', this.channel));
    if (!hasStatementFields(statement)) throw new Refused('bad-envelope');
    if (statement.root > this.root.number || statement.epoch > this.root.epoch) throw new Refused('bad-root');
    const kind = this.relation(statement, envelope.signed);
    if (statement.boot_min > BOOT) throw new Refused('boot-too-old');
    return { kind, statement };
  }

  /** @param {Statement} offered @param {string} signed @returns {'same' | 'newer'} */
  relation(offered, signed) {
    const lowest = comparePositions(this.held, this.floor) < 0 ? this.floor : this.held;
    if (comparePositions(offered, lowest) < 0) throw new Refused('older');
    if (this.current !== null && comparePositions(offered, this.held) === 0) {
      if (signed !== this.current) throw new Refused('same-seq-different');
      return 'same';
    }
    const ahead = offered.seq - (offered.epoch === lowest.epoch ? lowest.seq : 0);
    if (ahead > MAX_AHEAD) throw new Refused('too-far-ahead');
    return 'newer';
  }
}

/** @param {number} size @param {string} digest @param {Reference} reference */
export function checkObject(size, digest, reference) {
  if (size < reference.n) throw new Refused('truncated');
  if (size > reference.n) throw new Refused('too-large');
  if (digest !== reference.h) throw new Refused('hash-mismatch');
}

/** What a phone is willing to store as one object. @param {Reference} reference */
export function checkSize(reference) {
  if (reference.n > MAX_OBJECT) throw new Refused('too-large');
}

/** @param {Uint8Array} bytes @returns {any} */
function parseManifest(bytes) {
  try {
    return parseJson(decodeText(bytes));
  } catch (e) {
    throw new Refused('bad-manifest');
  }
}

/** @param {Uint8Array} bytes the manifest root @returns {Reference[]} its pages */
export function readManifestRoot(bytes) {
  const value = parseManifest(bytes);
  const pages = isObject(value) ? value.pages : null;
  if (!Array.isArray(pages) || pages.length > 256 || !pages.every(isReference)) throw new Refused('bad-manifest');
  return pages.map(({ h, n }) => ({ h, n }));
}

/** @param {any} row @returns {row is Entry} */
function isEntry(row) {
  return Array.isArray(row) && row.length === 3 && typeof row[0] === 'string' && isHex(row[1], 64) && isCount(row[2]);
}

/**
 * @param {Uint8Array[]} pages @param {number} count what the statement says @returns {Entry[]} by id
 */
export function readManifestPages(pages, count) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  for (const page of pages) {
    const rows = parseManifest(page);
    if (!Array.isArray(rows) || !rows.every(isEntry)) throw new Refused('bad-manifest');
    for (const row of rows) {
      if (entries.has(row[0])) throw new Refused('bad-manifest');
      entries.set(row[0], row);
    }
  }
  if (entries.size !== count) throw new Refused('bad-manifest');
  return Array.from(entries.values()).sort((a, b) => (a[0] < b[0] ? -1 : 1));
}
