/**
 * One IndexedDB database, opened with a time limit and reopened when the connection is lost.
 *
 * iOS loses connections while an app sleeps and sometimes never answers `open`; both are normal life here, so
 * every failure has a name: `unavailable`, `private`, `blocked`, `timeout`, `quota`, `lost`.
 */

const OPEN_LIMIT = 3000;
const WORK_LIMIT = 20000;

export class StorageFault extends Error {
  /** @param {string} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(code + ': ' + cause);
    this.code = code;
  }
}

/** @param {any} error @returns {StorageFault} */
function named(error) {
  if (error instanceof StorageFault) return error;
  const codes = /** @type {Record<string, string>} */ ({ QuotaExceededError: 'quota', SecurityError: 'unavailable' });
  return new StorageFault(codes[error && error.name] || 'lost', error);
}

/**
 * A promise with a time limit. `resolve` tells whether anybody was still waiting.
 * @template T
 * @param {number} limit @param {(resolve: (value: T) => boolean, reject: (fault: StorageFault) => void) => void} work
 * @returns {Promise<T>}
 */
function within(limit, work) {
  return new Promise((resolve, reject) => {
    let waiting = true;
    /** @param {() => void} settle */
    const once = (settle) => {
      const first = waiting;
      waiting = false;
      clearTimeout(timer);
      settle();
      return first;
    };
    const timer = setTimeout(() => once(() => reject(new StorageFault('timeout'))), limit);
    try {
      work((value) => once(() => resolve(value)), (fault) => once(() => reject(fault)));
    } catch (error) {
      once(() => reject(named(error)));
    }
  });
}

/** @param {IDBDatabase} database */
function createStores(database) {
  for (const store of ['objects', 'state', 'personal']) database.createObjectStore(store);
}

/** @param {Database} owner @returns {Promise<IDBDatabase>} */
function openConnection(owner) {
  return within(OPEN_LIMIT, (resolve, reject) => {
    if (!owner.factory) return reject(new StorageFault('unavailable'));
    const request = owner.factory.open(owner.name, 1);
    request.onupgradeneeded = () => createStores(request.result);
    request.onblocked = () => reject(new StorageFault('blocked'));
    // Firefox and old Safari say so in private windows; there is no better way to know.
    request.onerror = () => reject(new StorageFault('private', request.error));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => owner.close();
      database.onclose = () => { owner.connection = null; };
      // Nobody waits any more: an open connection would only block a later upgrade.
      if (!resolve(database)) database.close();
    };
  });
}

/**
 * @template T
 * @param {Database} owner @param {string[]} stores @param {IDBTransactionMode} mode
 * @param {(transaction: IDBTransaction) => () => T} work @returns {Promise<T>}
 */
async function attempt(owner, stores, mode, work) {
  const database = await owner.connect();
  return within(WORK_LIMIT, (resolve, reject) => {
    // `strict` asks the disk to have it before we say so; older kernels take no third argument and do that anyway.
    const transaction = database.transaction(stores, mode, { durability: 'strict' });
    const read = work(transaction);
    transaction.oncomplete = () => resolve(read());
    transaction.onabort = () => reject(named(transaction.error));
  });
}

export class Database {
  /** @param {string} name @param {IDBFactory | undefined | null} factory */
  constructor(name, factory) {
    this.name = name;
    this.factory = factory;
    /** @type {Promise<IDBDatabase> | null} */
    this.connection = null;
  }

  /** @returns {Promise<IDBDatabase>} */
  connect() {
    if (!this.connection) {
      this.connection = openConnection(this);
      this.connection.catch(() => { this.connection = null; });
    }
    return this.connection;
  }

  async close() {
    const connection = this.connection;
    this.connection = null;
    if (connection) (await connection).close();
  }

  /**
   * One transaction. `work` queues its requests and returns a function that reads the results; that one runs after
   * the transaction is complete. A lost connection is reopened once; work must therefore be repeatable.
   * @template T
   * @param {string[]} stores @param {IDBTransactionMode} mode @param {(transaction: IDBTransaction) => () => T} work
   * @returns {Promise<T>}
   */
  async run(stores, mode, work) {
    try {
      return await attempt(this, stores, mode, work);
    } catch (error) {
      if (!(error instanceof StorageFault) || error.code !== 'lost') throw error;
      this.close().catch(() => undefined);
      return attempt(this, stores, mode, work);
    }
  }
}
