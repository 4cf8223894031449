// stdin: {documents, tables, today, queries} as JSON → stdout: for each query, why each of its best results is where it is.
import { readFileSync } from 'node:fs';

import { createEngine } from '../../webapp/static/js/query/engine.js';

const { documents, tables, today, queries } = JSON.parse(readFileSync(0, 'utf8'));
const engine = createEngine(documents, tables);
const explained = (query) => engine.search(query, { today }).results.map(({ id }) => ({ id, ...engine.explain(query, id) }));
process.stdout.write(JSON.stringify(queries.map(explained)));
