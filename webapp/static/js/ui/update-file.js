// @ts-check
/**
 * Builds 从文件更新: a file that somebody sent becomes the release on this phone, after the same checks as any other.
 */
import { t } from "../i18n.js";
import { Database, StorageFault } from "../storage/database.js";
import { openUpdateFile } from "../sync/update-file.js";
import { el } from "./dom.js";
import { failedText } from "./offer.js";
import { reopen } from "./reopen.js";

/**
 * @param {Boot} boot
 * @param {(text: string) => void} say
 */
export function updateFileButton(boot, say) {
  const input = el("input", { type: "file", accept: ".html,.htm,.txt", hidden: true });
  input.addEventListener("change", () => {
    const file = (input.files || [])[0];
    if (!file) return;
    say(t("正在核对…"));
    const read = new FileReader();
    read.onload = () => take(boot, String(read.result)).then(say);
    read.onerror = () => say(foreign());
    read.readAsText(file);
    input.value = "";
  });
  return [el("button", { type: "button", class: "small", onclick: () => input.click() }, t("从文件更新")), input];
}

/**
 * @param {Boot} boot
 * @param {string} page
 * @returns {Promise<string>} what to tell; after an update the page opens anew instead
 */
async function take(boot, page) {
  const database = new Database(boot.database, indexedDB);
  try {
    const found = await openUpdateFile(database, page, boot.unpack);
    if (found === "foreign") return foreign();
    if (found === "incomplete") return t("文件不完整或被改动过，没有采用。请让对方重新发一次。");
    const answer = await boot.take(/** @type {any} */ (found));
    if (answer.kind === "taken") {
      reopen();
      return t("正在核对…");
    }
    if (answer.kind === "superseded") return t("手机里已是这一版");
    return answer.kind === "refused" ? refusedText(answer.code) : failedText(answer);
  } catch (error) {
    return failedText(error instanceof StorageFault ? { kind: error.code === "quota" ? "no-space" : "storage", code: error.code } : { kind: "refused", code: "not-json" });
  } finally {
    database.close().catch(() => {});
  }
}

function foreign() {
  return t("这不是本应用的更新文件。请选“单文件版”（single-file.html）。");
}

/** @param {string} code */
function refusedText(code) {
  if (code === "older") return t("文件比手机里的内容旧，没有采用");
  if (code === "bad-root" || code === "bad-signature") return t("签名核对不上，没有采用。可能来自别的单位；发布单位换过密钥的，请联网更新一次。");
  return failedText({ kind: "refused", code });
}
