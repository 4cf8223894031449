/**
 * The state in IndexedDB that says which objects are the current release, which the previous, and what is trusted.
 *
 * Everything that decides is one transaction: `flipRelease` compares, checks that nothing is missing, moves current to
 * previous, writes the trust state and clears away what no release uses. A kill at any moment leaves old or new.
 */

import { comparePositions } from '../sync/position.js';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('../sync/trusted-set.js').Statement} Statement */
/** @typedef {import('../sync/trusted-set.js').Reference} Reference */
/** @typedef {import('../sync/position.js').Position} Position */
/**
 * @typedef {{ epoch: number, seq: number, envelope: string, statement: Statement,
 *   documents: Array<[string, string, number]>, manifest: Reference[] }} ReleaseRecord
 *   `manifest`: the manifest root and its pages
 */
/** @typedef {{ root: string, rootNumber: number, ch: string, epoch: number, seq: number }} TrustRecord */
/** @typedef {{ current?: ReleaseRecord, previous?: ReleaseRecord, trust?: TrustRecord }} State */

/** Every object that a release consists of. @param {ReleaseRecord} record @returns {Reference[]} */
export function objectsOf(record) {
  const { shell, analyzer } = record.statement;
  return [shell, analyzer].concat(record.manifest, record.documents.map(([, h, n]) => ({ h, n })));
}

/** Are all its objects here? (Whether they are undamaged is seen when they are read.) @param {ReleaseRecord} record @param {Set<string>} have */
export function isWhole(record, have) {
  return objectsOf(record).every(({ h }) => have.has(h));
}

/** @param {IDBObjectStore} store @param {ReleaseRecord[]} records @param {string[]} keys */
function clearUnused(store, records, keys) {
  const used = new Set();
  for (const record of records) for (const { h } of objectsOf(record)) used.add(h);
  for (const key of keys) if (!used.has(key)) store.delete(key);
}

/** The highest position that this phone holds in a channel. @param {State} state @param {string} channel @returns {Position} */
export function heldPosition({ trust, current }, channel) {
  const held = trust && trust.ch === channel ? trust : { epoch: 0, seq: 0 };
  const active = current && current.statement.ch === channel ? current : held;
  return comparePositions(active, held) > 0 ? active : held;
}

/** Is the offered release no step forward any more? @param {State} state @param {ReleaseRecord} record */
function isSuperseded(state, record) {
  const channel = record.statement.ch;
  const step = comparePositions(record, heldPosition(state, channel));
  // Equal is a step only when the release itself was lost and the trust state survived.
  return step < 0 || (step === 0 && Boolean(state.current) && /** @type {ReleaseRecord} */ (state.current).statement.ch === channel);
}

/** A row that no flip can have written counts as none, and so is replaced. @param {any} record @returns {ReleaseRecord | undefined} */
function sound(record) {
  try {
    if (JSON.parse(record.envelope).signed && objectsOf(record)[0].h && record.seq === record.statement.seq) return record;
  } catch (e) { /* Then it is none. */ }
}

/** @param {IDBObjectStore} store @returns {() => State} to be called when the requests have been answered */
function requestState(store) {
  const [current, previous, trust] = ['current', 'previous', 'trust'].map((key) => store.get(key));
  return () => ({ current: sound(current.result), previous: sound(previous.result), trust: trust.result });
}

/**
 * Read the state and all digests, then decide and write, in one transaction.
 * @template T
 * @param {Database} database
 * @param {(state: State, keys: string[], states: IDBObjectStore, objects: IDBObjectStore) => T} decide
 * @returns {Promise<T>}
 */
function decideOn(database, decide) {
  return database.run(['state', 'objects'], 'readwrite', (transaction) => {
    const states = transaction.objectStore('state'), objects = transaction.objectStore('objects');
    const state = requestState(states);
    const keys = objects.getAllKeys();
    /** @type {T} */
    let outcome;
    // Requests of one transaction answer in order: when the last has, all have.
    keys.onsuccess = () => { outcome = decide(state(), /** @type {string[]} */ (keys.result), states, objects); };
    return () => outcome;
  });
}

/** @param {Database} database @returns {Promise<State>} */
export function readState(database) {
  return database.run(['state'], 'readonly', (transaction) => requestState(transaction.objectStore('state')));
}

/**
 * Make a staged release the current one. Two pages may try at once: the later one in order wins, never the older.
 * @param {Database} database @param {ReleaseRecord} record @param {{ text: string, number: number }} root
 * @returns {Promise<'taken' | 'superseded' | 'incomplete'>}
 */
export function flipRelease(database, record, root) {
  return decideOn(database, (state, keys, states, objects) => {
    if (isSuperseded(state, record)) return 'superseded';
    const have = new Set(keys);
    // Another page may have cleared away what this one staged.
    if (!isWhole(record, have)) return 'incomplete';
    const previous = [state.current, state.previous].find((held) => Boolean(held && isWhole(held, have)));
    const { epoch, seq } = record;
    states.put(record, 'current');
    if (previous) states.put(previous, 'previous');
    else states.delete('previous');
    states.put({ root: root.text, rootNumber: root.number, ch: record.statement.ch, epoch, seq }, 'trust');
    clearUnused(objects, previous ? [record, previous] : [record], keys);
    return 'taken';
  });
}

/** Remember a newer root at once, so that a key it dropped is never believed again. @param {Database} database @param {TrustRecord} trust */
export function raiseRoot(database, trust) {
  return decideOn(database, (state, _keys, states) => {
    const held = state.trust;
    if (held && held.ch === trust.ch && held.rootNumber >= trust.rootNumber) return;
    const position = held && held.ch === trust.ch ? held : trust;
    states.put({ ...trust, epoch: position.epoch, seq: position.seq }, 'trust');
  });
}

/** Room for the next release: the previous one goes. @param {Database} database @returns {Promise<boolean>} whether there was one */
export function dropPrevious(database) {
  return decideOn(database, (state, keys, states, objects) => {
    if (!state.previous) return false;
    states.delete('previous');
    clearUnused(objects, state.current ? [state.current] : [], keys);
    return true;
  });
}
