"""What a phone says of its release: what changed in it, that it is old; and how it catches up after a long time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import FaultServer
from tests.browser.phone import READY, TAKE, URL, PhoneFactory
from tests.browser.publisher import Publisher
from tests.browser.rules_site import RulesSite
from webapp.release.ceremony import rotate_keys

pytestmark = pytest.mark.browser
ADDRESS = "http://rules.gov.test/"


@pytest.fixture
def rules(tmp_path: Path) -> RulesSite:
    made = RulesSite(tmp_path, {1: "不收红包。", 2: "不传谣言。", 3: "不泄密。"})
    made.publish()
    return made


@pytest.fixture
def page(rules: RulesSite, phone_on: PhoneFactory) -> Iterator[Page]:
    """A phone with release 1 that has looked at it once."""
    server = FaultServer(rules.host)
    page = phone_on(server.port).page()
    page.goto(ADDRESS + "#/about")
    expect(page.locator(".about .facts")).to_contain_text("第 1 版")
    yield page
    server.close()


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
    page.goto("about:blank")
    page.goto(ADDRESS + "#/about")
    expect(page.locator(".about .facts")).to_contain_text("第 2 版")
    expect(page.locator(".notice")).to_have_count(0)  # it is said once


@pytest.mark.parametrize(
    ("clock", "says_old"),
    [(timedelta(days=-20000), False), (timedelta(days=400), True), (timedelta(days=27000), False)],
    ids=["1971", "after a year", "2100"],
)
def test_whatever_the_clock_says_everything_can_be_read_and_updated(
    clock: timedelta, says_old: bool, page: Page, rules: RulesSite
) -> None:
    page.clock.set_fixed_time(datetime.now(UTC) + clock)
    page.goto("about:blank")
    page.goto(ADDRESS + "#/search?q=红包")
    expect(page.locator("[data-rule-id]").first).to_contain_text("红包")
    expect(page.locator(".notice", has_text="内容可能旧了")).to_have_count(int(says_old))
    rules.rules[1] = "一律不收红包。"
    rules.publish()
    assert page.evaluate(TAKE) == {"kind": "taken"}


def test_releases_and_roots_that_were_missed_are_one_step(
    publisher: Publisher, host: FaultServer, phone_on: PhoneFactory, request: pytest.FixtureRequest
) -> None:
    """Root keys replaced five times meanwhile; 200 releases with `--faults full`."""
    missed = 200 if request.config.getoption("--faults") == "full" else 15
    publisher.release("第0版")
    phone = phone_on(host.port)
    page = phone.open(URL, READY)
    for number in range(1, missed + 1):
        if number % (missed // 5) == 1:
            rotate_keys(publisher.data, new_epoch=number > missed // 2)
        publisher.release(f"第{number}版", mark=f"v{number}")
    host.requests.clear()
    assert page.evaluate(TAKE) == {"kind": "taken"}
    asked = [path for path in host.requests if "/sync/" in path]
    assert len([path for path in asked if "sync/root/" in path]) == 6, (
        "each root once, and that there is no next one"
    )
    assert len([path for path in asked if "/o/" in path]) <= 5, "nothing of what was missed"
    page = phone.open(URL, READY)
    assert page.inner_text("#shown") == f"第{missed}版 by v{missed}"
