/** The phone's word for what a text is worth on a day is Python's word. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { beijingToday, status } from '../../webapp/static/js/rules/status.js';

const { cases, instants } = JSON.parse(readFileSync(new URL('../vectors/status.json', import.meta.url), 'utf8'));

test('every case has the word that Python gives', () => {
  assert.equal(new Set(cases.map((each) => each.expected)).size, 11, 'ten words and none');
  for (const { document, ruleset, today, expected } of cases) {
    assert.equal(status(document, ruleset, today), expected, JSON.stringify({ document, ruleset, today }));
  }
});

test('a rule is looked up in a library by its rule set', () => {
  const [{ document: ruleset, today, expected }] = cases;
  const library = { get: (id) => (id === 'x' ? ruleset : undefined) };
  assert.equal(status({ type: 'rule', ruleset: 'x' }, library, today), expected);
  assert.equal(status({ type: 'rule', ruleset: 'y' }, library, today), '');
});

test('the day is that of Beijing', () => {
  for (const { ms, expected } of instants) assert.equal(beijingToday(ms), expected);
});
