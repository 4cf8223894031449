// @ts-check
/**
 * Opens the page anew from what is on the phone. `reload` asks the server first: unless the page is a file or a service
 * worker answers for it, that is the end when there is no network, so there the page is opened as a link opens it.
 */

export async function reopen() {
  const isFile = location.protocol === "file:";
  const workers = isFile ? undefined : navigator.serviceWorker;
  // Where cookies are blocked, some browsers refuse even the question.
  const worker = workers && (await workers.getRegistration().catch(() => undefined));
  if (isFile || (worker && worker.active)) return location.reload();
  const here = location.href;
  history.replaceState(null, "", "?"); // an address that differs only after its # would not be opened at all
  location.replace(here);
}
