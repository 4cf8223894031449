// A library of a few documents: what an id means, and what its page shows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, listOf } from "../../webapp/static/js/rules/cards.js";
import { createLibrary } from "../../webapp/static/js/rules/library.js";
import { pageOf } from "../../webapp/static/js/rules/pages.js";
import { fromWire } from "../../webapp/static/js/rules/wire.js";

const TODAY = "2026-11-22";
const article = (no, rule) => ({ id: `fa-2024--art-${no}`, no: String(no), label: `第${no}条`, blocks: [{ k: "p", t: `条文${no}` }], rule });
const library = createLibrary([
  { id: "jiangxi", type: "region", title: "江西省", parent: "quanguo" },
  { id: "quanguo", type: "region", title: "全国" },
  { id: "hongbao", type: "topic", title: "红包礼金", order: 1 },
  { id: "baomi", type: "topic", title: "保密", order: 2 },
  { id: "fa-2024", type: "ruleset", title: "法", region: "quanguo", official_text: true, redirects: ["fa-jiu"], status: "effective",
    status_checked_on: TODAY, articles: [article(1), article(2, "fa-2024--zhushi")] },
  { id: "fa-2024--zhushi", type: "rule", title: "注释", ruleset: "fa-2024", article: "2", label: "第2条", text: [{ k: "p", t: "条文2" }],
    topics: ["baomi"], red_line: true },
  { id: "jx", type: "ruleset", title: "江西规定", region: "jiangxi", status: "unknown", items_claimed: 10, items_recorded: 1 },
  { id: "jx--hongbao", type: "rule", title: "江西红包", ruleset: "jx", topics: ["hongbao", "baomi"], quote: "不收", red_line: true,
    sources: [{ id: "src-a", level: "press_quote" }] },
  { id: "changjing", type: "scenario", title: "能抢吗", topics: ["hongbao"], answer_basis: ["jx--hongbao"] },
  { id: "src-a", type: "source", title: "某报" },
]);

test("an id is a document, an article, the rule that annotates an article, or an old name of either", () => {
  assert.equal(library.resolve("jx").document.title, "江西规定");
  assert.equal(library.resolve("fa-2024--art-1").article.label, "第1条");
  assert.equal(library.resolve("fa-2024--art-2").document.id, "fa-2024--zhushi");
  assert.equal(library.resolve("fa-2024--art-2").article, null);
  assert.equal(library.resolve("fa-jiu").document.id, "fa-2024");
  assert.equal(library.resolve("fa-jiu--art-1").article.id, "fa-2024--art-1");
  assert.equal(library.resolve("fa-2024--art-3"), null);
  assert.equal(library.resolve("constructor"), null);
  assert.equal(library.title("fa-2024--art-1"), "法 第1条");
  assert.equal(library.title("nowhere"), "nowhere");
});

test("regions from the smallest to the largest", () => {
  assert.deepEqual(library.regionChain("jiangxi"), ["jiangxi", "quanguo"]);
  assert.deepEqual(library.regionChain("nowhere"), []);
});

test("a rule's card has the region and the status of its set, a scenario has no status", () => {
  const card = cardOf(library, library.get("jx--hongbao"), TODAY);
  assert.equal(card.region, "江西省");
  assert.equal(card.status, "未核实");
  assert.equal(card.level, "press_quote");
  assert.equal(card.ruleset, "江西规定");
  assert.equal(cardOf(library, library.get("changjing"), TODAY).status, "");
  assert.equal(cardOf(library, library.get("changjing"), TODAY).level, "editorial");
  assert.equal(cardOf(library, library.get("fa-2024--zhushi"), TODAY).level, "official_text");
});

test("a page shows what rests on it and the same topic elsewhere", () => {
  const page = pageOf(library, "jx--hongbao", TODAY);
  assert.deepEqual(page.citing.map((card) => card.id), ["changjing"]);
  assert.deepEqual(page.sources.map((source) => source.title), ["某报"]);
  assert.deepEqual(page.siblings, []);
  assert.deepEqual(pageOf(library, "fa-2024--zhushi", TODAY).siblings.map((card) => card.id), ["jx--hongbao"]);
  assert.deepEqual(pageOf(library, "baomi", TODAY).members.map((card) => card.id), ["fa-2024--zhushi", "jx--hongbao"]);
  assert.equal(pageOf(library, "nowhere", TODAY), null);
});

test("red lines by topic, each once, topics in their order", () => {
  const list = listOf(library, "redlines", TODAY);
  assert.equal(list.total, 2);
  assert.deepEqual(list.groups.map((group) => [group.title, group.cards.map((card) => card.id)]), [
    ["红包礼金", ["jx--hongbao"]],
    ["保密", ["fa-2024--zhushi"]],
  ]);
});

// The same three stand in tests/unit/rules/test_wire.py.
test("articles come back from the shorter form in which an object holds them", () => {
  const short = [
    { t: "第一条\u3000甲。\n乙。", path: ["第一章"] },
    { t: "第一条之一", no: "1-1" },
    { t: "第二条", c: [{ k: "hr" }], path: [], rule: "fa--zhu" },
  ];
  assert.deepEqual(fromWire({ id: "fa", articles: short }).articles, [
    { id: "fa--art-1", no: "1", label: "第一条", path: ["第一章"], blocks: [{ k: "p", t: "甲。" }, { k: "p", t: "乙。" }] },
    { id: "fa--art-1-1", no: "1-1", label: "第一条之一", path: ["第一章"], blocks: [] },
    { id: "fa--art-2", no: "2", label: "第二条", path: [], blocks: [{ k: "hr" }], rule: "fa--zhu" },
  ]);
  const plain = { id: "a", red_line: false };
  assert.equal(fromWire(plain), plain);
});

test("words come back from the one text that they are written as", () => {
  const short = { id: "a", aliases: "\x7f甲 乙\x7f|", entries: [{ plain: "\x7f丙", way: "双向" }], regions: ["x"] };
  assert.deepEqual(fromWire(short), { id: "a", aliases: ["甲 乙", "|"], entries: [{ plain: ["丙"], way: "双向" }], regions: ["x"] });
});
