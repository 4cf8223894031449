/** The phone shows the lists that Python makes: the same ids in the same order. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { comparison } from '../../webapp/static/js/rules/comparison.js';
import { createLibrary } from '../../webapp/static/js/rules/library.js';
import { LISTS, namedList, prohibits, stageOf, topicCounts } from '../../webapp/static/js/rules/lists.js';

const vectors = JSON.parse(readFileSync(new URL('../vectors/lists.json', import.meta.url), 'utf8'));
const library = createLibrary(vectors.documents);

test('every list, for every person, is the list that Python makes', () => {
  for (const name of LISTS.keys()) assert.ok(vectors.lists.some((each) => each.name === name), name);
  for (const { name, today, person, expected } of vectors.lists) {
    assert.deepEqual(namedList(library, name, today, person), expected, JSON.stringify({ name, today, person }));
  }
});

test('a topic is compared in the same columns and rows', () => {
  for (const { topic, today, expected } of vectors.comparisons) assert.deepEqual(comparison(library, topic, today), expected);
});

test('a rule has the same stage, and forbids by its own words or not', () => {
  for (const { id, stage, prohibits: forbids } of vectors.rules) {
    assert.deepEqual([stageOf(library.get(id)), prohibits(library.get(id))], [stage, forbids], id);
  }
});

test('topics count the same documents', () => {
  assert.deepEqual(topicCounts(library), vectors.topics[0]);
});
