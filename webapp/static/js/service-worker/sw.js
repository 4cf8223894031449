/**
 * The service worker (HTTPS and localhost only): keeps the bootloader page openable without a network.
 *
 * It holds the page, the manifest and the icons and nothing else: content and app code travel as signed
 * objects through `sync/` into IndexedDB, which this file never touches. So it changes about once a year.
 * The build fills in the two placeholders; each file is fetched with its SRI digest, and one bad answer
 * fails the installation, so that a login page of a Wi-Fi portal can never become "the app". What the browser has
 * just fetched for the page itself is not fetched twice, if it is the right one.
 */
'use strict';

const worker = /** @type {any} */ (self);
/** @type {Array<[string, string]>} path, SRI digest */
const PRECACHE = JSON.parse('{{PRECACHE}}');
const SCOPE = worker.registration.scope;
// Other deployments may live under other paths of the same origin: the name says whose cache it is.
const OURS = 'hongxian:' + new URL(SCOPE).pathname + ':';
const CACHE = OURS + '{{CACHE}}';

/** @param {string} path @param {string} integrity @param {RequestCache} cache */
function fetchExact(path, integrity, cache) {
  return fetch(new Request(new URL(path, SCOPE).href, { integrity, cache, redirect: 'error', credentials: 'omit' }));
}

async function precache() {
  const responses = await Promise.all(PRECACHE.map(([path, integrity]) =>
    fetchExact(path, integrity, 'force-cache').catch(() => fetchExact(path, integrity, 'no-store'))));
  if (responses.some((response) => response.status !== 200)) throw new Error('precache: bad status');
  const cache = await caches.open(CACHE);
  await Promise.all(responses.map((response, i) => cache.put(new URL(PRECACHE[i][0], SCOPE).href, response)));
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length === 0) await worker.skipWaiting();
}

async function removeOldCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

/** Path below the scope, without query and hash; null outside. @param {string} url */
function pathInScope(url) {
  const bare = url.split(/[?#]/)[0];
  return bare.startsWith(SCOPE) ? bare.slice(SCOPE.length) : null;
}

/** @param {string} path @param {Request} request */
async function cacheFirst(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(new URL(path, SCOPE).href)) || fetch(request);
}

/** A plain page needs the server; without it the app shows the same document. @param {Request} request @param {string} id */
async function pageOrApp(request, id) {
  try {
    return await fetch(request);
  } catch (e) {
    return Response.redirect(SCOPE + '#/r/' + id, 302);
  }
}

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(precache()));

worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(removeOldCaches()));

worker.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'take-over') worker.skipWaiting();
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const request = event.request;
  const path = request.method === 'GET' ? pathInScope(request.url) : null;
  if (path === null) return;
  if (path === '' || path === 'index.html') return event.respondWith(cacheFirst('index.html', request));
  if (PRECACHE.some(([known]) => known === path)) return event.respondWith(cacheFirst(path, request));
  const page = /^r\/([a-z0-9-]+)\/?$/.exec(path);
  if (page && request.mode === 'navigate') event.respondWith(pageOrApp(request, page[1]));
});
