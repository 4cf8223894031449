// @ts-check
/**
 * Turns a message port into numbered calls that return promises, and a table of actions into their answers.
 *
 * @typedef {{postMessage(message: unknown): void, onmessage: ((event: MessageEvent) => void) | null}} Port
 * @typedef {Record<string, (argument: any) => unknown>} Actions
 * @typedef {{call(action: string, argument?: unknown): Promise<any>, fail(reason: Error): void}} Caller
 */

/**
 * @param {Port} port
 * @returns {Caller}
 */
export function createCaller(port) {
  let last = 0;
  /** @type {Map<number, {resolve: (value: unknown) => void, reject: (reason: Error) => void}>} */
  const waiting = new Map();
  port.onmessage = (event) => {
    const { number, value, error } = event.data;
    const call = waiting.get(number);
    if (!call) return;
    waiting.delete(number);
    if (error) call.reject(new Error(error));
    else call.resolve(value);
  };
  return {
    call: (action, argument) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        port.postMessage({ number: last, action, argument });
      }),
    fail: (reason) => {
      waiting.forEach((call) => call.reject(reason));
      waiting.clear();
    },
  };
}

/**
 * Answers calls one after the other; an action that throws becomes an error on the other side.
 *
 * @param {Port} port
 * @param {Actions} actions
 */
export function serveActions(port, actions) {
  port.onmessage = (event) => {
    const { number, action, argument } = event.data;
    answer(actions, action, argument).then(
      (value) => port.postMessage({ number, value }),
      (error) => port.postMessage({ number, error: String((error && error.message) || error) }),
    );
  };
}

/**
 * The same calls without a port, for browsers that refuse a worker from a Blob.
 *
 * @param {Actions} actions
 * @returns {Caller}
 */
export function createLocalCaller(actions) {
  return { call: (action, argument) => answer(actions, action, argument), fail: () => {} };
}

/**
 * @param {Actions} actions
 * @param {string} action
 * @param {unknown} argument
 */
async function answer(actions, action, argument) {
  if (!Object.prototype.hasOwnProperty.call(actions, action)) throw new Error(`no such action: ${action}`);
  return actions[action](argument);
}

/**
 * Newest wins: while one job runs, only the latest of those that arrive is kept. A job that was
 * passed over resolves to `undefined`, so that its caller draws nothing.
 *
 * @template A, R
 * @param {(argument: A) => Promise<R>} job
 * @returns {(argument: A) => Promise<R | undefined>}
 */
export function newestOnly(job) {
  let running = false;
  /** @type {{argument: A, resolve: (value: R | undefined) => void, reject: (reason: unknown) => void} | null} */
  let next = null;
  const run = (/** @type {NonNullable<typeof next>} */ entry) => {
    running = true;
    const done = () => {
      running = false;
      const following = next;
      next = null;
      if (following) run(following);
    };
    job(entry.argument).then(
      (value) => {
        entry.resolve(next ? undefined : value);
        done();
      },
      (error) => {
        entry.reject(error);
        done();
      },
    );
  };
  return (argument) =>
    new Promise((resolve, reject) => {
      const entry = { argument, resolve, reject };
      if (!running) return run(entry);
      if (next) next.resolve(undefined);
      next = entry;
    });
}
