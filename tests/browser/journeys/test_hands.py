"""What feels like an app: keys that walk, sheets that Back closes, searches that are offered, everything erased."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PersonFactory
from tests.browser.hosts import Process
from tests.browser.person import KEYBOARD, SEARCH, THUMB, Person, profile_of

pytestmark = pytest.mark.browser
RESULT = "[data-rule-id]"
VOICE = """
self.spoken = [];
const voice = { lang: 'zh-CN', localService: true, name: 'Ting' };
Object.defineProperty(self, 'speechSynthesis', { value: {
  speaking: false, getVoices: () => [voice], cancel() { this.speaking = false; },
  speak(it) { spoken.push(it.text); } } });
self.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_the_arrows_walk_from_the_box_to_a_rule(person_with: PersonFactory) -> None:
    person = person_with(KEYBOARD)
    page = person.open("#/redlines")
    page.keyboard.press("/")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.type("红包")
    rows = page.locator(f"{RESULT} a")
    expect(
        page.get_by_role("option").first
    ).to_be_visible()  # what is offered in a pause comes before the rows
    page.keyboard.press("ArrowDown")
    expect(page.locator(SEARCH)).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("ArrowDown")
    expect(rows.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".detail article h1")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator(SEARCH)).to_have_value("")


def test_earlier_searches_are_offered_without_moving_the_results(person_with: PersonFactory) -> None:
    person = person_with(KEYBOARD)
    page = person.open()
    for text in ("红包礼金", "红包赌博"):
        person.type(text)
        expect(page.locator(RESULT).first).to_be_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    person.type("红")
    offered = page.get_by_role("option")
    expect(offered.first).to_have_text("红包赌博")
    expect(page.locator(SEARCH)).to_have_attribute("aria-expanded", "true")
    person.saw_no_jump("while searches were offered")
    page.keyboard.press("ArrowDown")
    expect(page.locator(SEARCH)).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("ArrowRight")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(SEARCH)).to_have_value("红包礼金")
    expect(page.locator(RESULT).first).to_be_visible()


def test_a_result_says_more_in_a_sheet_that_back_closes(person: Person) -> None:
    page = person.open("#/search?q=hongbao")
    dots = page.locator(RESULT).first.locator(".dots")
    person.press(dots)
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("拼音，按“红包”查找")
    person.back()
    expect(sheet).to_have_count(0)
    expect(dots).to_be_focused()
    expect(page.locator(SEARCH)).to_have_value("hongbao")
    person.press(dots)
    person.press(sheet.get_by_role("button", name="收藏"))
    expect(page.locator(".toast")).to_contain_text("已收藏")
    person.press(dots)
    person.press(sheet.get_by_role("button", name="看所属规定"))
    expect(page.locator(".detail article.ruleset h1")).to_be_focused()
    person.back()
    expect(page.locator(RESULT).first).to_be_visible()


def test_a_finger_that_stays_opens_the_same_sheet(person_with: PersonFactory) -> None:
    page = person_with(THUMB).open("#/search?q=红包")
    held = """(row) => row.dispatchEvent(
      new PointerEvent('contextmenu', { bubbles: true, cancelable: true, pointerType: 'touch' }))"""
    assert page.locator(f"{RESULT} a").first.evaluate(held) is False  # the browser's own menu stays away
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_rule_is_read_aloud_where_a_voice_lives_on_the_device(person_with: PersonFactory) -> None:
    person = person_with(THUMB)
    person.page.add_init_script(VOICE)
    page = person.open("#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan")
    person.press(page.get_by_role("button", name="朗读"))
    expect(page.get_by_role("button", name="停止")).to_be_visible()
    assert "媒体引述" in page.evaluate("spoken[0]")


def test_the_history_goes_when_the_person_confirms(person: Person) -> None:
    page = person.open()
    person.type("保密")
    person.press(page.locator(f"{RESULT} a").first)
    expect(page.locator(".detail article h1")).to_be_focused()
    page = person.open("#/settings")
    person.press(page.get_by_role("button", name="清除搜索历史"))
    sheet = page.get_by_role("dialog")
    person.press(sheet.get_by_role("button", name="取消"))
    expect(page.locator(".toast")).to_be_empty()
    person.press(page.get_by_role("button", name="清除搜索历史"))
    person.press(sheet.get_by_role("button", name="清除", exact=True))
    expect(page.locator(".toast")).to_contain_text("已清除")
    page = person.open()
    expect(page.get_by_text("最近查过")).to_have_count(0)


def test_nothing_is_left_when_everything_is_erased(engine: Browser, site: Process, person: Person) -> None:
    profile = profile_of(engine, person.hands)  # the shared one is needed by others
    own = Person(profile, person.address, person.hands)
    page = own.open("#/settings")
    own.press(page.get_by_role("button", name="清空这部手机上的全部内容"))
    own.press(page.get_by_role("dialog").get_by_role("button", name="全部清空"))
    expect(page.get_by_role("heading", name="已清空")).to_be_visible()
    left = page.evaluate(
        """async () => {
          const answer = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
          const database = await answer(indexedDB.open(hongxian.database));
          const stores = Array.from(database.objectStoreNames);
          const count = (name) => answer(database.transaction(name).objectStore(name).count());
          const kept = await Promise.all(stores.map(count));
          const workers = await navigator.serviceWorker.getRegistrations();
          return [stores.length, kept.reduce((a, b) => a + b), (await caches.keys()).length, workers.length];
        }"""
    )
    assert left == [3, 0, 0, 0]
    own.press(page.get_by_role("button", name="重新打开"))
    expect(page.locator(".brand h1")).to_be_visible()
    assert own.complaints == []
    profile.close()
