/** The phone's engine gives the answers that Python's gives: same hits, order, scores, reasons, snippets and counts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { createEngine } from '../../webapp/static/js/query/engine.js';

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));
const { documents, today, answers, suggestions } = read('queries');
const engine = createEngine(documents, read('analysis').tables);

for (const expected of answers) {
  test(`query ${JSON.stringify(expected.query).slice(0, 40)}`, () => {
    assert.deepEqual(engine.search(expected.query, { limit: 10, today }), expected);
  });
}

test('the order in which documents arrive does not matter', () => {
  const other = createEngine(documents.slice().reverse(), read('analysis').tables);
  assert.deepEqual(other.search('红包', { today }), engine.search('红包', { today }));
});

test('what may be asked is suggested alike', () => {
  assert.ok(suggestions.length > 10);
  for (const [text, expected] of suggestions) assert.deepEqual(engine.suggest(text, 6), expected, text);
});
