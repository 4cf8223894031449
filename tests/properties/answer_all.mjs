// stdin: {documents, tables, today, limit, queries} as JSON → stdout: the phone engine's answer to each query.
import { readFileSync } from 'node:fs';

import { createEngine } from '../../webapp/static/js/query/engine.js';

const { documents, tables, today, limit, queries } = JSON.parse(readFileSync(0, 'utf8'));
const engine = createEngine(documents, tables);
process.stdout.write(JSON.stringify(queries.map((query) => engine.search(query, { limit, today }))));
