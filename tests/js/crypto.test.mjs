/** The phone's own cryptography against the shared vectors and against Node's. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { verifyEd25519 } from '../../webapp/static/js/crypto/ed25519.js';
import { add, invert, multiply, pack, subtract, unpack } from '../../webapp/static/js/crypto/field25519.js';
import { fromHex, toHex } from '../../webapp/static/js/crypto/hex.js';
import { digestHex, sha256 } from '../../webapp/static/js/crypto/sha256.js';
import { sha512 } from '../../webapp/static/js/crypto/sha512.js';

const vectors = JSON.parse(readFileSync(new URL('../vectors/ed25519.json', import.meta.url), 'utf8'));

test('every signature vector is judged as in Python', async () => {
  assert.ok(vectors.length >= 60);
  assert.ok(vectors.some((v) => v.valid) && vectors.some((v) => !v.valid));
  for (const { name, public: key, message, signature, valid } of vectors) {
    assert.equal(await verifyEd25519(fromHex(signature), fromHex(message), fromHex(key)), valid, name);
  }
});

test('a valid signature with any one bit changed is refused', async () => {
  const { public: key, message, signature } = vectors[1];
  for (let bit = 0; bit < 512; bit += 5) {
    const bytes = fromHex(signature);
    bytes[bit >> 3] ^= 1 << (bit & 7);
    assert.equal(await verifyEd25519(bytes, fromHex(message), fromHex(key)), false, `bit ${bit}`);
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


const P = 2n ** 255n - 19n;
const toBig = (bytes) => BigInt('0x' + toHex(bytes.slice().reverse()));
const toBytes = (number) => fromHex(number.toString(16).padStart(64, '0')).reverse();
const reduced = (number) => ((number % P) + P) % P;

test('field arithmetic equals big integers, at the edges too', () => {
  const edges = [0n, 1n, 2n, 18n, 19n, P - 1n, P - 19n, P, P + 18n, 2n ** 254n, 2n ** 255n - 1n, 0xffffn, 2n ** 240n - 1n];
  const randoms = Array.from({ length: 24 }, (_, i) => toBig(createHash('sha256').update(String(i)).digest()) % 2n ** 255n);
  const all = edges.concat(randoms).map((number) => [number, unpack(toBytes(number))]);
  for (const [x, a] of all) {
    assert.equal(toBig(pack(a)), reduced(x));
    if (reduced(x)) assert.equal(toBig(pack(multiply(a, invert(a)))), 1n);
    for (const [y, b] of all) {
      assert.equal(toBig(pack(multiply(a, b))), reduced(x * y));
      // The deepest sums that the point formulas multiply.
      assert.equal(toBig(pack(multiply(subtract(subtract(a, b), add(b, b)), add(add(a, b), add(a, b))))), reduced((x - 3n * y) * 2n * (x + y)));
    }
  }
});

test('what Node signs is accepted, and nothing beside it', async () => {
  for (let i = 0; i < 40; i++) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const message = Buffer.alloc(i * 7, i);
    const signature = sign(null, message, privateKey);
    assert.equal(await verifyEd25519(signature, message, key), true);
    assert.equal(await verifyEd25519(signature, Buffer.concat([message, Buffer.of(0)]), key), false);
    signature[i] ^= 1 << (i & 7);
    assert.equal(await verifyEd25519(signature, message, key), false);
  }
});
