/**
 * The few sentences that the bootloader says itself, before any release (and so any catalogue) is on the phone:
 * what happened, then what to do. Traditional Chinese is made from simplified, character by character: these
 * sentences use few characters, and every byte here travels in every page.
 */

/** @typedef {'zh' | 'zh_Hant' | 'en'} Locale */

/** @type {Record<string, [string, string]>} */
const SENTENCES = {
  installing: ['正在把内容存到手机…', 'Saving the content to this phone…'],
  offline: ['连不上服务器，手机里还没有内容。请联网后重试。', 'No answer from the server, and nothing is stored here yet. Go online and retry.'],
  refused: ['收到的内容没有通过核对，没有采用（{code}）。可能网络要求登录，或内容被改动过。请换个网络重试；还不行请告诉管理员。',
    'What arrived failed verification and was not used ({code}). The network may want a login, or altered it. Try another network, or tell the administrator.'],
  'boot-too-old': ['本页太旧，用不了新内容。请联网刷新本页。', 'This page is too old for the new content. Go online and reload it.'],
  'no-space': ['手机空间不够。请清理一些后重试。', 'The phone is full. Free some space and retry.'],
  storage: ['浏览器不让本页存放内容（{code}）。请退出无痕模式、关掉本应用的其他页面或换个浏览器重试，也可以看网页版。',
    'The browser does not let this page store its content ({code}). Leave private mode, close other pages of this app or use another browser; or read the plain pages.'],
  file: ['从磁盘打开时，浏览器不许本页读取旁边的文件。请打开同一文件夹里的单文件版，或用服务器地址打开。',
    'Opened from disk, this page may not read the files beside it. Open the single-file edition in the same folder, or use a server address.'],
  broken: ['应用没能启动（{code}）。请重试。', 'The app did not start ({code}). Please retry.'],
};

const SIMPLIFIED = '内机连务里还没请联网后试过对采络录动换个诉员页旧间够浏览让无关应从盘开时许读边夹单启';
const TRADITIONAL = '內機連務裡還沒請聯網後試過對採絡錄動換個訴員頁舊間夠瀏覽讓無關應從盤開時許讀邊夾單啟';

/** @param {string} text */
function traditional(text) {
  return Array.from(text, (character) => TRADITIONAL[SIMPLIFIED.indexOf(character)] || character).join('');
}

/** The browser's wishes → one of our three languages. @param {readonly string[]} wishes @returns {Locale} */
export function chooseLocale(wishes) {
  for (const wish of wishes) {
    if (/^zh\b/i.test(wish)) return /hant|-tw|-hk|-mo/i.test(wish) ? 'zh_Hant' : 'zh';
    if (/^en\b/i.test(wish)) return 'en';
  }
  return 'zh';
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
