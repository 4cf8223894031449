// What stands around a document: versions of a work, what a set puts into practice, the next article, the archived words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createLibrary } from "../../webapp/static/js/rules/library.js";
import { pageOf } from "../../webapp/static/js/rules/pages.js";
import { inForce, versionsOf } from "../../webapp/static/js/rules/versions.js";

const TODAY = "2026-11-22";
const checked = { status_checked_on: TODAY };
const article = (no, rule) => ({ id: `tiaoli-2018--art-${no}`, no: String(no), label: `第${no}条`, blocks: [{ k: "p", t: `条文${no}` }], rule });
const library = createLibrary([
  { id: "quanguo", type: "region", title: "全国" },
  { id: "sheng", type: "region", title: "省", parent: "quanguo" },
  { id: "shi", type: "region", title: "市", parent: "sheng" },
  { id: "tiaoli-2018", type: "ruleset", title: "条例（2018年）", work: "tiaoli", version: "2018", effective_on: "2018-10-01", status: "superseded",
    superseded_by: ["tiaoli-2023"], region: "quanguo", articles: [article(1), article(2, "tiaoli-2018--zhu"), article(3)], ...checked },
  { id: "tiaoli-2023", type: "ruleset", title: "条例（2023年）", work: "tiaoli", version: "2023", effective_on: "2024-01-01", status: "effective", region: "quanguo", ...checked },
  { id: "tiaoli-2030", type: "ruleset", title: "条例（2030年）", work: "tiaoli", version: "2030", effective_on: "2030-01-01", status: "effective", region: "quanguo", ...checked },
  { id: "tiaoli-nd", type: "ruleset", title: "条例（年份不详）", work: "tiaoli", version: "nd", status: "unknown", region: "quanguo", ...checked },
  { id: "tiaoli-2018--zhu", type: "rule", title: "注释", ruleset: "tiaoli-2018", article: "2", label: "第2条", text: [{ k: "p", t: "条文2" }] },
  { id: "jiu", type: "ruleset", title: "都已废止", work: "jiu", version: "2001", status: "repealed", repealed_on: "2005-01-01", region: "quanguo", ...checked },
  { id: "shi-guiding", type: "ruleset", title: "市规定", work: "shi-guiding", version: "nd", region: "shi", issuer: "wei", status: "unknown", scope_verified: false,
    higher_rules: ["tiaoli-2018"], body: [{ k: "p", t: "长" }], ...checked },
  { id: "wei", type: "issuer", title: "市委" },
  { id: "shi-guiding--tiao", type: "rule", title: "不收", ruleset: "shi-guiding", quote: "不收红包", sources: [
    { id: "src-a", level: "press_quote", locator: "L20" }, { id: "src-b", level: "press_paraphrase", locator: "全文" }, { id: "src-a", level: "press_quote", locator: "L50" }] },
  { id: "src-a", type: "source", title: "转载", level: "repost", published_on: "2021-06-06", excerpts: [
    { locator: "L20", text: "不收红包,一律不收" }, { locator: "L20", text: "别的话" }, { locator: "L30", text: "也有不收红包" }, { locator: "L50", text: "不收红包" }] },
  { id: "src-b", type: "source", title: "某报", excerpts: [{ locator: "全文", text: "没有这句话" }] },
]);
const page = (id) => pageOf(library, id, TODAY);
const ids = (cards) => cards.map((card) => card.id);

test("versions stand from the newest to the oldest, the undated one last, and one of them is in force", () => {
  const set = library.get("tiaoli-2018");
  assert.deepEqual(ids(versionsOf(library, set)), ["tiaoli-2030", "tiaoli-2023", "tiaoli-2018", "tiaoli-nd"]);
  assert.equal(inForce(library, set, TODAY).id, "tiaoli-2023");
  assert.equal(inForce(library, set, "2031-06-01").id, "tiaoli-2030");
  assert.equal(inForce(library, library.get("jiu"), TODAY), undefined);
});

test("an old version and its articles lead to the one in force, which leads nowhere", () => {
  assert.equal(page("tiaoli-2018").now.id, "tiaoli-2023");
  assert.equal(page("tiaoli-2018--art-1").now.id, "tiaoli-2023");
  assert.equal(page("tiaoli-2018--zhu").now.id, "tiaoli-2023");
  assert.equal(page("tiaoli-2023").now, null);
  assert.equal(page("shi-guiding--tiao").now, null);
  assert.deepEqual(page("tiaoli-2018--zhu").versions, []);
});

test("a rule names its set, what that puts into practice, and today's version of it", () => {
  const { set, setCard, higher, cards } = page("shi-guiding--tiao");
  assert.equal(setCard.id, "shi-guiding");
  assert.equal(set.scope_verified, false);
  assert.equal(set.body, undefined);
  assert.equal(cards.wei.title, "市委");
  assert.deepEqual(higher.map(({ card, now }) => [card.id, now.id]), [["tiaoli-2018", "tiaoli-2023"]]);
});

test("an article has neighbours, also across an annotated one", () => {
  assert.deepEqual(page("tiaoli-2018--art-1").after, { id: "tiaoli-2018--zhu", label: "第2条" });
  assert.equal(page("tiaoli-2018--art-1").before, null);
  assert.deepEqual(page("tiaoli-2018--zhu").before, { id: "tiaoli-2018--art-1", label: "第1条" });
  assert.equal(page("tiaoli-2018--art-3").after, null);
  assert.equal(page("tiaoli-2018").before, null);
  assert.equal(page("shi-guiding--tiao").after, null);
});

test("a source stands once, with the words that a quotation is checked against", () => {
  const [first, second, ...rest] = page("shi-guiding--tiao").sources;
  assert.deepEqual(rest, []);
  assert.deepEqual(first.excerpts, [{ locator: "L20", text: "不收红包,一律不收" }, { locator: "L50", text: "不收红包" }]);
  assert.deepEqual([first.level, first.sourceLevel, first.publishedOn], ["press_quote", "repost", "2021-06-06"]);
  assert.deepEqual(second.excerpts, [{ locator: "全文", text: "没有这句话" }]);
});

test("a region holds what its parts hold, the nation only its own", () => {
  assert.deepEqual(ids(page("sheng").members), ["shi-guiding"]);
  assert.deepEqual(ids(page("sheng").parts), ["shi"]);
  assert.equal(ids(page("quanguo").members).indexOf("shi-guiding"), -1);
});
