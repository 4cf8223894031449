/**
 * The few sentences that the bootloader says itself, before any release (and so any catalogue) is on the phone.
 *
 * Each in simplified Chinese, traditional Chinese and English: what happened, then what to do.
 */

/** @typedef {'zh' | 'zh_Hant' | 'en'} Locale */

/** @type {Record<string, [string, string, string]>} */
const SENTENCES = {
  opening: ['正在打开…', '正在開啟…', 'Opening…'],
  installing: ['第一次打开，正在存到手机里…', '第一次開啟，正在存到手機裡…', 'First visit: saving to this phone…'],
  repairing: ['手机里的内容有缺损，正在修复…', '手機裡的內容有缺損，正在修復…', 'Some stored content is damaged, repairing…'],
  offline: ['连不上服务器，手机里还没有内容。请联网后点“重试”。', '連不上伺服器，手機裡還沒有內容。請連網後點「重試」。',
    'The server cannot be reached and nothing is stored yet. Go online, then retry.'],
  refused: ['收到的内容没有通过核对，没有采用（{code}）。可能是网络要求登录，或被改动过。请换个网络再试；仍不行请告诉管理员。',
    '收到的內容沒有通過核對，沒有採用（{code}）。可能是網路要求登入，或被改動過。請換個網路再試；仍不行請告訴管理員。',
    'What arrived failed verification and was not used ({code}). The network may ask for a login, or altered it. Try another network; if that fails, tell the administrator.'],
  'boot-too-old': ['这个页面太旧，装不了新的内容。请联网刷新页面。', '這個頁面太舊，裝不了新的內容。請連網重新整理頁面。',
    'This page is too old for the new content. Go online and reload it.'],
  'self-test-failed': ['这个浏览器算不对签名，不能安全地接收内容。请换一个浏览器，或看网页版。',
    '這個瀏覽器算不對簽章，不能安全地接收內容。請換一個瀏覽器，或看網頁版。',
    'This browser miscomputes signatures, so content cannot be received safely. Use another browser or the plain pages.'],
  'no-space': ['手机存储空间不够。请清理一些空间后点“重试”。', '手機儲存空間不足。請清理一些空間後點「重試」。',
    'The phone is out of storage. Free some space, then retry.'],
  storage: ['浏览器不让本页存放内容（{code}），离线用不了。请关闭无痕模式，或换一个浏览器，或看网页版。',
    '瀏覽器不讓本頁存放內容（{code}），離線用不了。請關閉無痕模式，或換一個瀏覽器，或看網頁版。',
    'The browser does not let this page store anything ({code}). Leave private mode, use another browser, or read the plain pages.'],
  busy: ['手机存储暂时没有反应（{code}）。请关掉本应用的其他页面后点“重试”。', '手機儲存暫時沒有反應（{code}）。請關掉本應用的其他頁面後點「重試」。',
    'The phone\'s storage does not answer ({code}). Close other pages of this app, then retry.'],
  file: ['直接打开文件时，浏览器不允许读取旁边的内容。请打开同一文件夹里的单文件版，或用服务器地址打开。',
    '直接開啟檔案時，瀏覽器不允許讀取旁邊的內容。請開啟同一資料夾裡的單檔版，或用伺服器位址開啟。',
    'Opened from disk, a browser may not read the files beside this page. Open the single-file edition in the same folder, or use a server address.'],
  broken: ['应用没能启动（{code}）。请点“重试”。', '應用沒能啟動（{code}）。請點「重試」。', 'The app did not start ({code}). Please retry.'],
  retry: ['重试', '重試', 'Retry'],
};

/** The browser's wishes → one of our three languages. @param {readonly string[]} wishes @returns {Locale} */
export function chooseLocale(wishes) {
  for (const wish of wishes) {
    if (/^zh\b/i.test(wish)) return /hant|-tw|-hk|-mo/i.test(wish) ? 'zh_Hant' : 'zh';
    if (/^en\b/i.test(wish)) return 'en';
  }
  return 'zh';
}

/** Main line and second line: Chinese readers get English below, everybody else Chinese. */
/** @param {string} key @param {Locale} locale @param {string} [code] @returns {[string, string]} */
export function sentence(key, locale, code) {
  const [zh, hant, en] = (SENTENCES[key] || SENTENCES.broken).map((text) => text.replace('{code}', code || key));
  if (locale === 'en') return [en, zh];
  return [locale === 'zh_Hant' ? hant : zh, en];
}
