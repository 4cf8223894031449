// stdin: {documents: file, tables, today, questions} → stdout: the same as measure.mjs says of the peers, for the phone engine.
import { readFileSync } from 'node:fs';

import { createEngine } from '../../../webapp/static/js/query/engine.js';
import { timed } from './rounds.mjs';

const { documents: file, tables, today, questions } = JSON.parse(readFileSync(0, 'utf8'));
const documents = JSON.parse(readFileSync(file, 'utf8'));
const started = performance.now();
const engine = createEngine(documents, tables);
const built = performance.now() - started;
const answers = await timed(questions, Infinity, (question) => engine.search(question, { limit: 10, today }).results.map(({ id }) => id));
process.stdout.write(JSON.stringify({ built, answers, heap: process.memoryUsage().heapUsed, bytes: {} }));
