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
    super('storage: ' + code + (cause ? ' (' + cause + ')' : ''));
    this.name = 'StorageFault';
    this.code = code;
  }
}

/** @param {any} error @returns {StorageFault} */
function named(error) {
  if (error instanceof StorageFault) return error;
  const name = error ? error.name : '';
  if (name === 'QuotaExceededError') return new StorageFault('quota', error);
  return new StorageFault('lost', error);
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
    work((value) => once(() => resolve(value)), (fault) => once(() => reject(fault)));
  });
}

/** @param {IDBDatabase} database */
function createStores(database) {
  for (const name of ['objects', 'state', 'personal']) database.createObjectStore(name);
}

/** @param {IDBFactory} factory @param {string} name @returns {Promise<IDBDatabase>} */
function openConnection(factory, name) {
  return within(OPEN_LIMIT, (resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => createStores(request.result);
    request.onblocked = () => reject(new StorageFault('blocked'));
    // Firefox and old Safari say so in private windows; there is no better way to know.
    request.onerror = () => reject(new StorageFault('private', request.error));
    request.onsuccess = () => {
      // Nobody waits any more: an open connection would only block a later upgrade.
      if (!resolve(request.result)) request.result.close();
    };
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
      this.connection = this.open();
      this.connection.catch(() => { this.connection = null; });
    }
    return this.connection;
  }

  async open() {
    if (!this.factory) throw new StorageFault('unavailable');
    let database;
    try {
      database = await openConnection(this.factory, this.name);
    } catch (error) {
      throw error instanceof StorageFault ? error : new StorageFault('unavailable', error);
    }
    database.onversionchange = () => this.close();
    database.onclose = () => { this.connection = null; };
    return database;
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
      return await this.attempt(stores, mode, work);
    } catch (error) {
      if (!(error instanceof StorageFault) || error.code !== 'lost') throw error;
      this.close().catch(() => undefined);
      return this.attempt(stores, mode, work);
    }
  }

  /**
   * @template T
   * @param {string[]} stores @param {IDBTransactionMode} mode @param {(transaction: IDBTransaction) => () => T} work
   * @returns {Promise<T>}
   */
  async attempt(stores, mode, work) {
    const database = await this.connect();
    return within(WORK_LIMIT, (resolve, reject) => {
      try {
        const transaction = openTransaction(database, stores, mode);
        const read = work(transaction);
        transaction.oncomplete = () => resolve(read());
        transaction.onabort = () => reject(named(transaction.error));
      } catch (error) {
        reject(named(error));
      }
    });
  }
}

/**
 * `strict` asks the disk to have it before we say so; older kernels take no third argument and do that anyway.
 * @param {IDBDatabase} database @param {string[]} stores @param {IDBTransactionMode} mode @returns {IDBTransaction}
 */
function openTransaction(database, stores, mode) {
  return mode === 'readwrite' ? database.transaction(stores, mode, { durability: 'strict' }) : database.transaction(stores, mode);
}
