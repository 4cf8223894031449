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

  /** @param {string} key @returns {Promise<void>} */
  remove(key) {
    return this.database.run(['personal'], 'readwrite', (transaction) => {
      transaction.objectStore('personal').delete(key);
      return () => undefined;
    });
  }
}
