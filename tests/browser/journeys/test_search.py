"""From the first letter to the rule: typing, results, filters, reasons, and what happens when nothing is there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PersonFactory
from tests.browser.person import ASKED, SEARCH, THUMB, TYPED_NEAR, Person

pytestmark = pytest.mark.browser
RESULT = "[data-rule-id]"
# A phone that takes half a second for an answer.
SLOW_WORKER = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message) {
  const wait = message.action === 'search' && message.argument.text === '红包' ? 500 : 0;
  setTimeout(() => post.call(this, message), wait);
};"""

# A phone whose worker is gone when the rest of a list is asked for.
LOST_WORKER = """
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message) {
  if (message.action === 'search' && self.lost) throw new Error('gone');
  post.call(this, message);
};"""


def test_from_the_first_letter_to_the_rule_and_back(person: Person) -> None:
    page = person.open("#/search?q=")
    person.type("红包")
    results = page.locator(RESULT)
    expect(results.first).to_be_visible()
    expect(page).to_have_url(re.compile(r"#/search\?q=%E7%BA%A2%E5%8C%85$"))
    person.saw_no_jump("while typing")
    fourth = results.nth(3).locator("a")
    id_ = results.nth(3).get_attribute("data-rule-id")
    person.press(fourth)
    expect(page.locator(".detail article h1")).to_be_focused()
    assert page.url.endswith(f"#/r/{id_}")
    person.saw_no_jump("on the way to the rule")
    person.back()
    expect(fourth).to_be_focused()
    expect(page.locator(SEARCH)).to_have_value("红包")
    person.saw_no_jump("on the way back")


def test_the_page_itself_answers_what_is_typed_once_it_can(person: Person) -> None:
    person.page.add_init_script(ASKED)
    page = person.open()
    person.page.evaluate(TYPED_NEAR)
    asked = page.evaluate("self.asked.length")
    person.type("涉密")
    expect(page.locator("h1.count")).to_have_text(re.compile(r"找到 \d+ 条"))
    expect(page.locator(RESULT).first).to_contain_text("密")
    assert "search" not in page.evaluate(f"self.asked.slice({asked})")
    person.saw_no_jump("while typing")


def test_a_slow_answer_is_not_passed_over_by_the_rest_of_the_list_before(person: Person) -> None:
    """In the pause the list of 红线 would grow below the screen: that must not take the place of 红包."""
    person.page.add_init_script(SLOW_WORKER)
    page = person.open("#/search?q=红")
    for text in ("红线", "红包"):
        page.locator(SEARCH).evaluate(
            "(box, text) => { box.value = text; box.dispatchEvent(new InputEvent('input')); }", text
        )
        expect(page.locator(RESULT).first.locator("mark").first).to_have_text(text)


def test_what_stands_there_stays_when_the_rest_of_a_list_never_comes(person: Person) -> None:
    person.page.add_init_script(LOST_WORKER)
    page = person.open("#/search?q=红")
    expect(page.locator(RESULT).first).to_be_visible()
    page.locator(SEARCH).evaluate(
        """(box) => {
          const list = document.querySelector('.pane.list');
          new MutationObserver(() => { self.lost = true; }).observe(list, { subtree: true, childList: true });
          box.value = '红包';
          box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }"""
    )
    expect(page.locator(".pane.list .foot")).to_be_attached()
    page.wait_for_function("self.lost")
    expect(page).to_have_title(re.compile("^红包"))
    expect(page.locator(".pane.list .foot")).to_be_attached()
    expect(page.locator(RESULT).first).to_contain_text("红包")


def test_every_result_says_what_was_found_where_and_why(person: Person) -> None:
    page = person.open("#/search?q=红包")
    expect(page.locator("h1.count")).to_have_text(re.compile(r"找到 \d+ 条"))
    first = page.locator(RESULT).first
    expect(first.locator("mark").first).to_have_text("红包")
    expect(first.locator(".labels")).to_contain_text("红线")
    expect(first.locator(".why")).to_have_text("标题或引文有“红包”")
    page = person.open("#/search?q=hongbao")
    expect(page.locator(RESULT).first.locator(".why")).to_have_text("拼音，按“红包”查找")


def test_results_are_narrowed_and_widened_again(person: Person) -> None:
    page = person.open("#/search?q=红包")
    all_of_them = page.locator("h1.count").inner_text()
    regions = page.get_by_label("地区", exact=True)
    option = regions.locator("option", has_text="浙江").first
    expect(option).to_have_text(re.compile(r"^浙江.* \d+$"))
    promised = re.sub(r"\D", "", option.inner_text())
    person.pick(regions, option.get_attribute("value") or "")
    expect(page.locator("h1.count")).to_have_text(f"找到 {promised} 条")
    expect(page.locator(RESULT)).to_have_count(int(promised))
    expect(page.locator(RESULT).first.locator(".labels")).to_contain_text("浙江")
    person.saw_no_jump("while filtering")
    person.press(page.get_by_role("button", name="不筛选"))
    expect(page.locator("h1.count")).to_have_text(all_of_them)


def test_what_is_not_in_the_library_is_said_with_a_way_on(person: Person) -> None:
    page = person.open()
    person.type("火星移民补贴")
    expect(page.locator(".list h1")).to_have_text("未收录相关规定")
    expect(page.locator(".nothing")).to_contain_text("没有收录不等于可以做")
    assert page.locator(RESULT).count() == 0
    person.press(page.locator(".nothing .chip").first)
    expect(page.locator(".detail article h1")).to_be_visible()


def test_what_was_understood_of_a_question_nobody_answers(person: Person) -> None:
    page = person.open()
    person.type("火星红包税 补贴")
    expect(page.locator(".list h1")).to_have_text("未收录相关规定")
    expect(page.locator(".nothing")).to_contain_text("库里没有：")
    expect(page.locator(".nothing")).to_contain_text("补贴")
    assert page.locator(RESULT).count() == 0
    person.press(page.locator(".nothing .chip", has_text="红包").first)
    expect(page.locator(RESULT).first).to_be_visible()
    person.saw_no_jump("while going on with a word")


def test_filters_in_the_query_are_taken_out_one_by_one(person: Person) -> None:
    page = person.open()
    person.type('红包 地区:浙江 -赌博 "微信"')
    chips = page.locator(".list .chips a.chip.on")
    expect(chips).to_have_text(["地区:浙江 ×", "-赌博 ×", '"微信" ×'])
    found = page.locator(RESULT).count()
    assert all((chip.bounding_box() or {"height": 0})["height"] >= 44 for chip in chips.all())
    person.press(page.get_by_role("link", name="去掉地区:浙江"))
    expect(chips).to_have_count(2)
    assert page.locator(RESULT).count() > found
    expect(page.locator("input[type=search]")).to_have_value('红包 -赌博 "微信"')
    person.saw_no_jump("while taking a filter out")


def test_a_result_says_in_plain_words_why_it_is_here(person: Person) -> None:
    page = person.open()
    person.type("红包 赌博")
    person.press(page.locator(f"{RESULT} .dots").first)
    person.press(page.locator(".sheet summary"))
    expect(page.locator(".sheet details")).to_contain_text("第 1 档，得分")
    expect(page.locator(".sheet details")).to_contain_text("出现在：标题、引文")
    expect(page.locator(".sheet details")).to_contain_text("红包")


@pytest.mark.parametrize("height", [844, 400])
def test_older_versions_wait_behind_the_present_one(person: Person, height: int) -> None:
    """On a low screen they are found in the pause, when the first rows are drawn already."""
    person.page.add_init_script(f"Object.defineProperty(screen, 'height', {{ value: {height} }})")
    page = person.open()
    person.type("纪律处分条例")
    expect(page.locator(RESULT).first).to_contain_text("2023年")
    old = page.locator("[data-rule-id=chufen-tiaoli-2018]")
    expect(old).to_be_hidden()
    person.press(page.get_by_role("button", name="其他版本 3 个"))
    expect(old).to_be_visible()


def test_what_was_looked_for_is_offered_again_unless_switched_off(person: Person) -> None:
    page = person.open()
    person.type("保密")
    person.press(page.locator(RESULT).first.locator("a"))
    expect(page.locator(".detail article h1")).to_be_focused()
    page = person.open()
    expect(page.get_by_text("最近查过")).to_be_visible()
    page = person.open("#/settings")
    person.press(page.get_by_role("switch", name="记住搜索历史"))
    expect(page.get_by_text("已清除")).to_be_visible()
    page = person.open()
    person.type("保密")
    person.press(page.locator(RESULT).first.locator("a"))
    expect(page.locator(".detail article h1")).to_be_focused()
    page = person.open()
    expect(page.get_by_text("最近查过")).to_have_count(0)


def test_without_a_worker_the_page_searches_itself(person_with: PersonFactory) -> None:
    person = person_with(THUMB)
    person.page.add_init_script("self.Worker = undefined")
    page = person.open()
    person.type("保密")
    expect(page.locator(RESULT).first).to_be_visible()
    page = person.open("#/about")
    expect(page.locator(".abilities")).to_contain_text("在页面里搜索，结果一样")


def test_no_filter_is_narrower_than_its_own_word(person: Person) -> None:
    page = person.open("#/search?q=红包")
    cut = page.locator(".filters select").evaluate_all(
        """(lists) => lists.filter((list) => {
          const free = list.cloneNode();
          free.appendChild(list.options[0].cloneNode(true));
          free.style.width = 'auto';
          list.after(free);
          const narrow = list.offsetWidth < free.offsetWidth;
          free.remove();
          return narrow;
        }).map((list) => list.getAttribute('aria-label'))"""
    )
    assert cut == []
