/** Removes everything that this app keeps on the phone: releases, what the person chose, and the page that opens offline. */
import { Database } from './database.js';

const STORES = ['objects', 'state', 'personal'];

/** @param {string} database the name, which every other name here begins with @param {string} base */
export async function eraseEverything(database, base) {
  await new Database(database, indexedDB).run(STORES, 'readwrite', (transaction) => {
    STORES.forEach((store) => transaction.objectStore(store).clear());
    return () => undefined;
  });
  if ('caches' in window) {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(`${database}:`)).map((name) => caches.delete(name)));
  }
  const worker = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration(base));
  if (worker) await worker.unregister();
}
