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

test('the short tables say what the written ones say', () => {
  const written = (name) => JSON.parse(readFileSync(new URL(`../../webapp/analysis/data/${name}.json`, import.meta.url), 'utf8'));
  assert.deepEqual(tables.syllables(), written('pinyin'));
  const { from, to } = written('fold');
  const folded = Array.from(tables.fold.entries()).filter(([, code]) => code).map((pair) => String.fromCharCode(...pair));
  assert.deepEqual(folded.sort(), Array.from(from, (char, i) => char + to[i]).sort());
  written('characters').drop.reduce((at, step, i) => {
    if (i % 2) assert.ok(tables.kind.subarray(at, at + step).every((kind) => kind === 1));
    return at + step;
  }, 0);
});

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
  for (const [letters, cuts] of vectors.letters) assert.deepEqual(pinyin.mixedCuts(letters), cuts, letters);
});
