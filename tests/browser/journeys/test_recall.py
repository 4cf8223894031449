"""What the publisher recalls is gone from the phone at once, before anybody takes an update, and says why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.app import ROOT, SUBPATH, build_site
from tests.browser.hosts import static_server
from tests.browser.person import ASKED, THUMB, TYPED_NEAR, Person, profile_of
from webapp.release.withdrawal import recall
from webapp.settings import Settings

pytestmark = pytest.mark.browser
RULE = "tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"
REASON = "原文正在核对"


def recalled(folder: Path, *, lift: bool = False) -> None:
    """The publisher's command, and the copy to where it is served."""
    settings = Settings(content=ROOT / "content", data=folder / "data", translations=ROOT / "translations")
    recall(settings, [RULE], "" if lift else REASON, lift=lift)
    shutil.copytree(folder / "data" / "site", folder / SUBPATH, dirs_exist_ok=True)


def test_a_recalled_rule_is_gone_at_once_everywhere(engine: Browser, tmp_path: Path) -> None:
    build_site(tmp_path)
    server = static_server(tmp_path, tmp_path / "server.log")
    server.start()
    profile = profile_of(engine, THUMB)
    person = Person(profile, f"http://127.0.0.1:{server.port}/{SUBPATH}/", THUMB)
    person.page.add_init_script(ASKED)
    page = person.open()
    page.evaluate(TYPED_NEAR)  # the page has a copy of its own now
    asked = page.evaluate("self.asked.length")
    person.go(f"#/r/{RULE}")
    title = page.locator(".document h1")
    expect(title).not_to_be_empty()
    words = title.inner_text()
    person.press(page.locator(".bar-actions button").first)  # the star

    recalled(tmp_path)
    # The page that shows it asks by itself a few seconds after it was opened, and nobody has pressed anything.
    expect(page.get_by_role("heading", name="已撤回")).to_be_visible(timeout=20_000)
    expect(page.locator(".nothing")).to_contain_text(words)
    expect(page.locator(".nothing")).to_contain_text(REASON)
    expect(page.locator(".notice")).to_contain_text("撤回 1 篇")
    person.go(f'#/search?q="{words}"')
    expect(page.locator("h1.count, .nothing").first).to_be_visible()
    expect(page.locator(f"[data-rule-id='{RULE}']")).to_have_count(0)
    assert "search" in page.evaluate("self.asked")[asked:]  # the copy is not asked any more

    server.kill()
    for hidden in (f'#/search?q="{words}"', "#/redlines", "#/rulesets"):
        person.open(hidden)
        expect(page.locator(f"[data-rule-id='{RULE}']")).to_have_count(0)
        expect(page.locator(f"a[href='#/r/{RULE}']")).to_have_count(0)
    person.open("#/saved")
    expect(page.locator(f"a[href='#/r/{RULE}']")).to_contain_text("已撤回")
    person.open(f"#/r/{RULE}")
    expect(page.locator(".nothing")).to_contain_text(REASON)

    server.start()
    person.open("#/about")
    person.press(page.get_by_role("button", name="检查更新"))
    person.press(page.get_by_role("button", name="更新", exact=True))
    expect(page.locator(".about .facts")).to_contain_text("第 2 版")
    person.go(f"#/r/{RULE}")
    expect(page.locator(".nothing")).to_contain_text(REASON)

    recalled(tmp_path, lift=True)
    person.open("#/about")
    person.press(page.get_by_role("button", name="检查更新"))
    expect(page.locator(".notice")).to_be_visible()
    person.go(f"#/r/{RULE}")
    expect(page.locator(".document h1")).to_have_text(words)
    assert person.complaints == []
    server.kill()
    profile.close()
