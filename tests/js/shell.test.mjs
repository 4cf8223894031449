// The parts of the shell that need no browser: calls over a port, languages and dates, routes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDate, formatInstant, preferredLocale, setLocale, t } from "../../webapp/static/js/i18n.js";
import { createCaller, newestOnly, serveActions } from "../../webapp/static/js/rpc.js";
import { compareHash, documentHash, documentsIn, paneOf, parseRoute, searchHash } from "../../webapp/static/js/ui/routes.js";

/** Two ports that hand each other what is posted, a tick later, as structured clones. */
function pair() {
  const ends = [{ onmessage: null }, { onmessage: null }];
  ends.forEach((end, i) => {
    end.postMessage = (data) => setImmediate(() => ends[1 - i].onmessage({ data: structuredClone(data) }));
  });
  return ends;
}

test("a call gets the answer with its own number, whatever the order of answers", async () => {
  const [page, worker] = pair();
  const releases = [];
  serveActions(worker, { slow: (x) => new Promise((resolve) => releases.push(() => resolve(x))), quick: (x) => x * 2 });
  const caller = createCaller(page);
  const slow = caller.call("slow", "first");
  assert.equal(await caller.call("quick", 21), 42);
  releases[0]();
  assert.equal(await slow, "first");
});

test("an action that throws and one that does not exist are errors of the caller", async () => {
  const [page, worker] = pair();
  serveActions(worker, { bad: () => { throw new Error("no release is open"); } });
  const caller = createCaller(page);
  await assert.rejects(caller.call("bad"), /no release is open/);
  await assert.rejects(caller.call("toString"), /no such action/);
});

test("a worker that fails fails every call that waits", async () => {
  const caller = createCaller({ postMessage: () => {}, onmessage: null });
  const waiting = caller.call("search", "x");
  caller.fail(new Error("did not start"));
  await assert.rejects(waiting, /did not start/);
});

test("while one job runs only the newest that waits is run, and the one it passed draws nothing", async () => {
  const ran = [];
  const releases = [];
  const job = newestOnly((text) => {
    ran.push(text);
    return new Promise((resolve) => releases.push(() => resolve(text)));
  });
  const answers = ["红", "红包", "红包赌", "红包赌博"].map(job);
  releases[0]();
  await answers[0];
  releases[1]();
  assert.deepEqual(await Promise.all(answers), [undefined, undefined, undefined, "红包赌博"]);
  assert.deepEqual(ran, ["红", "红包赌博"]);
});

test("a failed job does not stop those after it", async () => {
  let first = true;
  const job = newestOnly(async (text) => {
    if (first) {
      first = false;
      throw new Error("broken");
    }
    return text;
  });
  const [one, two] = [job("a"), job("b")];
  await assert.rejects(one, /broken/);
  assert.equal(await two, "b");
});

test("the browser's languages decide, Chinese when none fits", () => {
  assert.equal(preferredLocale(["zh-CN"]), "zh");
  assert.equal(preferredLocale(["zh"]), "zh");
  assert.equal(preferredLocale(["zh-TW"]), "zh_Hant");
  assert.equal(preferredLocale(["zh-Hant-HK"]), "zh_Hant");
  assert.equal(preferredLocale(["zh-MO", "en"]), "zh_Hant");
  assert.equal(preferredLocale(["zh-Hans-HK"]), "zh");
  assert.equal(preferredLocale(["fr-FR", "en-GB"]), "en");
  assert.equal(preferredLocale(["fr-FR"]), "zh");
  assert.equal(preferredLocale([]), "zh");
});

test("a missing translation shows the Chinese text, and values are filled in once", () => {
  setLocale("en", { "没有译文": "", "找到 {n} 条": "{n} found" });
  assert.equal(t("没有译文"), "没有译文");
  assert.equal(t("找到 {n} 条", { n: 3 }), "3 found");
  assert.equal(t("查“{query}”", { query: "{n}" }), "查“{n}”");
  assert.equal(t("constructor"), "constructor");
  setLocale("zh", {});
});

test("dates known to the year, month or day; instants in Beijing", () => {
  setLocale("zh", {});
  assert.equal(formatDate("2015"), "2015年");
  assert.equal(formatDate("2015-03"), "2015年3月");
  assert.equal(formatDate("2015-03-09"), "2015年3月9日");
  assert.equal(formatInstant("2026-12-31T17:05:00Z"), "2027年1月1日 01:05");
  assert.equal(formatDate("不详"), "不详");
  setLocale("en", {});
  assert.equal(formatDate("2015-03"), "Mar 2015");
  setLocale("zh", {});
});

test("routes there and back", () => {
  const text = "100%&=#+ 红包?";
  assert.deepEqual(parseRoute(searchHash(text)), { name: "search", id: "", query: text, filters: {} });
  assert.deepEqual(parseRoute(documentHash("baomi-fa--art-12")), { name: "document", id: "baomi-fa--art-12", query: "", filters: {} });
  assert.deepEqual(parseRoute("#/search?q=%E7%BA%A2%E"), { name: "search", id: "", query: "红%E", filters: {} });
  const filters = { region: "zhejiang", status: "试行(后续未查实)" };
  assert.deepEqual(parseRoute(searchHash("红包", filters)).filters, filters);
  assert.equal(parseRoute("").name, "home");
  assert.equal(parseRoute("#/nowhere").name, "home");
  assert.equal(parseRoute("#/redlines").id, "redlines");
  assert.deepEqual([parseRoute("#/groups/chengyuan").id, parseRoute("#/groups/no-such-side").name], ["groups/chengyuan", "home"]);
  assert.deepEqual([parseRoute(compareHash("hongbao")).name, parseRoute("#/compare").name], ["compare", "list"]);
  assert.deepEqual(["#/compare/hongbao", "#/compare", "#/template", "#/me"].map((hash) => paneOf(parseRoute(hash))), ["detail", "list", "detail", "list"]);
  assert.equal(paneOf(parseRoute("#/about")), "detail");
  assert.equal(paneOf(parseRoute("#/settings")), "list");
});

test("a text of citations leads back to its documents", () => {
  const text = "“不收”\n红线随身查 https://a.gov.cn/gz/#/r/a--hongbao\n\n再看 http://b/#/r/fa-2024--art-12，又 https://a.gov.cn/gz/#/r/a--hongbao";
  assert.deepEqual(documentsIn(text), ["a--hongbao", "fa-2024--art-12"]);
  assert.deepEqual(documentsIn("没有地址"), []);
});
