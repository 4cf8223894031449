/**
 * A shell small enough to judge the bootloader by: shows the titles of its release and the mark of its code.
 *
 * It reads the content as the real shell does; `MARK` changes with every release, so a mixture of old code and new
 * content (or the reverse) can be seen.
 */
import { readContent } from './storage/content.js';

async function show() {
  const { database, release } = self.hongxian;
  const { documents } = await readContent(database, release);
  const search = document.createElement('p');
  search.id = 'shown';
  search.textContent = documents.map((one) => one.title).join('|') + ' by MARK';
  document.getElementById('app').replaceChildren(search);
  document.documentElement.setAttribute('data-ready', String(release.seq));
}

if (typeof document !== 'undefined') show();
