// What a person may send to the desk has the form that the desk reads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { missedText, reportText } from "../../webapp/static/js/rules/feedback.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/feedback.json", import.meta.url), "utf8"));

test("a report says what it is about and leaves the rest to the person", () => {
  assert.equal(vectors.reports.length, 2);
  vectors.reports.forEach(({ id, title, version, note, text }) => assert.equal(reportText({ id, title }, version) + note, text));
});

test("searches that found nothing stand one on a line", () => {
  assert.equal(vectors.missed.length, 2);
  vectors.missed.forEach(({ queries, version, text }) => assert.equal(missedText(queries, version), text));
});
