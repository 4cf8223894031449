/**
 * A verified shell → running code, through a Blob URL: the one way that works with and without a service worker.
 *
 * Where the browser knows Trusted Types, only this file can make the address of a script.
 */

const RULES = { createScriptURL: (/** @type {string} */ url) => url };
const TYPES = /** @type {any} */ (self).trustedTypes;
const POLICY = TYPES ? TYPES.createPolicy('hongxian', RULES) : RULES;

/** @param {string} url @returns {string} what script, Worker and register take, a TrustedScriptURL where those exist */
export function scriptUrl(url) {
  return POLICY.createScriptURL(url);
}

/** @param {Uint8Array} shell @returns {string} */
export function shellUrlOf(shell) {
  return scriptUrl(URL.createObjectURL(new Blob([/** @type {any} */ (shell)], { type: 'text/javascript;charset=utf-8' })));
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
