"""The way back to the editors: a mistake reported, searches that found nothing; nothing leaves without being seen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from webapp.rules.feedback import Missed, Report, read_feedback

pytestmark = pytest.mark.browser
RESULT = "[data-rule-id]"
RULE = "tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"
# What is stored on the phone under a name.
KEPT = """async (name) => {
  const answer = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await answer(indexedDB.open(hongxian.database));
  const kept = await answer(database.transaction('personal').objectStore('personal').get(name));
  database.close();
  return kept || [];
}"""
SHARED = "self.shared = []; navigator.share = async ({ text }) => { shared.push(text); };"


UNTIL_KEPT = f"""async () => {{
  let kept = [];
  while (!kept.length) kept = await ({KEPT})('missed');
  return kept;
}}"""


def test_a_mistake_is_reported_with_words_that_were_seen(person: Person) -> None:
    person.page.add_init_script(SHARED)
    page = person.open(f"#/r/{RULE}")
    title = page.locator(".detail article h1").inner_text()
    person.press(page.get_by_role("button", name="报告错误"))
    sheet = page.get_by_role("dialog")
    text = sheet.get_by_role("textbox", name="报告错误")
    expect(text).to_have_value(f"红线随身查·报告错误\n版本：1-1\n条目：{title}\n编号：{RULE}\n哪里不对：")
    person.reach(text)
    page.keyboard.press("Control+End")
    page.keyboard.type("已经废止")
    person.press(sheet.get_by_role("button", name="分享"))
    [sent] = page.evaluate("shared")
    assert read_feedback(sent) == [Report("1-1", RULE, title, "已经废止")]
    person.press(sheet.get_by_role("button", name="复制"))
    expect(page.locator(".toast")).to_contain_text("已复制")
    expect(sheet).to_have_count(0)


def test_a_result_can_be_reported_without_opening_it(person: Person) -> None:
    page = person.open("#/search?q=红包")
    result = page.locator(RESULT).first
    person.press(result.locator(".dots"))
    person.press(page.get_by_role("dialog").get_by_role("button", name="报告错误"))
    rule = result.get_attribute("data-rule-id")
    expect(page.get_by_role("textbox", name="报告错误")).to_have_value(re.compile(f"\n编号：{rule}\n"))


def test_what_found_nothing_stays_here_until_the_person_sends_it(person: Person) -> None:
    person.page.add_init_script(SHARED)
    page = person.open()
    person.type("量子纠缠")
    assert page.evaluate(UNTIL_KEPT) == ["量子纠缠"]
    person.press(page.get_by_role("button", name="告诉编者没有查到"))
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("textbox")).to_have_value("红线随身查·没有查到\n版本：1-1\n量子纠缠")
    person.press(sheet.get_by_role("button", name="取消"))
    page = person.open("#/settings")
    person.press(page.get_by_role("button", name="没有查到的"))
    person.press(sheet.get_by_role("button", name="分享"))
    assert [read_feedback(text) for text in page.evaluate("shared")] == [[Missed("1-1", ("量子纠缠",))]]
    person.press(sheet.get_by_role("button", name="取消"))
    person.press(page.get_by_role("button", name="清除搜索历史"))
    person.press(sheet.get_by_role("button", name="清除", exact=True))
    expect(page.get_by_role("button", name="没有查到的")).to_be_disabled()
    assert page.evaluate(KEPT, "missed") == []


def test_without_history_nothing_is_kept(person: Person) -> None:
    page = person.open("#/settings")
    person.press(page.get_by_label("记住搜索历史"))
    page.clock.install()
    person.go("#/search?q=量子纠缠")
    expect(page.get_by_role("button", name="告诉编者没有查到")).to_be_visible()
    page.clock.run_for(10_000)
    assert page.evaluate(KEPT, "missed") == []
