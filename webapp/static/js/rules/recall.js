// @ts-check
/**
 * Documents + the ids that were recalled → the documents that may still be shown. Same behaviour as `webapp/rules/recall.py`.
 *
 * A phone goes by the newest statement that it has verified, whether or not the person has taken that release yet.
 *
 * @typedef {{ids: string[], reasons: Record<string, string>}} Recall
 * @typedef {Recall & {ch: string, epoch: number, seq: number}} Seen what a newer statement said, and its place in the order
 */

/**
 * @param {Doc[]} documents
 * @param {string[]} ids
 */
export function withoutRecalled(documents, ids) {
  if (!ids.length) return documents;
  const named = new Set(ids);
  const isHidden = (/** @type {Doc} */ { id, ruleset, article }) => named.has(id) || named.has(ruleset || "") || named.has(`${ruleset}--art-${article}`);
  const hidden = new Set(documents.filter(isHidden).map(({ id }) => id));
  const shows = (/** @type {Article} */ { id, rule }) => !named.has(id) && !hidden.has(rule || "");
  return documents
    .filter(({ id }) => !hidden.has(id))
    .map((document) => (document.articles ? { ...document, articles: document.articles.filter(shows) } : document));
}

/**
 * What is recalled of the release that runs.
 *
 * @param {ReleaseRecord} release
 * @param {Seen | undefined} seen
 * @returns {Recall}
 */
export function recallOf({ epoch, seq, statement }, seen) {
  const isNewer = seen && seen.ch === statement.ch && (seen.epoch - epoch || seen.seq - seq) > 0;
  return isNewer && seen ? seen : { ids: statement.recall || [], reasons: statement.recall_reasons || {} };
}

/**
 * What a newer statement says about the documents that are here. One that was recalled and has been changed since is
 * good there, but not here.
 *
 * @param {ReleaseRecord} release
 * @param {Recall} before
 * @param {Pick<Offer, "statement" | "documents">} offer
 * @returns {Seen}
 */
export function recallBy(release, before, { statement, documents }) {
  const now = new Set(documents.map(([, digest]) => digest));
  const changed = new Set(release.documents.filter(([, digest]) => !now.has(digest)).map(([id]) => id));
  const still = before.ids.filter((id) => changed.has(id.split("--art-")[0]));
  const { ch, epoch, seq } = statement;
  return { ch, epoch, seq, ids: still.concat(statement.recall || []), reasons: { ...before.reasons, ...statement.recall_reasons } };
}

/**
 * What a link to something that was recalled still says: what it was called, and why it went.
 *
 * @param {import("./library.js").Found} found
 * @param {Recall} recall
 */
export function withdrawn({ document, article }, { reasons }) {
  const { id, title, ruleset } = document;
  const names = [article ? article.id : `${ruleset}--art-${document.article}`, article ? article.rule : "", id, ruleset];
  return { title: article ? `${title} ${article.label}` : title, reason: names.map((name) => reasons[name || ""]).filter(Boolean)[0] || "" };
}
