"""Getting about: deep links, the way back, the place that was left, the two panes of a desk, and no server at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PersonFactory
from tests.browser.person import KEYBOARD, THUMB, Person

pytestmark = pytest.mark.browser
RULE = "#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"


def test_a_link_to_a_rule_opens_there_and_back_leads_home(person_with: PersonFactory) -> None:
    person = person_with(THUMB)
    page = person.open(RULE)
    person.press(page.get_by_role("button", name="返回"))
    expect(page.locator(".brand h1")).to_be_visible()


def test_a_link_to_nothing_says_so(person: Person) -> None:
    page = person.open("#/r/no-such-rule")
    expect(page.locator(".detail h1")).to_have_text("没有这一条")
    person.press(page.get_by_role("link", name="回首页查找"))
    expect(page.locator(".brand h1")).to_be_visible()


def test_a_long_list_stands_where_it_was_left(person: Person) -> None:
    page = person.open("#/redlines")
    row = page.locator(".list .row").last
    row.scroll_into_view_if_needed()
    person.reach(row)
    left_at = row.bounding_box()
    person.press(row)
    expect(page.locator(".detail article h1")).to_be_focused()
    person.back()
    expect(row).to_be_focused()
    assert row.bounding_box() == left_at


def test_a_reload_comes_back_to_the_same_place(person: Person) -> None:
    page = person.open("#/redlines")
    row = page.locator(".list .row").last
    row.scroll_into_view_if_needed()
    person.reach(row)
    left_at = row.bounding_box()
    page.reload()
    expect(page.locator(".list h1:visible")).to_have_text("红线一览")
    again = row.bounding_box()
    assert left_at and again and abs(again["y"] - left_at["y"]) < 2


def test_a_desk_shows_the_list_beside_the_document(person_with: PersonFactory) -> None:
    person = person_with(KEYBOARD)
    page = person.open()
    person.type("群主")
    first = page.locator("[data-rule-id] a").first
    person.press(first)
    expect(page.locator(".detail article h1")).to_be_focused()
    expect(first).to_be_visible()
    expect(first).to_have_attribute("aria-current", "true")
    person.back()
    expect(first).to_be_focused()


def test_every_tab_is_one_press_away(person: Person) -> None:
    page = person.open(RULE)
    tabs = page.get_by_role("navigation", name="主要栏目").get_by_role("link")
    names = tabs.all_inner_texts()
    assert names[0] == "首页" and len(names) >= 4
    for number in range(len(names)):
        person.press(tabs.nth(number))
        expect(tabs.nth(number)).to_have_attribute("aria-current", "page")
