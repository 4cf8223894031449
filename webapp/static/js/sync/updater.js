/**
 * One release after the other, by consent: check → stage what is missing → flip. Asks the trusted set at every step.
 *
 * Staging is by digest: what is stored already is not fetched again, so a download that broke off goes on where it
 * stopped. Whatever goes wrong before the flip leaves the release that is held exactly as it was.
 */

import { cryptoWorks } from '../crypto/self-test.js';
import { digestHex } from '../crypto/sha256.js';
import { StorageFault } from '../storage/database.js';
import { heldPosition, objectsOf } from '../storage/release-store.js';
import { MAX_ENVELOPE } from './envelope.js';
import { unpackObjects } from './pack.js';
import { Refused, Unreachable } from './refused.js';
import { TrustedSet, checkObject, checkSize, readManifestPages, readManifestRoot } from './trusted-set.js';

/** @typedef {import('./trusted-set.js').Reference} Reference */
/** @typedef {import('./trusted-set.js').Statement} Statement */
/** @typedef {import('../storage/release-store.js').ReleaseStore} ReleaseStore */
/** @typedef {import('../storage/release-store.js').ReleaseRecord} ReleaseRecord */
/** @typedef {import('./fetcher.js').Fetcher} Fetcher */
/** @typedef {{ root: any, channel: string, floor: { epoch: number, seq: number }, fingerprint: string }} BootConfig */
/** @typedef {(done: number, total: number) => void} Progress bytes */
/** @typedef {{ kind: 'same' } | { kind: 'refused', code: string } | { kind: 'unreachable' } | { kind: 'no-space' }} NoUpdate */
/** @typedef {{ kind: 'newer', statement: Statement, envelope: string, documents: Array<[string, string, number]> }} Offer */

const PARALLEL = 4;
/** Another page may clear away staged objects while it flips; then they are fetched again, but not for ever. */
const ATTEMPTS = 3;

/** @param {unknown} value an envelope as object or as text */
function envelopeBytes(value) {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Every failure as a value: the caller shows it, the release that is held goes on. @param {unknown} error @returns {NoUpdate} */
function outcomeOf(error) {
  if (error instanceof Refused) return { kind: 'refused', code: error.code };
  if (error instanceof Unreachable) return { kind: 'unreachable' };
  if (error instanceof StorageFault && error.code === 'quota') return { kind: 'no-space' };
  throw error;
}

export class Updater {
  /** @param {{ config: BootConfig, store: ReleaseStore, fetchBytes: Fetcher }} parts */
  constructor({ config, store, fetchBytes }) {
    this.config = config;
    this.store = store;
    this.fetchBytes = fetchBytes;
  }

  /** Is there a newer release? @returns {Promise<Offer | NoUpdate>} */
  async check() {
    try {
      const { kind, statement, envelope } = await this.head();
      if (kind === 'same') return { kind };
      const { documents } = await this.manifest(statement);
      return { kind, statement, envelope, documents };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /**
   * Take what `check` offered. Only its envelope counts, and that is checked again.
   * @param {{ envelope: string }} offer @param {Progress} [onProgress]
   * @returns {Promise<{ kind: 'taken' | 'superseded' } | NoUpdate>}
   */
  async take(offer, onProgress) {
    try {
      const trusted = await this.trustedSet();
      const bytes = envelopeBytes(offer.envelope);
      const { kind, statement } = await this.walking(trusted, () => trusted.set.checkHead(bytes));
      if (kind === 'same') return { kind: 'superseded' };
      return { kind: await this.stageAndFlip(statement, offer.envelope, trusted.rootText, onProgress || (() => undefined)) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** The first release on this phone. @param {Progress} onProgress @returns {Promise<{ kind: 'taken' | 'superseded' } | NoUpdate>} */
  async install(onProgress) {
    try {
      const { kind, statement, envelope } = await this.head();
      if (kind === 'same') return { kind: 'superseded' };
      if ((await this.store.keys()).size === 0) await this.takePack(statement.first, onProgress);
      return await this.take({ envelope }, onProgress);
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /**
   * Fetch again what is missing or damaged of a release that is held.
   * @param {ReleaseRecord} record @returns {Promise<{ kind: 'whole' | 'repaired' } | NoUpdate>}
   */
  async repair(record) {
    try {
      const wanted = objectsOf(record);
      const good = await this.store.read(wanted.map(({ h }) => h));
      const bad = wanted.filter(({ h }) => !good.has(h));
      if (bad.length === 0) return { kind: 'whole' };
      // A damaged object counts as missing from now on, so that the next start falls back if we cannot mend it now.
      await this.store.forget(bad.map(({ h }) => h));
      await this.stage(bad, () => undefined);
      return { kind: 'repaired' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** What this phone believes now. */
  async trustedSet() {
    if (!cryptoWorks()) throw new Refused('self-test-failed');
    const { channel, floor, root } = this.config;
    const state = await this.store.state();
    const held = heldPosition(state, channel);
    const current = state.current && state.current.statement.ch === channel ? JSON.parse(state.current.envelope).signed : null;
    const stored = state.trust && state.trust.ch === channel ? state.trust.root : null;
    const rootText = stored || new TextDecoder().decode(envelopeBytes(root));
    const set = new TrustedSet({ root: envelopeBytes(rootText), channel, floor, held, current });
    return { set, rootText };
  }

  async head() {
    const trusted = await this.trustedSet();
    const bytes = await this.fetchBytes('sync/head.json', { cap: MAX_ENVELOPE, fresh: true });
    const { kind, statement } = await this.walking(trusted, () => trusted.set.checkHead(bytes));
    return { kind, statement, envelope: new TextDecoder().decode(bytes) };
  }

  /**
   * A head that a root we know does not cover: follow the roots one by one as far as they go, then look again.
   * @template T
   * @param {{ set: TrustedSet, rootText: string }} trusted @param {() => T} look @returns {Promise<T>}
   */
  async walking(trusted, look) {
    try {
      return look();
    } catch (error) {
      if (!(error instanceof Refused) || !['bad-signature', 'bad-root'].includes(error.code)) throw error;
      await this.walkRoots(trusted);
      return look();
    }
  }

  /** @param {{ set: TrustedSet, rootText: string }} trusted */
  async walkRoots(trusted) {
    const { set } = trusted;
    for (;;) {
      let bytes;
      try {
        bytes = await this.fetchBytes('sync/root/' + (set.root.number + 1) + '.json', { cap: MAX_ENVELOPE });
        set.takeRoot(bytes);
      } catch (error) {
        // The end of the chain looks like that; if the head still does not verify, it says so itself.
        if (error instanceof Unreachable || error instanceof Refused) return;
        throw error;
      }
      trusted.rootText = new TextDecoder().decode(bytes);
      const { epoch, seq } = set.held;
      await this.store.raiseRoot({ root: trusted.rootText, rootNumber: set.root.number, ch: set.channel, epoch, seq });
    }
  }

  /** @param {Statement} statement */
  async manifest(statement) {
    const [rootBytes] = await this.obtain([statement.content]);
    const pages = readManifestRoot(rootBytes);
    const documents = readManifestPages(await this.obtain(pages), statement.content.count);
    const { h, n } = statement.content;
    return { documents, manifest: [{ h, n }].concat(pages) };
  }

  /** Objects from the store, or from the network into the store. @param {Reference[]} wanted @returns {Promise<Uint8Array[]>} */
  async obtain(wanted) {
    await this.stage(wanted, () => undefined);
    const good = await this.store.read(wanted.map(({ h }) => h));
    return wanted.map(({ h }) => {
      const bytes = good.get(h);
      if (!bytes) throw new Refused('hash-mismatch', h);
      return bytes;
    });
  }

  /**
   * @param {Statement} statement @param {string} envelope @param {string} rootText @param {Progress} onProgress
   * @returns {Promise<'taken' | 'superseded'>}
   */
  async stageAndFlip(statement, envelope, rootText, onProgress) {
    for (let attempt = 1; ; attempt++) {
      const { documents, manifest } = await this.manifest(statement);
      const { epoch, seq } = statement;
      const record = { epoch, seq, envelope, statement, documents, manifest };
      await this.withRoom(() => this.stage(objectsOf(record), onProgress));
      const outcome = await this.withRoom(() => this.store.flip(record, { text: rootText, number: JSON.parse(JSON.parse(rootText).signed).n }));
      if (outcome !== 'incomplete') return outcome;
      if (attempt === ATTEMPTS) throw new Refused('hash-mismatch', 'objects vanish');
    }
  }

  /** When the phone is full the previous release makes room, once. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async withRoom(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StorageFault) || error.code !== 'quota' || !(await this.store.dropPrevious())) throw error;
      return work();
    }
  }

  /** @param {Reference[]} wanted @param {Progress} onProgress */
  async stage(wanted, onProgress) {
    const have = await this.store.keys();
    const missing = wanted.filter(({ h }, i) => !have.has(h) && wanted.findIndex((other) => other.h === h) === i);
    missing.forEach(checkSize);
    const total = missing.reduce((sum, { n }) => sum + n, 0);
    let done = 0;
    let next = 0;
    const lane = async () => {
      while (next < missing.length) {
        const reference = missing[next++];
        await this.store.put([[reference.h, await this.object(reference)]]);
        done += reference.n;
        onProgress(done, total);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
  }

  /** @param {Reference} reference */
  async object(reference) {
    const { h, n } = reference;
    const bytes = await this.fetchBytes('sync/o/' + h.slice(0, 2) + '/' + h + '.txt', { cap: n, exact: true });
    checkObject(bytes.length, await digestHex(bytes), reference);
    return bytes;
  }

  /**
   * All objects in one stream. A pack that broke off or is not what was signed still gives the objects that are
   * what they are called; the rest comes one by one afterwards, and that is where a refusal shows.
   * @param {Reference} first @param {Progress} onProgress
   */
  async takePack(first, onProgress) {
    checkSize(first);
    let done = 0;
    const onBytes = (/** @type {number} */ count) => onProgress(done += count, first.n);
    let bytes;
    try {
      bytes = await this.fetchBytes('sync/first/' + first.h + '.txt', { cap: first.n, onBytes });
    } catch (error) {
      if (error instanceof Refused) return;
      if (!(error instanceof Unreachable) || !error.partial) throw error;
      bytes = error.partial;
    }
    const objects = await unpackObjects(bytes, digestHex);
    if (objects.length > 0) await this.store.put(objects);
  }
}
