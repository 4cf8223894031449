/** A library of more units than one segment of the index holds: every run that the texts hold is found, and nothing else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { FormBuffer } from '../../webapp/static/js/analysis/form-buffer.js';
import { buildCorpus } from '../../webapp/static/js/analysis/corpus.js';
import { createTables } from '../../webapp/static/js/analysis/tables.js';
import { createEngine, startEngine } from '../../webapp/static/js/query/engine.js';
import { startPostings } from '../../webapp/static/js/query/postings.js';
import { MOST_UNITS } from '../../webapp/static/js/query/segment.js';

const { tables } = JSON.parse(readFileSync(new URL('../vectors/analysis.json', import.meta.url), 'utf8'));
const CHARS = '红包群规保密转发截图领导同事会议纪要不得应当公务接待礼金';
const SETS = 5;
const ARTICLES = 1800;

/** The same numbers on every machine. */
let seed = 7;
const chance = (below) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % below;
};
const words = (length) => Array.from({ length }, () => CHARS[chance(CHARS.length)]).join('');
const article = (set, no) => ({ id: `${set}--art-${no}`, no: String(no), label: `第${no}条`, path: [], blocks: [{ k: 'p', t: `${words(6)}，${words(8)}` }] });
const documents = Array.from({ length: SETS }, (_each, place) => {
  const id = `guiding-${place}`;
  return { id, type: 'ruleset', title: `规定${words(3)}`, official_text: true, status: 'effective', body: [], articles: Array.from({ length: ARTICLES }, (_none, no) => article(id, no + 1)) };
});
const corpus = buildCorpus(new Map(documents.map((each) => [each.id, each])), createTables(tables));
const forms = Array.from({ length: corpus.count }, (_each, number) => corpus.forms(number));
const holding = (run) => forms.map((form, number) => (form.some((text) => text.includes(run)) ? number : -1)).filter((number) => number >= 0);

test('a text read in pieces is the text that they make', () => {
  const read = (use) => {
    const buffer = new FormBuffer(4);
    use(buffer);
    buffer.apart[1] = 0; // nothing stands before the first
    return { units: Array.from(buffer.units.subarray(0, buffer.length)), apart: Array.from(buffer.apart.subarray(0, buffer.length)), symbols: buffer.symbols };
  };
  const nasty = ['第三条', '', '，二十', '3个月', '①㎏', '\u0301a\u0301', '\ufe0f\u200d👍🏽', '🈯', '\ud83d', '５％', 'ﬁ', ' '];
  for (let i = 0; i < 300; i++) {
    const [label, ...lines] = Array.from({ length: 1 + chance(4) }, () => nasty[chance(nasty.length)] + nasty[chance(nasty.length)]);
    const whole = read((buffer) => buffer.add([`${label}　${lines.join('\n')}`], corpus.normalizer));
    const pieces = read((buffer) => buffer.addPieces(label, lines.map((t) => ({ t })), corpus.normalizer));
    assert.deepEqual(pieces, whole, JSON.stringify([label, lines]));
  }
});

test('postings say which units hold a term, across segments', () => {
  const { postings, index } = startPostings(corpus, tables.ranking);
  while (!index(1000));
  assert.ok(corpus.count > MOST_UNITS && postings.segments.length === 2);
  for (const term of ['红', '红包', '包红', '第', '得应', '规定']) {
    assert.deepEqual(Array.from(postings.column(term).numbers), holding(term));
    assert.equal(postings.frequency(term), holding(term).length);
    const some = Array.from(new Set(Array.from({ length: 40 }, () => chance(corpus.count)))).sort((a, b) => a - b);
    const wanted = some.map((number) => forms[number].some((text) => text.includes(term)));
    assert.deepEqual(Array.from(postings.placesIn([term], some)[0], (place) => place > 0), wanted);
  }
  const others = new Set(holding('包群'));
  assert.deepEqual(postings.allOf(['红', '包群']), holding('红').filter((number) => others.has(number)));
});

test('every run is found wherever it stands, and only there', () => {
  const engine = createEngine(documents, tables);
  for (let i = 0; i < 60; i++) {
    const form = forms[chance(corpus.count)][2];
    const start = chance(form.length);
    const run = form.slice(start, start + 1 + chance(12));
    const found = engine.search(`"${run}"`, { limit: 100000, today: '2026-11-22' }).results.map((result) => result.id);
    assert.deepEqual(found.sort(), holding(run).map((number) => corpus.sources[number].id).sort(), run);
  }
});

test('an index made in slices is the same index', () => {
  const slices = startEngine(documents, tables);
  while (!slices.index(700));
  const whole = createEngine(documents, tables);
  for (const query of ['红包', '第1234条', '群规保密怎么办', '规定']) {
    assert.deepEqual(slices.search(query, { today: '2026-11-22' }), whole.search(query, { today: '2026-11-22' }));
  }
});
