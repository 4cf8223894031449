// stdin: {documents, ids, today} as JSON → stdout: for each id that is recalled alone, what is still shown: documents and articles by id.
import { readFileSync } from 'node:fs';

import { listOf } from '../../webapp/static/js/rules/cards.js';
import { createLibrary } from '../../webapp/static/js/rules/library.js';
import { LISTS } from '../../webapp/static/js/rules/lists.js';
import { pageOf } from '../../webapp/static/js/rules/pages.js';
import { withoutRecalled } from '../../webapp/static/js/rules/recall.js';
import { homeOf } from '../../webapp/static/js/rules/screens.js';

const { documents, ids, today } = JSON.parse(readFileSync(0, 'utf8'));

/** Every screen over what is left; none may fall over a reference that leads nowhere, and none may show what it led to. */
function shown(id) {
  const library = createLibrary(withoutRecalled(documents, [id]));
  const cards = [...LISTS.keys()].flatMap((name) => listOf(library, name, today).groups.flatMap((group) => group.cards));
  const around = library.documents.map((document) => pageOf(library, document.id, today));
  homeOf(library, today, { roles: ['机关干部'], region: '' });
  const linked = around.flatMap((page) => [...Object.values(page.cards), ...page.rules, ...page.citing, ...page.siblings, page.now]);
  if ([...cards, ...linked].some((card) => card && card.id === id)) throw new Error(`${id} is still shown`);
  return library.documents.map((document) => [document.id, (document.articles || []).map((article) => article.id)]);
}

process.stdout.write(JSON.stringify(ids.map(shown)));
