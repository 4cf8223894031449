// stdin: {file, tables, today, limit, runs: [{links, questions}]} → stdout: for each question of each run the ids that the
// phone engine finds with these learned links, best first, and what it took; for those of the first run also what a plain
// BM25 over characters and pairs of the articles (k1 1.2, b 0.75) finds.
import { readFileSync } from 'node:fs';

import { createEngine } from '../../webapp/static/js/query/engine.js';

const { file, tables, today, limit, runs } = JSON.parse(readFileSync(0, 'utf8'));
const [documents] = JSON.parse(readFileSync(file, 'utf8'));
const visible = /[^\p{L}\p{N}]/gu;
const form = (text) => text.normalize('NFKC').toLowerCase().replace(visible, '');

function terms(text) {
  const chars = Array.from(form(text));
  return chars.concat(chars.slice(1).map((char, i) => chars[i] + char));
}

function blockText(blocks) {
  return blocks.map((block) => {
    if ('t' in block) return block.t;
    if (block.k === 'table') return [block.head, ...block.rows].flat().map((cell) => cell.t).join('\n');
    return (block.c || []).map((inner) => blockText(Array.isArray(inner) ? inner : [inner])).join('\n');
  }).join('\n');
}

/** Nothing but the formula: what any engine of the field could do with the same terms. */
function plainBm25(articles) {
  const postings = new Map();
  const lengths = articles.map(({ text }, number) => {
    const counts = new Map();
    const all = terms(text);
    for (const term of all) counts.set(term, (counts.get(term) || 0) + 1);
    for (const [term, count] of counts) {
      if (!postings.has(term)) postings.set(term, []);
      postings.get(term).push(number, count);
    }
    return all.length;
  });
  const usual = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return (question) => {
    const scores = new Float64Array(articles.length);
    for (const term of terms(question)) {
      const list = postings.get(term) || [];
      const idf = Math.log(1 + (articles.length - list.length / 2 + 0.5) / (list.length / 2 + 0.5));
      for (let i = 0; i < list.length; i += 2) {
        const norm = 1.2 * (0.25 + 0.75 * lengths[list[i]] / usual);
        scores[list[i]] += idf * list[i + 1] * 2.2 / (list[i + 1] + norm);
      }
    }
    const order = Array.from(scores.keys()).filter((number) => scores[number] > 0);
    return order.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, limit).map((number) => articles[number].id);
  };
}

const articles = documents.flatMap(({ articles: list }) => (list || []).map(({ id, label, blocks }) => ({ id, text: `${label} ${blockText(blocks)}` })));
const plain = plainBm25(articles);

function measured({ links, questions }) {
  const learned = { id: 'learned', type: 'lexicon', title: '', links };
  const began = performance.now();
  const engine = createEngine(links.length ? [...documents, learned] : documents, tables);
  const ready = performance.now() - began;
  const rows = questions.map((question) => {
    const start = performance.now();
    const { results } = engine.search(question, { limit, today });
    return { took: performance.now() - start, engine: results.map(({ id }) => id) };
  });
  return { ready, rows };
}

const [first, ...others] = runs.map(measured);
first.rows.forEach((row, i) => Object.assign(row, { plain: plain(runs[0].questions[i]) }));
process.stdout.write(JSON.stringify({ articles: articles.length, runs: [first, ...others] }));
