// stdin: [{documents, delta, old}] → stdout: for each the digests of the objects that a phone makes, the manifest root last.
import { readFileSync } from 'node:fs';

import { objectsAfter } from '../../webapp/static/js/sync/delta.js';

const made = [];
for (const { documents, delta, old } of JSON.parse(readFileSync(0, 'utf8'))) {
  const held = new Map(Object.entries(old).map(([digest, text]) => [digest, new TextEncoder().encode(text)]));
  made.push((await objectsAfter(documents, delta, held)).map(([digest]) => digest));
}
process.stdout.write(JSON.stringify(made));
