// stdin: {articles: file, out: folder} → the index of Pagefind in that folder; stdout: {built: milliseconds}.
import { readFileSync } from 'node:fs';

import { close, createIndex } from 'pagefind';

const { articles: file, out } = JSON.parse(readFileSync(0, 'utf8'));
const started = performance.now();
const { index } = await createIndex({ forceLanguage: 'zh' });
for (const { id, text } of JSON.parse(readFileSync(file, 'utf8'))) await index.addCustomRecord({ url: `/${id}`, content: text, language: 'zh' });
await index.writeFiles({ outputPath: out });
const built = performance.now() - started;
await close();
process.stdout.write(JSON.stringify({ built }));
