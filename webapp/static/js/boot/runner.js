/**
 * A verified shell → running code, through a Blob URL: the one way that works with and without a service worker.
 *
 * Where the browser knows Trusted Types, the page's policy lets through only addresses made here.
 */

/** @type {Set<string>} */
const OUR_URLS = new Set(['sw.js']);

/** @type {any} */
const POLICY = /** @type {any} */ (self).trustedTypes && /** @type {any} */ (self).trustedTypes.createPolicy('hongxian', {
  /** @param {string} url */
  createScriptURL(url) {
    if (!OUR_URLS.has(url)) throw new TypeError('not our script: ' + url);
    return url;
  },
});

/** @param {string} url @returns {string} what script, Worker and register take, a TrustedScriptURL where those exist */
export function scriptUrl(url) {
  return POLICY ? POLICY.createScriptURL(url) : url;
}

/** @param {Uint8Array} shell @returns {string} */
export function shellUrlOf(shell) {
  const url = URL.createObjectURL(new Blob([/** @type {any} */ (shell)], { type: 'text/javascript;charset=utf-8' }));
  OUR_URLS.add(url);
  return scriptUrl(url);
}

/** Resolves to whether it ran to its end without throwing. @param {string} url @returns {Promise<boolean>} */
export function runShell(url) {
  return new Promise((resolve) => {
    let thrown = false;
    const onError = (/** @type {ErrorEvent} */ event) => {
      if (event.filename === String(url)) thrown = true;
    };
    addEventListener('error', onError);
    const script = document.createElement('script');
    const finish = (/** @type {boolean} */ good) => {
      removeEventListener('error', onError);
      resolve(good);
    };
    script.onload = () => finish(!thrown);
    script.onerror = () => finish(false);
    script.src = url;
    document.head.appendChild(script);
  });
}
