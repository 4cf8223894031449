// @ts-check
/** Whether a release says itself that it is too old, as far as this phone's clock can be believed. */

const YEAR = 365 * 86400000;

/**
 * A clock that is many years ahead is wrong: then nothing is said. Expiry never blocks.
 *
 * @param {{expires: string}} statement
 * @param {number} now
 */
export function isExpired({ expires }, now) {
  const end = Date.parse(expires);
  return now > end && now < end + 5 * YEAR;
}
