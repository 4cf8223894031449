/** What belongs to the person (language, type size, history, favourites): never synced, never sent, never cleared by us. */

export class Personal {
  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.database = database;
  }

  /** @param {string} key @returns {Promise<any>} undefined when there is none */
  get(key) {
    return this.database.run(['personal'], 'readonly', (transaction) => {
      const request = transaction.objectStore('personal').get(key);
      return () => request.result;
    });
  }

  /** @param {string} key @param {any} value anything that can be cloned @returns {Promise<void>} */
  set(key, value) {
    return this.database.run(['personal'], 'readwrite', (transaction) => {
      transaction.objectStore('personal').put(value, key);
      return () => undefined;
    });
  }

  /**
   * Read, change and write in one transaction, so that two pages never undo each other.
   *
   * @param {string} key
   * @param {(stored: any) => any} edit
   * @returns {Promise<any>} what is stored now
   */
  update(key, edit) {
    return this.database.run(['personal'], 'readwrite', (transaction) => {
      const store = transaction.objectStore('personal');
      const request = store.get(key);
      /** @type {any} */
      let edited;
      request.onsuccess = () => {
        edited = edit(request.result);
        store.put(edited, key);
      };
      return () => edited;
    });
  }

  /** @param {string} key @returns {Promise<void>} */
  remove(key) {
    return this.database.run(['personal'], 'readwrite', (transaction) => {
      transaction.objectStore('personal').delete(key);
      return () => undefined;
    });
  }
}
