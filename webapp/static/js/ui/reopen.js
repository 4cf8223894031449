// @ts-check
/** Opens the page anew as a link does, from what the browser keeps: `reload` asks the server first, and offline on plain HTTP that is the end. */

export function reopen() {
  const here = location.href;
  history.replaceState(null, "", "?"); // an address that differs only after its # would not be opened at all
  location.replace(here);
}
