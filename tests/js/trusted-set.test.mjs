/** The phone's trusted set against the vectors that the Python verifier is held to. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { fromHex } from '../../webapp/static/js/crypto/hex.js';
import { pinnedRoot } from '../../webapp/static/js/sync/root.js';
import { Refused } from '../../webapp/static/js/sync/refused.js';
import {
  TrustedSet, checkObject, checkSize, readManifestPages, readManifestRoot,
} from '../../webapp/static/js/sync/trusted-set.js';

const rows = JSON.parse(readFileSync(new URL('../vectors/statements.json', import.meta.url), 'utf8'));
const bytesOf = (text) => new TextEncoder().encode(text);

async function judge({ kind, trusted, envelope, envelope_hex: hex }) {
  const { root, ch: channel, epoch, seq, floor, current_signed: current } = trusted;
  const bytes = hex === undefined ? bytesOf(envelope) : fromHex(hex);
  try {
    const set = new TrustedSet({ root: await pinnedRoot(bytesOf(root), channel), channel, held: { epoch, seq }, floor, current });
    if (kind === 'head') return (await set.checkHead(bytes)).kind;
    await set.takeRoot(bytes);
    return 'root';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

test('every statement and root is judged as in Python', async () => {
  assert.ok(rows.length >= 60);
  for (const row of rows) assert.equal(await judge(row), row.expected, row.name);
});

const refusedAs = (code) => (error) => error instanceof Refused && error.code === code;
const H = 'a'.repeat(64), G = 'b'.repeat(64);

test('an object is its length and its digest', () => {
  checkObject(3, H, { h: H, n: 3 });
  assert.throws(() => checkObject(2, H, { h: H, n: 3 }), refusedAs('truncated'));
  assert.throws(() => checkObject(4, H, { h: H, n: 3 }), refusedAs('too-large'));
  assert.throws(() => checkObject(3, G, { h: H, n: 3 }), refusedAs('hash-mismatch'));
  assert.throws(() => checkSize({ h: H, n: 1e9 }), refusedAs('too-large'));
});

test('a manifest lists every document once', () => {
  const root = bytesOf(JSON.stringify({ pages: [{ h: H, n: 5, more: 1 }] }));
  assert.deepEqual(readManifestRoot(root), [{ h: H, n: 5 }]);
  const page = (...ids) => bytesOf(JSON.stringify(ids.map((id) => [id, H, 7])));
  assert.deepEqual(readManifestPages([page('b', 'd'), page('a', 'c')], 4).map(([id]) => id), ['a', 'b', 'c', 'd']);
  for (const bad of ['', '[]', 'null', '{"pages":[{"h":"x","n":1}]}', `{"pages":[{"h":"${H}","n":-1}]}`, '{"pages":7}']) {
    assert.throws(() => readManifestRoot(bytesOf(bad)), refusedAs('bad-manifest'), bad);
  }
  for (const bad of ['', '{}', '[["a"]]', `[["a","${H}",1.5]]`, `[[1,"${H}",1]]`, `[["a","${H}",1],["a","${G}",1]]`]) {
    assert.throws(() => readManifestPages([bytesOf(bad)], 1), refusedAs('bad-manifest'), bad);
  }
  assert.throws(() => readManifestPages([page('a')], 2), refusedAs('bad-manifest'));
  assert.throws(() => readManifestPages([page('a'), page('a')], 2), refusedAs('bad-manifest'));
  assert.throws(() => readManifestRoot(Uint8Array.of(0xff, 0xfe)), refusedAs('bad-manifest'));
});
