// stdin: {engine, articles: file, questions, seconds} → stdout: one JSON object: how long, how large, what was found.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { ENGINES } from './engines.mjs';
import { timed } from './rounds.mjs';

const { engine: name, articles: file, questions, seconds } = JSON.parse(readFileSync(0, 'utf8'));
const articles = JSON.parse(readFileSync(file, 'utf8'));
const form = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const terms = (text) => {
  const chars = Array.from(form(text));
  return chars.concat(chars.slice(1).map((char, i) => chars[i] + char));
};
const engine = await ENGINES[name]();
const started = performance.now();
const index = await engine.build(articles, terms);
const built = performance.now() - started;
const answers = await timed(questions, seconds, (question) => engine.search(index, question));
const heap = process.memoryUsage().heapUsed;
let bytes = {};
try {
  const text = Buffer.from(engine.save(index));
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  bytes = { raw: text.length, gzip: gzipSync(text, { level: 9 }).length, brotli: brotliCompressSync(text, brotli).length };
} catch (error) {
  process.stderr.write(`${name}: its index cannot be written as one text: ${error.message}\n`);
}
process.stdout.write(JSON.stringify({ built, answers, heap, bytes }));
