// stdin: {documents, ids, days} as JSON → stdout: what stands around each document on each day, by id.
import { readFileSync } from 'node:fs';

import { createLibrary } from '../../webapp/static/js/rules/library.js';
import { pageOf } from '../../webapp/static/js/rules/pages.js';

const { documents, ids, days } = JSON.parse(readFileSync(0, 'utf8'));
const library = createLibrary(documents);
const id = (card) => (card ? card.id : null);

function around(asked, today) {
  const page = pageOf(library, asked, today);
  const list = (name) => page[name].map(id);
  return {
    now: id(page.now),
    higher: page.higher.map(({ card, now }) => [card.id, id(now)]),
    places: [page.before, page.after].map((place) => place && [place.id, place.label]),
    lists: ['versions', 'rules', 'citing', 'siblings', 'members', 'parts'].map(list),
    sources: page.sources.map(({ title, level, excerpts }) => ({ title, level, excerpts })),
  };
}

process.stdout.write(JSON.stringify(days.map((today) => ids.map((asked) => around(asked, today)))));
