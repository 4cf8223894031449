"""What an update costs: bodies on the wire, read off the server's log, in a library of a thousand rules."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import FaultServer
from tests.browser.phone import PhoneFactory
from tests.browser.rules_site import RulesSite
from webapp.release.sizes import gzipped
from webapp.release.withdrawal import take_back
from webapp.rules.canonical import canonical_json

pytestmark = pytest.mark.browser
KB = 1024
RULES = 1000
LONG = 500  # the rule that changes
CHARACTERS = [chr(0x4E00 + n) for n in range(2500)]


def words(chance: random.Random, count: int) -> str:
    """Text that does not compress better than real text does."""
    return "".join(chance.choice(CHARACTERS) for _ in range(count))


@pytest.fixture
def deployment(tmp_path: Path) -> RulesSite:
    """A thousand rules, one of them 4.6 KB when compressed."""
    chance = random.Random(5)
    made = RulesSite(tmp_path, {n: words(chance, 2370 if n == LONG else 60) for n in range(RULES)})
    made.publish()
    return made


@pytest.fixture
def host(deployment: RulesSite) -> Iterator[FaultServer]:
    server = FaultServer(deployment.host, compress=True)
    yield server
    server.close()


@pytest.fixture
def page(host: FaultServer, phone_on: PhoneFactory) -> Page:
    page = phone_on(host.port).page()
    page.goto("http://rules.gov.test/#/about")
    page.get_by_role("button", name="检查更新").wait_for()
    return page


def updated(page: Page, host: FaultServer, seq: int) -> int:
    """Check, take; → the bytes of all bodies."""
    host.sent.clear()
    page.get_by_role("button", name="检查更新").click()
    page.get_by_role("button", name="更新", exact=True).click()
    expect(page.locator(".about .facts")).to_contain_text(f"第 {seq} 版")
    for path, count in host.sent:
        print(f"{count:>7} {path[:40]}")
    return sum(count for path, count in host.sent if path.startswith("sync/"))


def test_an_update_costs_little(page: Page, host: FaultServer, deployment: RulesSite) -> None:
    chance = random.Random(6)
    whole = canonical_json(deployment.documents()[LONG])
    assert 4.5 * KB < len(gzipped(whole)) < 4.8 * KB

    text = deployment.rules[LONG]
    deployment.rules[LONG] = text[:1000] + "改了几个字" + text[1010:]
    deployment.publish()
    patched = updated(page, host, 2)

    deployment.rules[LONG] = words(chance, 2370)
    deployment.publish()
    rewritten = updated(page, host, 3)

    take_back(deployment.settings)
    deployment.deploy()
    back = updated(page, host, 4)

    host.sent.clear()
    page.reload()
    page.get_by_role("button", name="检查更新").wait_for()
    with page.expect_response("**/sync/head.json**"):
        pass  # a page asks by itself soon after it was opened
    expect(page.locator(".update-state")).to_contain_text("已是最新")
    same = [count for path, count in host.sent if path.startswith("sync/")]

    print(f"patched {patched}, rewritten {rewritten}, taken back {back}, nothing new {same} bytes")
    assert patched <= 3 * KB
    assert rewritten <= 8 * KB
    assert back <= 6 * KB
    assert sum(same) == 0, "nothing changed: an empty answer"
