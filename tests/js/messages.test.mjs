/** What the bootloader says itself, in three languages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { chooseLocale, sentence } from '../../webapp/static/js/boot/messages.js';

const source = readFileSync(new URL('../../webapp/static/js/boot/messages.js', import.meta.url), 'utf8');
const keys = Array.from(source.matchAll(/^ {2}'?([a-z-]+)'?: \[/gm), (match) => match[1]);

test('the browser decides the language', () => {
  const cases = [
    [['zh-CN'], 'zh'], [['zh'], 'zh'], [['zh-Hans-HK'], 'zh'], [['zh-TW'], 'zh_Hant'], [['zh-Hant-CN'], 'zh_Hant'],
    [['zh-HK', 'en'], 'zh_Hant'], [['en-US', 'zh-CN'], 'en'], [['fr', 'en-GB'], 'en'], [['fr'], 'zh'], [[], 'zh'], [['enm'], 'zh'],
  ];
  for (const [wishes, locale] of cases) assert.equal(chooseLocale(wishes), locale, wishes.join());
});

test('every sentence has two languages and a traditional form without simplified characters', () => {
  assert.ok(keys.length >= 8);
  const simplified = /const SIMPLIFIED = '(.*)';/.exec(source)[1];
  const traditional = /const TRADITIONAL = '(.*)';/.exec(source)[1];
  assert.equal(simplified.length, traditional.length);
  for (const key of keys) {
    const [zh, en] = sentence(key, 'zh', 'older');
    assert.match(zh, /\p{Script=Han}/u);
    assert.match(en, /^[\x20-\x7e…]+$/);
    assert.deepEqual(sentence(key, 'en', 'older'), [en, zh]);
    const [hant, second] = sentence(key, 'zh_Hant', 'older');
    assert.equal(second, en);
    for (const character of simplified) assert.ok(!hant.includes(character), `${key}: ${character} in ${hant}`);
    assert.ok(!(zh + en).includes('{'));
  }
  assert.match(sentence('refused', 'zh', 'bad-signature')[0], /bad-signature/);
});
