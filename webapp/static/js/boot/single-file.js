/**
 * The single file: root, statement and objects lie in the page itself → the same checks as on a phone, then the shell.
 *
 * Nothing is fetched and no release is stored. Until the shell runs, and where no script does, the page is the plain
 * text of everything. A file that was cut or altered on its way says so and stays readable as far as it goes.
 */

import { digestHex } from '../crypto/sha256.js';
import { unpackObjects } from '../sync/pack.js';
import { Refused } from '../sync/refused.js';
import { pinnedRoot } from '../sync/root.js';
import { BOOT, TrustedSet, checkObject, readManifestPages, readManifestRoot } from '../sync/trusted-set.js';
import { runShell, shellUrlOf } from './runner.js';

/** @typedef {import('../sync/trusted-set.js').Reference} Reference */

/** @param {string} id @returns {any} */
function embedded(id) {
  const element = document.getElementById(id);
  if (!element) throw new Refused('truncated');
  return JSON.parse(element.textContent || '');
}

/** @param {string} text */
function bytesOf(text) {
  return new TextEncoder().encode(text);
}

/** @param {string} head @param {string[]} roots @param {string} channel */
async function verified(head, roots, channel) {
  const root = await pinnedRoot(bytesOf(roots[0]), channel);
  const nothing = { epoch: 0, seq: 0 };
  const set = new TrustedSet({ root, channel, held: nothing, floor: nothing, current: null });
  for (const next of roots.slice(1)) await set.takeRoot(bytesOf(next));
  return (await set.checkHead(bytesOf(head))).statement;
}

/** Objects by digest; one that is missing or altered is a refusal. @param {string} pack */
async function objectsIn(pack) {
  const objects = new Map(await unpackObjects(bytesOf(pack), digestHex));
  return (/** @type {Reference} */ { h }) => {
    const bytes = objects.get(h);
    if (!bytes) throw new Refused('hash-mismatch');
    return bytes;
  };
}

/** @param {Uint8Array} bytes @param {Reference} reference */
async function checked(bytes, reference) {
  checkObject(bytes.length, await digestHex(bytes), reference);
  return bytes;
}

/** @param {Uint8Array} bytes */
function parsed(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function boot() {
  const { channel, fingerprint, roots, head, texts } = embedded('hongxian-release');
  const statement = await verified(head, roots, channel);
  const object = await objectsIn(embedded('hongxian-pack'));
  const entries = readManifestPages(readManifestRoot(object(statement.content)).map(object), statement.content.count);
  const documents = entries.map(([, h, n]) => parsed(object({ h, n })));
  const shellUrl = shellUrlOf(object(statement.shell));
  /** @type {any} */ (self).hongxian = {
    boot: BOOT,
    base: location.href.split(/[?#]/)[0],
    database: 'hongxian:single:' + channel,
    channel,
    fingerprint,
    release: { epoch: statement.epoch, seq: statement.seq, envelope: head, statement, documents: entries, manifest: [] },
    content: { documents, tables: parsed(object(statement.analyzer)) },
    shellUrl,
    object: async (/** @type {Reference} */ { h, n }) => checked(bytesOf(texts[h]), { h, n }),
    check: async () => ({ kind: 'unreachable' }),
    take: async () => ({ kind: 'unreachable' }),
    repair: async () => ({ kind: 'whole' }),
  };
  dress(false);
  if (!await runShell(shellUrl)) throw new Refused('shell');
}

/** The plain text has a style sheet of its own; the app brings another. @param {boolean} plain */
function dress(plain) {
  Array.from(document.querySelectorAll('head style')).forEach((style) => style.setAttribute('media', plain ? 'all' : 'not all'));
}

boot().catch((error) => {
  dress(true);
  document.documentElement.setAttribute('data-boot', error.code || 'broken');
  const note = document.getElementById('broken');
  if (note) note.hidden = false;
});
