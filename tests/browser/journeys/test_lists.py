"""From a list to what is in it, by every list there is; what is drawn once is not drawn again on the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser
LISTS = {
    "rulesets": ("规定", "收录 3/10"),
    "owners": ("归口部门", "未明确"),
    "topics": ("主题", "红包"),
    "scenarios": ("场景问答", "不是官方答复"),
    "cases": ("案例", "处理结果只写到来源写明的程度"),
    "interpretations": ("解读和做法", "不是规定"),
    "channels": ("举报渠道", "宁夏"),
    "compare": ("各地怎么规定", "红包"),
}


@pytest.mark.parametrize("route", LISTS)
def test_a_list_leads_to_a_document_and_back(route: str, person: Person) -> None:
    title, says = LISTS[route]
    page = person.open(f"#/{route}")
    expect(page.locator(".list h1")).to_have_text(title)
    expect(page.locator(".list")).to_contain_text(says)
    row = page.locator(".list .group .cells a").first
    person.press(row)
    expect(page.locator(".detail h1")).to_be_focused()
    person.saw_no_jump("on the way to the document")
    person.back()
    expect(row).to_be_focused()


def test_every_red_line_is_on_one_page_by_matter_with_region_and_source(person: Person) -> None:
    page = person.open("#/redlines")
    rows = page.locator(".list .group .row")
    promised = page.locator(".list .note", has_text="共").inner_text()
    count = re.search(r"共\D*(\d+)", promised)
    assert count
    expect(rows).to_have_count(int(count[1]))
    expect(rows.first.locator(".labels")).to_contain_text(re.compile("媒体引述|官方|公报"))
    jump = page.get_by_role("navigation", name="跳到").get_by_role("button").last
    person.press(jump)
    expect(page.locator(".list .group h2").last).to_be_focused()
    expect(page.locator(".list .group h2").last).to_be_in_viewport()


def test_group_rules_from_either_side(person: Person) -> None:
    page = person.open("#/groups")
    expect(page.locator(".list")).to_contain_text("实名备注")
    person.press(page.get_by_role("link", name="群成员看"))
    expect(page.locator(".list h1")).to_have_text("群规（群成员看）")
    person.press(page.locator(".list").get_by_role("link", name=re.compile("群规模板")))
    expect(page.locator(".detail h1").first).to_be_focused()
    person.press(page.locator(".detail").get_by_role("button", name=re.compile("复制")).first)
    expect(page.locator(".toast")).not_to_be_empty()


def test_the_checklist_before_posting_scans_nothing_and_can_be_ticked(person: Person) -> None:
    page = person.open("#/before-posting")
    expect(page.locator(".detail h1").first).to_be_visible()
    assert page.locator(".detail textarea, .detail input[type=text]").count() == 0
    tick = page.locator(".detail input[type=checkbox]").first
    person.press(tick)
    expect(tick).to_be_checked()
    person.saw_no_jump("while ticking")


def test_one_matter_across_regions_word_by_word(person: Person) -> None:
    page = person.open("#/compare/hongbao")
    for region in ("浙江", "天津", "辽阳", "奉新"):
        expect(page.locator(".detail")).to_contain_text(region)
    person.press(page.locator(".detail a[href^='#/r/']").first)
    expect(page.locator(".detail article h1")).to_be_focused()


def test_a_channel_shows_no_number_that_nobody_checked(person: Person) -> None:
    page = person.open("#/r/ningxia-weixin-weibo-suishoupai")
    expect(page.locator(".detail")).to_contain_text("未核实")
    assert page.locator(".detail a[href^='tel:']").count() == 0
