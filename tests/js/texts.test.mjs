// What is copied, read aloud and offered: pure texts made of pages, results and what a person looked for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText } from "../../webapp/static/js/ui/body.js";
import { citation, spokenText } from "../../webapp/static/js/ui/citation.js";
import { remembered } from "../../webapp/static/js/ui/personal.js";
import { nesting, sharedTopic } from "../../webapp/static/js/ui/result-rows.js";

const source = { title: "某报", publishedOn: "2017-06-12", level: "press_quote", sourceLevel: "press_quote", url: "", note: "", excerpts: [] };
const card = { title: "不收红包", level: "press_quote", status: "未核实", ruleset: "《某规定》" };
const page = (document, more) => ({ document, card: { ...card, ...more }, article: null, sources: [source] });

test("a copy has the words, the set without a second pair of marks, level, source, status and address", () => {
  assert.deepEqual(citation(page({ type: "rule", title: "不收红包", quote: "不收受红包" }), "http://x/#/r/a").split("\n"), [
    "“不收受红包”",
    "《某规定》",
    "媒体引述；转引自：某报（2017年6月12日）；状态：未核实",
    "红线随身查 http://x/#/r/a",
    "查阅工具，不是官方答复",
  ]);
});

test("words nobody has printed are never copied as words: the editors' sentence says whose it is", () => {
  const copied = citation(page({ type: "rule", title: "不收红包", plain: "别收红包。" }, { level: "press_paraphrase" }), "x");
  assert.match(copied, /^别收红包。\n/);
  assert.match(copied, /编者说明/);
  assert.doesNotMatch(copied, /“/);
});

test("a guide is copied whole, with its numbers", () => {
  const body = [{ k: "ol", s: 3, c: [[{ k: "p", t: "实名" }], [{ k: "p", t: "不发涉密" }]] }];
  assert.equal(plainText(body), "3. 实名\n4. 不发涉密");
  assert.match(citation(page({ type: "guide", title: "群规模板", summary: "摘要", body }, { ruleset: "" }), "x"), /^群规模板\n3\. 实名\n4\. 不发涉密\n编者说明/);
});

test("what is read aloud says whose words follow", () => {
  assert.equal(spokenText(page({ type: "rule", quote: "不收受红包", plain: "别收。" })), "不收红包。\n媒体引述。\n不收受红包。\n编者说明。\n别收。");
});

test("earlier searches are offered when they hold what is typed, and never when they are switched off", () => {
  const personal = { settings: { keepHistory: true }, history: ["红包", "支付宝红包", "保密"] };
  assert.deepEqual(remembered(personal, " 红 "), ["红包", "支付宝红包"]);
  assert.deepEqual(remembered(personal, "  "), []);
  assert.deepEqual(remembered({ ...personal, settings: { keepHistory: false } }, "红"), []);
});

test("regions are offered for comparison when the first results speak for more than one on one topic", () => {
  const rule = (regionId, topic, type) => ({ card: { type: type || "rule", regionId, topics: [topic] } });
  assert.equal(sharedTopic([rule("tianjin", "hongbao"), rule("zhejiang", "hongbao")]), "hongbao");
  assert.equal(sharedTopic([rule("tianjin", "hongbao"), rule("tianjin", "hongbao"), rule("zhejiang", "baomi")]), "");
  assert.equal(sharedTopic([rule("tianjin", "hongbao"), rule("zhejiang", "hongbao", "case")]), "");
  assert.equal(sharedTopic([]), "");
});

test("what a question rests on, and the rules of a named set, stand under it; others do not", () => {
  const found = (type, code, rulesetId) => ({ type, reason: { code }, card: { rulesetId } });
  const results = [found("ruleset", "names", "a"), found("rule", "numeral", "a"), found("rule", "exact", "b"), found("rule", "exact", "a"),
    found("scenario", "exact", ""), found("rule", "rests", "a"), found("rule", "partial", "a")];
  assert.deepEqual(nesting(results), [false, true, false, false, false, true, false]);
});
