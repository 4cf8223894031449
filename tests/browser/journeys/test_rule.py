"""One rule: its words, who said them, whether it is in force, what stands beside it, and what can be done with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PersonFactory
from tests.browser.person import KEYBOARD, Person

pytestmark = pytest.mark.browser
RULE = "#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"
WORDS = "严禁利用微信接受或赠送可能影响公正执行公务的微信红包或电子礼券"


def test_it_says_its_words_its_source_and_its_status(person: Person) -> None:
    page = person.open(RULE)
    words = page.locator(".words")
    expect(words).to_contain_text(WORDS)
    expect(words).to_contain_text("媒体引述")
    expect(words).to_contain_text("转引自")
    expect(page.locator("header .labels")).to_contain_text("红线")
    facts = page.locator(".facts")
    for fact in ("未核实", "语气", "管谁", "平台"):
        expect(facts).to_contain_text(fact)
    expect(page.locator(".plain")).to_contain_text("编者说明")
    assert page.title().endswith("红线随身查")


def test_no_amount_makes_a_red_packet_harmless(person: Person) -> None:
    page = person.open(RULE)
    expect(page.locator(".detail")).to_contain_text("无论数额大小")


def test_from_a_rule_to_the_same_matter_elsewhere_and_back(person: Person) -> None:
    page = person.open(RULE)
    elsewhere = page.locator(".group", has_text="其他地方怎么规定").locator("a").first
    title = elsewhere.locator(".row-title").inner_text()
    person.press(elsewhere)
    expect(page.locator(".detail article h1")).to_have_text(title)
    expect(page.locator(".detail article h1")).to_be_focused()
    person.back()
    expect(elsewhere).to_be_focused()
    person.saw_no_jump("between two rules")


def test_copying_takes_the_source_along(person: Person) -> None:
    page = person.open(RULE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.press(page.get_by_role("button", name="复制"))
    expect(page.locator(".toast")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    for part in (WORDS, "媒体引述", "转引自", "状态：未核实", RULE, "不是官方答复"):
        assert part in copied
    page.context.clear_permissions()


def test_sharing_hands_over_title_text_and_address(person: Person) -> None:
    person.page.add_init_script("navigator.share = async (given) => { self.shared = given; }")
    page = person.open(RULE)
    person.press(page.get_by_role("button", name="分享"))
    shared = page.evaluate("shared")
    assert shared["title"] == page.locator(".detail h1").inner_text()
    assert WORDS in shared["text"] and RULE in shared["text"]


def test_a_favourite_is_kept_and_let_go(person: Person) -> None:
    page = person.open("#/saved")
    expect(page.locator(".list")).to_contain_text("还没有收藏")
    page = person.open(RULE)
    star = page.get_by_role("button", name="收藏")
    person.press(star)
    expect(star).to_have_attribute("aria-pressed", "true")
    page = person.open("#/saved")
    expect(page.locator(".list .row")).to_have_count(1)
    person.press(page.locator(".list .row"))
    star = page.get_by_role("button", name="收藏")
    person.press(star)
    expect(star).to_have_attribute("aria-pressed", "false")
    page = person.open("#/saved")
    expect(page.locator(".list")).to_contain_text("还没有收藏")


def test_its_words_can_be_selected(person: Person) -> None:
    page = person.open(RULE)
    page.locator(".words blockquote p").first.click(click_count=3)
    assert WORDS in page.evaluate("getSelection().toString()")


def test_it_prints_without_the_furniture(person_with: PersonFactory) -> None:
    page = person_with(KEYBOARD).open(RULE)
    page.emulate_media(media="print")
    for hidden in (".tabs", ".search", ".actions", ".bar"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".words")).to_be_visible()
