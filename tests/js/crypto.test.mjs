/** The phone's own cryptography against the shared vectors and against Node's. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { verifyEd25519 } from '../../webapp/static/js/crypto/ed25519.js';
import { fromHex, toHex } from '../../webapp/static/js/crypto/hex.js';
import { digestHex, sha256 } from '../../webapp/static/js/crypto/sha256.js';
import { sha512 } from '../../webapp/static/js/crypto/sha512.js';

const vectors = JSON.parse(readFileSync(new URL('../vectors/ed25519.json', import.meta.url), 'utf8'));

test('every signature vector is judged as in Python', () => {
  assert.ok(vectors.length >= 60);
  assert.ok(vectors.some((v) => v.valid) && vectors.some((v) => !v.valid));
  for (const { name, public: key, message, signature, valid } of vectors) {
    assert.equal(verifyEd25519(fromHex(signature), fromHex(message), fromHex(key)), valid, name);
  }
});

test('a valid signature with any one bit changed is refused', () => {
  const { public: key, message, signature } = vectors[1];
  for (let bit = 0; bit < 512; bit += 5) {
    const bytes = fromHex(signature);
    bytes[bit >> 3] ^= 1 << (bit & 7);
    assert.equal(verifyEd25519(bytes, fromHex(message), fromHex(key)), false, `bit ${bit}`);
  }
});

test('SHA-2 equals Node at every length around the block borders', async () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
    const expected = createHash('sha256').update(bytes).digest('hex');
    assert.equal(toHex(sha256(bytes)), expected);
    assert.equal(await digestHex(bytes), expected);
    assert.equal(toHex(sha512(bytes)), createHash('sha512').update(bytes).digest('hex'));
  }
});

test('SHA-256 reads a view into a larger buffer', () => {
  const buffer = new Uint8Array(300).fill(7);
  buffer.fill(9, 100, 200);
  assert.equal(toHex(sha256(buffer.subarray(100, 200))), createHash('sha256').update(Buffer.alloc(100, 9)).digest('hex'));
});

test('hexadecimal is read strictly', () => {
  assert.deepEqual(fromHex('00ff'), Uint8Array.of(0, 255));
  for (const bad of ['0', 'FF', 'zz', ' 00', '00\n', null, 12]) assert.equal(fromHex(bad), null);
});

