// @ts-check
/**
 * A single-file edition → its objects in the store and the statement to take. It came by chat, on a stick or from another
 * phone, so nothing in it is believed: objects are named by their own digests, and the bootloader checks the statement
 * as if it came from the server.
 */

import { putObjects } from '../storage/objects.js';

/** @typedef {{ envelope: string, statement: any }} FromFile */

/** @param {string} page @param {string} id @returns {any} undefined when it is not there or does not end */
function embedded(page, id) {
  const start = page.indexOf('id="' + id + '">');
  const text = page.slice(page.indexOf('>', start) + 1, page.indexOf('</script>', start));
  try {
    return start < 0 ? undefined : JSON.parse(text);
  } catch (e) {
    return undefined;
  }
}

/**
 * @param {import('../storage/database.js').Database} database
 * @param {string} page the text of the file
 * @param {Boot["unpack"]} unpack
 * @returns {Promise<FromFile | 'foreign' | 'incomplete'>}
 */
export async function openUpdateFile(database, page, unpack) {
  const release = embedded(page, 'hongxian-release'), pack = embedded(page, 'hongxian-pack');
  if (!release || !release.head) return page.indexOf('hongxian') < 0 ? 'foreign' : 'incomplete';
  const statement = JSON.parse(JSON.parse(release.head).signed);
  const objects = await unpack(new TextEncoder().encode(pack));
  const here = new Set(objects.map(([h]) => h));
  // The manifest is computed from the documents: it comes out right only when every one of them is.
  if (![statement.shell, statement.analyzer, statement.content].every(({ h }) => here.has(h))) return 'incomplete';
  await putObjects(database, objects);
  return { envelope: release.head, statement };
}
