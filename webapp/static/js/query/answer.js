// @ts-check
/**
 * The shape of an answer: ranked results with reasons, and what was understood. Same as in `webapp/query/answer.py`, but for the
 * sentence: reasons are put into words where they are shown (`ui/reasons.js`).
 *
 * @typedef {{code: string, term: string}} Reason
 * @typedef {{id: string, type: string, title: string, score: number, tier: number, reason: Reason,
 *   snippet: string, marks: import("./snippet.js").Marks, titleMarks: import("./snippet.js").Marks, rests_on: string[]}} Result
 * @typedef {{query: string, total: number, results: Result[], notes: import("./parser.js").Note[],
 *   facets: Record<string, Record<string, number>>, understood: import("./understanding.js").Understood[],
 *   partial: boolean, corrected: Correction | null}} Answer `partial`: the index is still being made
 * @typedef {{from: string, to: string, code: string}} Correction what is searched instead of what was typed
 */
export {};
