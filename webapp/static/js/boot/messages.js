/**
 * The few sentences that the bootloader says itself, before any release (and so any catalogue) is on the phone:
 * what happened, then what to do. Traditional Chinese is made from simplified, character by character: these
 * sentences use few characters, and every byte here travels in every page.
 */

/** @typedef {'zh' | 'zh_Hant' | 'en'} Locale */

/** @type {Record<string, [string, string]>} */
const SENTENCES = {
  installing: ['正在存到手机…', 'Saving to this phone…'],
  unreachable: ['连不上服务器，手机里还没有完整的内容。请联网重试。', 'No network, and no complete content here. Go online and retry.'],
  refused: ['收到的内容没有通过核对，没有采用（{code}）。可能网络要求登录。请换个网络重试，或告诉管理员。',
    'What arrived failed verification ({code}). The network may want a login. Try another, or tell the administrator.'],
  'boot-too-old': ['本页太旧。请联网刷新。', 'This page is too old. Go online and reload.'],
  'no-space': ['手机空间不够。请清理后重试。', 'The phone is full. Free space and retry.'],
  storage: ['浏览器不让存放内容（{code}）。请退出无痕模式、关掉其他页面或换浏览器重试。',
    'The browser may not store content ({code}). Leave private mode, close other pages, or try another browser.'],
  file: ['从磁盘打开，读不到旁边的文件。请打开同一文件夹里的单文件版，或用服务器地址。',
    'From disk, this page cannot read its files. Open the single-file edition beside it, or a server address.'],
  broken: ['没能启动（{code}）。请重试。', 'It did not start ({code}). Please retry.'],
};

const SIMPLIFIED = '机连务里还没内请联网试过对采络录换个诉员页旧间够后浏览让无关从盘开读边夹单启动';
const TRADITIONAL = '機連務裡還沒內請聯網試過對採絡錄換個訴員頁舊間夠後瀏覽讓無關從盤開讀邊夾單啟動';

/** @param {string} text */
function traditional(text) {
  return Array.from(text, (character) => TRADITIONAL[SIMPLIFIED.indexOf(character)] || character).join('');
}

/** The browser's wishes → one of our three languages. @param {readonly string[]} wishes @returns {Locale} */
export function chooseLocale(wishes) {
  const first = wishes.find((wish) => /^(zh|en)\b/i.test(wish)) || 'zh';
  if (/^en/i.test(first)) return 'en';
  return /hant|^zh-(tw|hk|mo)/i.test(first) ? 'zh_Hant' : 'zh';
}

/**
 * Main line and second line: readers of Chinese get English below, everybody else Chinese.
 * @param {string} key @param {Locale} locale @param {string} [code] @returns {[string, string]}
 */
export function sentence(key, locale, code) {
  const [zh, en] = SENTENCES[key].map((text) => text.replace('{code}', code || key));
  if (locale === 'en') return [en, zh];
  return [locale === 'zh_Hant' ? traditional(zh) : zh, en];
}
