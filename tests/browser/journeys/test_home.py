"""首页: what it offers at a glance, who I am and where, and the way from there to what binds me."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import SEARCH, Person

pytestmark = pytest.mark.browser
ENTRIES = {
    "红线一览": "红线一览",
    "群规": "群规",
    "场景问答": "场景问答",
    "发帖前想一想": "发帖前想一想",
}


@pytest.mark.parametrize("name", ENTRIES)
def test_each_of_the_four_ways_in_leads_there_and_back(name: str, person: Person) -> None:
    page = person.open()
    entry = page.locator(".entry", has_text=name)
    person.press(entry)
    expect(page.locator("h1:visible", has_text=ENTRIES[name])).to_be_visible()
    person.back()
    expect(entry).to_be_focused()


def test_the_box_stays_where_it_is_when_typing_starts(person: Person) -> None:
    page = person.open()
    box = page.locator(SEARCH)
    before = box.bounding_box()
    person.type("红")
    expect(page.locator("[data-rule-id]").first).to_be_visible()
    assert box.bounding_box() == before
    person.saw_no_jump("from the first letter to the results")


def test_home_stands_still_from_the_start(person: Person) -> None:
    page = person.open()
    expect(page.locator(".colophon").first).to_be_visible()
    person.saw_no_jump("while home came up")


def test_who_i_am_and_where_puts_first_what_binds_me(person: Person) -> None:
    page = person.open()
    person.press(page.get_by_role("link", name=re.compile("我是谁、在哪里")))
    expect(page.locator(".list h1")).to_be_focused()
    person.press(page.get_by_label("机关干部", exact=True))
    person.choose(page.locator("fieldset", has_text="我在"), re.compile("^浙江省"))
    person.press(page.get_by_role("link", name="看与我有关的"))
    expect(page.locator(".list h1")).to_have_text("与我有关")
    expect(page.locator(".list")).to_contain_text("机关干部 · 浙江省")
    labels = page.locator(".list section.group .labels").all_inner_texts()
    binding = [bool(re.search("浙江|全国", one)) for one in labels]
    assert binding == sorted(binding, reverse=True), labels
    assert any("浙江" in one for one in labels), labels
    page = person.open("#/search?q=红包")
    mine = page.locator("[data-rule-id]", has=page.locator(".mine", has_text="与我有关"))
    expect(mine.first.locator(".labels")).to_contain_text(re.compile("浙江|全国"))
    page = person.open()
    expect(page.locator(".me")).to_contain_text("与我有关")
    person.press(page.locator(".me").get_by_role("link", name=re.compile("更改")))
    person.press(page.get_by_role("button", name="清除选择"))
    page = person.open()
    expect(page.locator(".me")).to_contain_text("我是谁、在哪里")


def test_a_question_of_others_is_answered_with_what_it_rests_on(person: Person) -> None:
    page = person.open()
    question = page.locator(".group", has_text="有人这样问").locator("a").first
    asked = question.inner_text()
    person.press(question)
    expect(page.locator(".detail article h1")).to_have_text(asked.strip())
    expect(page.locator(".detail")).to_contain_text("不是官方答复")


def test_what_is_new_is_one_press_away(person: Person) -> None:
    page = person.open()
    person.press(page.get_by_role("link", name=re.compile("最近更新")))
    expect(page.locator(".list h1")).to_have_text("最近更新")
    expect(page.locator(".list .row").first).to_be_visible()
