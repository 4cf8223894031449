"""What a phone says of its release: what changed in it, that it is old; and how it catches up after a long time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hosts import FaultServer
from tests.browser.phone import READY, TAKE, GuestFactory
from tests.browser.publisher import Publisher
from tests.browser.rules_site import RulesSite
from webapp.release.ceremony import rotate_keys

pytestmark = pytest.mark.browser


@pytest.fixture
def rules(tmp_path: Path) -> RulesSite:
    made = RulesSite(tmp_path, {1: "不收红包。", 2: "不传谣言。", 3: "不泄密。"})
    made.publish()
    return made


@pytest.fixture
def page(
    rules: RulesSite,
    counter: tuple[FaultServer, Browser],
    guest_as: GuestFactory,
    request: pytest.FixtureRequest,
) -> Page:
    """A phone with release 1 that has looked at it once."""
    counter[0].serve(rules.host)
    guest = guest_as(getattr(request, "param", "H"))
    page = guest.page()
    page.goto(f"{guest.home}#/about")
    expect(page.locator(".about .facts")).to_contain_text("第 1 版")
    return page


def test_an_update_says_what_changed_rule_by_rule(page: Page, rules: RulesSite) -> None:
    rules.rules = {1: "不收红包。", 2: "不造谣、不传谣。", 4: "不代人投票。"}
    rules.publish()
    page.get_by_role("button", name="检查更新").click()
    expect(page.locator(".notice")).to_contain_text("新增 1 篇，修改 1 篇，撤下 1 篇")
    page.get_by_role("button", name="更新", exact=True).click()
    notice = page.locator(".notice")
    expect(notice).to_contain_text("已更新 新增 1 篇，修改 1 篇，撤下 1 篇")
    notice.get_by_role("link", name="看改了什么").click()
    expect(notice).to_have_count(0)

    def group(title: str) -> list[str]:
        section = page.locator("section.group", has=page.get_by_role("heading", name=title))
        return section.locator("li").all_inner_texts()

    expect(page.get_by_role("heading", name="撤下 1 篇")).to_be_visible()
    assert [text.split("\n")[0] for text in group("新增 1 篇")] == ["规定第4条"]
    assert [text.split("\n")[0] for text in group("修改 1 篇")] == ["规定第2条"]
    assert group("撤下 1 篇") == ["规定第3条"]
    page.get_by_role("link", name="规定第4条").first.click()
    expect(page.locator(".document")).to_contain_text("不代人投票。")
    open_at(page, "#/about")
    expect(page.locator(".about .facts")).to_contain_text("第 2 版")
    expect(page.locator(".notice")).to_have_count(0)  # it is said once


CLOCKS = {"1971": (-20000, False), "after a year": (400, True), "2100": (27000, False)}


@pytest.mark.parametrize("page", ["S", "H", "W"], indirect=True)
def test_whatever_the_clock_says_everything_can_be_read_and_updated(page: Page, rules: RulesSite) -> None:
    for days, says_old in CLOCKS.values():
        page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=days))
        open_at(page, "#/search?q=红包")
        expect(page.locator("[data-rule-id]").first).to_contain_text("红包")
        expect(page.locator(".notice", has_text="内容可能旧了")).to_have_count(int(says_old))
    for name, (days, _) in CLOCKS.items():
        page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=days))
        rules.rules[1] = f"一律不收红包（{name}）。"
        rules.publish()
        assert page.evaluate(TAKE) == {"kind": "taken"}, name


def open_at(page: Page, route: str) -> None:
    """Leave the app and come back to it."""
    address = page.evaluate("hongxian.base") + route
    page.goto("about:blank")
    page.goto(address)


def test_releases_and_roots_that_were_missed_are_one_step(
    publisher: Publisher, open_host: FaultServer, guest_as: GuestFactory, request: pytest.FixtureRequest
) -> None:
    """Root keys replaced five times meanwhile; 200 releases with `--faults full`; in every mode."""
    missed = 200 if request.config.getoption("--faults") == "full" else 15
    publisher.release("第0版")
    guests = [guest_as(mode) for mode in "SHW"]
    pages = [guest.open(guest.url, READY) for guest in guests]
    for number in range(1, missed + 1):
        if number % (missed // 5) == 1:
            rotate_keys(publisher.data, new_epoch=number > missed // 2)
        publisher.release(f"第{number}版", mark=f"v{number}")
    for guest, page in zip(guests, pages, strict=True):
        open_host.requests.clear()
        assert page.evaluate(TAKE) == {"kind": "taken"}
        asked = [path for path in open_host.requests if "/sync/" in path]
        assert len([path for path in asked if "sync/root/" in path]) == 6, (
            "each root once, and that there is no next one"
        )
        assert len([path for path in asked if "/o/" in path]) <= 5, "nothing of what was missed"
        assert guest.open(guest.url, READY).inner_text("#shown") == f"第{missed}版 by v{missed}"
