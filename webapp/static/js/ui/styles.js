// @ts-check
/**
 * Turns the style sheet of the shell into one that the page uses, in a way that needs no inline style.
 */

/**
 * @param {string} text
 * @returns {Promise<void>}
 */
export function addStyles(text) {
  const page = /** @type {any} */ (document);
  if ("adoptedStyleSheets" in document && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    page.adoptedStyleSheets = [sheet];
    return Promise.resolve();
  }
  return linked(text);
}

/**
 * Older kernels: a link to a Blob. The page appears when it is loaded, styled or not.
 *
 * @param {string} text
 * @returns {Promise<void>}
 */
function linked(text) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = URL.createObjectURL(new Blob([text], { type: "text/css" }));
    link.onload = link.onerror = () => resolve();
    document.head.appendChild(link);
  });
}
