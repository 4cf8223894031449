/** The parts of sync that need no browser: the fetcher against a real server, the pack, the order of releases. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';

import { digestHex } from '../../webapp/static/js/crypto/sha256.js';
import { heldPosition, isWhole } from '../../webapp/static/js/storage/release-state.js';
import { createFetcher } from '../../webapp/static/js/sync/fetcher.js';
import { freshUntil } from '../../webapp/static/js/sync/freshness.js';
import { unpackObjects } from '../../webapp/static/js/sync/pack.js';
import { comparePositions } from '../../webapp/static/js/sync/position.js';
import { Refused, Unreachable } from '../../webapp/static/js/sync/refused.js';

const bytesOf = (text) => new TextEncoder().encode(text);

/** Runs `work(fetchBytes, requests)` against a server that answers as `reply` says. */
async function serving(reply, work) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request);
    reply(request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(createFetcher(`http://127.0.0.1:${server.address().port}/a/`, fetch), requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('bytes come as they are, whatever the type says', () => serving(
  (_request, response) => response.setHeader('Content-Type', 'image/png').end('内容'),
  async (fetchBytes, requests) => {
    let counted = 0;
    const bytes = await fetchBytes('sync/x.txt', { cap: 6, onBytes: (count) => { counted += count; } });
    assert.deepEqual(bytes, bytesOf('内容'));
    assert.equal(counted, 6);
    assert.equal(requests[0].url, '/a/sync/x.txt');
    await fetchBytes('sync/head.json', { cap: 6, fresh: true });
    assert.match(requests[1].url, /^\/a\/sync\/head\.json\?\d+$/);
  }));

test('one byte too many is refused, and an endless body is not read to its end', () => serving(
  (_request, response) => {
    const write = () => { while (response.write('x'.repeat(65536))); };
    response.on('drain', write);
    write();
  },
  async (fetchBytes) => {
    await assert.rejects(fetchBytes('x', { cap: 100 }), (error) => error instanceof Refused && error.code === 'too-large');
  }));

test('a body that breaks off is unreachable and keeps what had arrived', () => serving(
  (_request, response) => {
    response.setHeader('Content-Length', '10');
    response.write('1234', () => response.destroy());
  },
  async (fetchBytes) => {
    await assert.rejects(fetchBytes('x', { cap: 10 }),
      (error) => error instanceof Unreachable && new TextDecoder().decode(error.partial) === '1234');
  }));

for (const [name, status, headers] of [['an error', 500, {}], ['a redirect', 302, { Location: '/' }], ['no content', 404, {}]]) {
  test(`${name} is unreachable`, () => serving(
    (_request, response) => response.writeHead(status, headers).end('x'),
    async (fetchBytes) => { await assert.rejects(fetchBytes('x', { cap: 10 }), Unreachable); }));
}

const PACKED = { parts: ['一', 'two'], pages: [['{"id":"b"}', '{"id":"a","t":"三"}'], ['{"id":"c","in":[{"id":"d"}]}']] };

/** What a pack holds, in the order in which it is read. */
async function packedObjects({ parts, pages }) {
  const named = async (text) => [await digestHex(bytesOf(text)), bytesOf(text)];
  const objects = await Promise.all(parts.map(named));
  const references = [];
  for (const page of pages) {
    const documents = await Promise.all(page.map(named));
    const entries = page.map((text, i) => [JSON.parse(text).id, documents[i][0], bytesOf(text).length]);
    const manifest = await named(JSON.stringify(entries.sort()));
    references.push({ h: manifest[0], n: manifest[1].length });
    objects.push(...documents, manifest);
  }
  return [...objects, await named(JSON.stringify({ pages: references }))];
}

/** Node cannot write GB 18030; these are the bytes of 一 and 三. */
const GB = new Map([['一', [0xd2, 0xbb]], ['三', [0xc8, 0xfd]]]);
const spelled = (text, charset) => (charset === 'utf-8' ? Array.from(bytesOf(text)) : Array.from(text).flatMap((char) => GB.get(char) || Array.from(bytesOf(char))));

for (const charset of ['utf-8', 'gb18030']) test(`a pack in ${charset} gives exactly the objects that are whole, at every cut`, async () => {
  const size = (text) => bytesOf(text).length;
  const { parts, pages } = PACKED;
  const index = { charset, parts: parts.map(size), pages: pages.map((page) => page.map(size)) };
  const texts = [...parts, ...pages.flat()];
  const pack = new Uint8Array([...bytesOf(`${JSON.stringify(index)}\n`), ...spelled(texts.join(''), charset)]);
  const objects = await packedObjects(PACKED);
  assert.deepEqual(await unpackObjects(pack, digestHex), objects);
  for (let cut = 0; cut < pack.length; cut++) {
    const found = await unpackObjects(pack.subarray(0, cut), digestHex);
    assert.deepEqual(found, objects.slice(0, found.length));
    assert.ok(found.length < objects.length);
    const spoilt = pack.slice();
    spoilt[cut] ^= 1;
    for (const [hash, bytes] of await unpackObjects(spoilt, digestHex)) assert.equal(await digestHex(bytes), hash);
  }
  for (const bad of ['', '\n', '{}\n', 'null\n', '[1]\n', '{"parts":[-1],"pages":[]}\n', '{"charset":"gb18030","parts":["y"],"pages":[]}\n', '{"charset":"no","parts":[],"pages":[]}\n']) {
    assert.deepEqual(await unpackObjects(bytesOf(bad), digestHex), [], bad);
  }
});

test('an epoch outweighs any number', () => {
  const order = [{ epoch: 1, seq: 1 }, { epoch: 1, seq: 9 }, { epoch: 2, seq: 1 }];
  order.forEach((a, i) => order.forEach((b, j) => assert.equal(Math.sign(comparePositions(a, b)), Math.sign(i - j))));
});

test('what is held is the higher of trust and release, in this channel only', () => {
  const current = { epoch: 1, seq: 5, statement: { ch: 'a' } };
  const held = (trust, release) => {
    const { epoch, seq } = heldPosition({ trust, current: release }, 'a');
    return [epoch, seq];
  };
  assert.deepEqual(held(undefined, undefined), [0, 0]);
  assert.deepEqual(held(undefined, current), [1, 5]);
  assert.deepEqual(held({ ch: 'a', epoch: 1, seq: 7 }, current), [1, 7]);
  assert.deepEqual(held({ ch: 'a', epoch: 1, seq: 3 }, current), [1, 5]);
  assert.deepEqual(held({ ch: 'b', epoch: 9, seq: 9 }, { ...current, statement: { ch: 'b' } }), [0, 0]);
});

test('a release is whole when shell, tables, manifest and documents are there', () => {
  const record = { statement: { shell: { h: 's' }, analyzer: { h: 't' } }, manifest: [{ h: 'm' }], documents: [['id', 'd', 1]] };
  assert.equal(isWhole(record, new Set(['s', 't', 'm', 'd'])), true);
  for (const gone of ['s', 't', 'm', 'd']) assert.equal(isWhole(record, new Set(['s', 't', 'm', 'd'].filter((one) => one !== gone))), false);
});

test('a browser opens a page without asking for as long as the server said, or it guesses', () => {
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT', day = 86400000, noon = Date.parse(date);
  const until = (headers) => freshUntil((name) => ({ date, ...headers })[name] || null) - noon;
  assert.equal(until({ 'cache-control': 'public, max-age=86400' }), day);
  assert.equal(until({ 'cache-control': 'max-age=86400', age: '3600' }), day - 3600000);
  assert.equal(until({ 'cache-control': 'max-age=60', expires: 'Fri, 02 Jan 2026 00:00:00 GMT' }), 60000);
  assert.equal(until({ expires: 'Fri, 02 Jan 2026 00:00:00 GMT' }), day);
  assert.equal(until({ 'last-modified': 'Mon, 22 Dec 2025 00:00:00 GMT' }), day);
  for (const always of [{ 'cache-control': 'no-store' }, { 'cache-control': 'no-cache, max-age=9' }, { expires: '0' }, {}]) {
    assert.ok(until(always) < 0, JSON.stringify(always));
  }
  assert.equal(freshUntil((name) => (name === 'cache-control' ? 'max-age=9' : null)), 0, 'nobody knows since when');
});
