/** The phone's analyzer makes of every text exactly what Python's makes of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { createNormalizer } from '../../webapp/static/js/analysis/normalizer.js';
import { numeralForm } from '../../webapp/static/js/analysis/numerals.js';
import { createPinyin } from '../../webapp/static/js/analysis/pinyin.js';
import { createTables } from '../../webapp/static/js/analysis/tables.js';

const vectors = JSON.parse(readFileSync(new URL('../vectors/analysis.json', import.meta.url), 'utf8'));
const tables = createTables(vectors.tables);
const normalizer = createNormalizer(tables);

test('texts have the same forms, offsets and symbols', () => {
  assert.ok(vectors.texts.length > 600);
  for (const [text, form, starts, ends, numeral, symbols] of vectors.texts) {
    const mapped = normalizer.mappedForm(text);
    const made = [normalizer.matchForm(text), mapped.form, mapped.starts, mapped.ends, numeralForm(mapped).form, normalizer.symbols(text)];
    assert.deepEqual(made, [form, form, starts, ends, numeral, symbols], JSON.stringify(text));
  }
});

test('letters have the same syllables', () => {
  const pinyin = createPinyin(tables, { 行长: 'hangzhang' });
  for (const [letters, slots] of vectors.letters) assert.deepEqual(pinyin.slots(letters), slots, letters);
});
