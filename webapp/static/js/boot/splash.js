/** What is on the screen until the app is: a calm line, progress, and a way on when something is wrong. */

import { chooseLocale, sentence } from './messages.js';

const LOCALE = chooseLocale(navigator.languages || [navigator.language]);

/** @param {string} id @returns {any} null once the app has taken over the page */
function part(id) {
  return document.getElementById(id);
}

/** @param {string} key @param {string} [code] */
function say(key, code) {
  const [main, second] = sentence(key, LOCALE, code);
  if (!part('splash')) return;
  part('splash-message').textContent = main;
  part('splash-second').textContent = second;
  part('splash-second').lang = LOCALE === 'en' ? 'zh-CN' : 'en';
}

/** Something goes on. @param {string} key */
export function showWork(key) {
  say(key);
  if (!part('splash')) return;
  part('splash-retry').hidden = true;
  part('splash-pages').hidden = true;
}

/** @param {number} done @param {number} total */
export function showProgress(done, total) {
  const bar = part('splash-progress');
  if (!bar) return;
  bar.hidden = false;
  bar.max = total;
  bar.value = Math.min(done, total);
}

/** It cannot go on by itself; resolves when the person asks to try again. @param {string} key @param {string} [code] @returns {Promise<void>} */
export function showProblem(key, code) {
  say(key, code);
  const bar = part('splash-progress'), retry = part('splash-retry'), pages = part('splash-pages');
  bar.hidden = true;
  pages.hidden = false;
  retry.hidden = false;
  if (key === 'file') {
    const link = pages.firstElementChild;
    link.href = 'single-file.html';
    link.textContent = '单文件版 Single file';
  }
  document.documentElement.setAttribute('data-boot', code || key);
  return new Promise((resolve) => retry.addEventListener('click', () => resolve(), { once: true }));
}
