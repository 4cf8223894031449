"""What a person sets once and finds again: type size, 长辈版, dark, language; and what 关于 says."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser


def test_the_language_is_chosen_once_and_kept(person: Person) -> None:
    page = person.open("#/settings")
    for language, tag in (("繁體中文", "zh-Hant"), ("English", "en")):
        person.choose(page.locator(".choice.locale"), language)
        expect(page.locator("html")).to_have_attribute("lang", tag)
    expect(page.locator(".list h1")).to_have_text("Settings")
    assert page.url.endswith("#/settings")
    page = person.open("#/about")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_type_size_and_darkness_are_chosen_once_and_kept(person: Person) -> None:
    page = person.open("#/settings")
    person.choose(page.locator(".choice.size"), "超大")
    person.choose(page.locator(".choice.theme"), "深色")
    page = person.open("#/redlines")
    style = "getComputedStyle(document.documentElement)"
    assert page.evaluate(f"{style}.fontSize") == "30px"
    assert page.evaluate(f"{style}.colorScheme") == "dark"


def test_the_elder_edition_is_one_press_away(person: Person) -> None:
    page = person.open()
    person.press(page.get_by_role("button", name="长辈版"))
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    page = person.open("#/settings")
    elder = page.get_by_role("switch", name="长辈版")
    expect(elder).to_be_checked()
    person.press(elder)
    expect(page.locator("html")).not_to_have_attribute("data-elder", "")


def test_about_names_the_release_and_what_works_here(person: Person) -> None:
    page = person.open("#/settings")
    person.press(page.locator(".list").get_by_role("link", name="关于"))
    about = page.locator(".about")
    expect(about.locator("h1")).to_be_focused()
    expect(about.locator(".facts")).to_contain_text("第 1 版")
    expect(about.locator(".facts")).to_contain_text("开发版")
    expect(about.locator(".fingerprint")).not_to_be_empty()
    expect(about.locator(".abilities")).to_contain_text("空间紧张时也保留")
    expect(about).to_contain_text("不是官方答复")
    person.press(page.get_by_role("button", name="检查更新"))
    expect(page.locator(".update-state")).to_have_text("已是最新")
