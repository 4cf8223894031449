// What the first screen, the places to choose from, the comparison and 最近更新 are made of, over the library of the list vectors.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { listOf } from "../../webapp/static/js/rules/cards.js";
import { changesBetween } from "../../webapp/static/js/rules/changes.js";
import { createLibrary } from "../../webapp/static/js/rules/library.js";
import { NOBODY } from "../../webapp/static/js/rules/person.js";
import { comparedOf, guideOf, homeOf, regionsOf } from "../../webapp/static/js/rules/screens.js";

const TODAY = "2026-06-01";
const { documents } = JSON.parse(readFileSync(new URL("../vectors/lists.json", import.meta.url), "utf8"));
const library = createLibrary(documents);

test("the first screen counts what binds me, not what is for reference", () => {
  const home = homeOf(library, TODAY, { roles: ["机关干部"], region: "jia-shi" });
  assert.equal(home.mine, 4);
  assert.deepEqual(home.questions.map((card) => card.id), ["changjing-er", "changjing-yi"]);
  assert.equal(home.scenarios, 3);
  assert.equal(home.newest, "2026-03-01");
  assert.equal(homeOf(library, TODAY, NOBODY).mine, 0);
});

test("places stand under the place around them; 未载明 is no place to be in", () => {
  assert.deepEqual(regionsOf(library).map((region) => [region.id, region.depth, region.rules]), [
    ["jia-sheng", 0, 2],
    ["jia-shi", 1, 4],
    ["yi-sheng", 0, 4],
  ]);
});

test("a comparison has a card for every column, and none for a topic without rules", () => {
  const found = comparedOf(library, "hongbao", TODAY);
  assert.equal(found.title, "红包");
  assert.deepEqual(found.cards.map((card) => card.region), ["甲省", "甲省", "甲市", "乙省"]);
  assert.equal(comparedOf(library, "no-such-topic", TODAY), null);
});

test("a guide is found by its purpose", () => {
  const made = createLibrary([{ id: "zhiyin", type: "guide", title: "想一想", purpose: "发帖前", topics: [] }]);
  assert.equal(guideOf(made, "before-posting", TODAY).card.id, "zhiyin");
  assert.equal(guideOf(made, "template", TODAY), null);
});

test("older versions come as cards under the one in force, topics with their counts", () => {
  const [central] = listOf(library, "rulesets", TODAY).groups;
  assert.deepEqual(central.under["fa-2024"].map((card) => card.status), ["尚未施行", "已被替代", "已被替代"]);
  assert.equal(listOf(library, "topics", TODAY).groups[0].counts.yaoyan, 8);
});

test("the words of a card are the source's, or ours and said to be", () => {
  const cards = new Map(listOf(library, "redlines", TODAY).groups.flatMap((group) => group.cards).map((card) => [card.id, card]));
  const official = cards.get("fa-2024--shemi");
  assert.deepEqual([official.text, official.quoted], ["不得上传。", true]);
  assert.equal(cards.get("mou-qungui--shemi").quoted, false);
});

test("what a release changed", () => {
  const before = [["a", "1", 9], ["b", "1", 9], ["c", "1", 9]];
  const after = [["b", "2", 9], ["c", "1", 9], ["d", "1", 9]];
  assert.deepEqual(changesBetween(before, after), { added: ["d"], changed: ["b"], gone: ["a"] });
});
