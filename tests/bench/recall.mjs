// stdin: {documents: file, tables, runs, seed} → stdout: for how many random runs of visible text the phone engine finds all units
// that hold them (and for how many it finds more: rules of a set whose name was hit), and the runs with what the oracle says, which
// searches all texts.
import { readFileSync } from 'node:fs';

import { buildCorpus } from '../../webapp/static/js/analysis/corpus.js';
import { createTables } from '../../webapp/static/js/analysis/tables.js';
import { createEngine } from '../../webapp/static/js/query/engine.js';

const { documents: file, tables, runs, seed } = JSON.parse(readFileSync(0, 'utf8'));
const documents = JSON.parse(readFileSync(file, 'utf8'));
const LONGEST = 24;
const BETWEEN = '\u0000';

/** Mulberry32: the same runs everywhere. */
function chance(state) {
  let a = state;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const corpus = buildCorpus(new Map(documents.map((document) => [document.id, document])), createTables(tables));
const { matchForm } = corpus.normalizer;
const texts = Array.from({ length: corpus.count }, (_each, number) => corpus.texts(number).flat());
const forms = texts.map((list) => list.map(matchForm).join(BETWEEN));
const whole = forms.join(BETWEEN + BETWEEN);
const starts = [];
forms.reduce((at, form) => (starts.push(at), at + form.length + 2), 0);

/** In how many units a form stands. */
function holders(form) {
  let count = 0;
  let unit = 0;
  for (let at = whole.indexOf(form); at >= 0; at = whole.indexOf(form, at)) {
    while (unit + 1 < starts.length && starts[unit + 1] <= at) unit += 1;
    count += 1;
    at = unit + 1 < starts.length ? starts[unit + 1] : whole.length;
  }
  return count;
}

const engine = createEngine(documents, tables);
const random = chance(seed);
const missed = [];
const asked = [];
let tried = 0;
let wrong = 0;
let more = 0;
while (tried < runs) {
  const list = texts[random(texts.length)];
  const text = Array.from(list[random(list.length)] || '');
  const start = random(text.length || 1);
  const run = text.slice(start, start + 1 + random(LONGEST)).join('').replace(/["“”]/g, '');
  const form = matchForm(run);
  if (!form) continue;
  tried += 1;
  if (tried % Math.max(1, Math.floor(runs / 10)) === 0) process.stderr.write(`phone: ${tried} of ${runs}\n`);
  const { total } = engine.search(`"${run}"`, { limit: 1, literal: true });
  const expected = holders(form);
  asked.push([run, expected]);
  if (total > expected) more += 1;
  if (total >= expected) continue;
  wrong += 1;
  if (missed.length < 20) missed.push({ run, total, expected });
}
process.stdout.write(JSON.stringify({ tried, wrong, more, missed, asked, units: corpus.count }));
