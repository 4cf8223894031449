"""New content: it comes when the person says so, and what is forged never comes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.app import ROOT, SUBPATH, build_site
from tests.browser.hosts import Process, static_server
from tests.browser.person import SEARCH, THUMB, Person, profile_of

pytestmark = pytest.mark.browser


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Process]:
    """A deployment that only this test publishes to."""
    build_site(tmp_path)
    server = static_server(tmp_path, tmp_path / "server.log")
    server.start()
    yield server
    server.kill()


def test_new_content_comes_when_the_person_says_so(
    engine: Browser, own_server: Process, tmp_path: Path
) -> None:
    profile = profile_of(engine, THUMB)
    person = Person(profile, f"http://127.0.0.1:{own_server.port}/{SUBPATH}/", THUMB)
    page = person.open("#/about")
    head = tmp_path / SUBPATH / "sync" / "head.json"
    good = head.read_bytes()
    assert b"dev-" in good
    head.write_bytes(good.replace(b"dev-", b"sly-"))
    person.press(page.get_by_role("button", name="检查更新"))
    expect(page.locator(".update-state")).to_contain_text("没有通过检查")
    expect(page.locator(".notice")).to_have_count(0)

    changed = tmp_path / "content"
    shutil.copytree(ROOT / "content", changed)
    rule = changed / "rule" / "tj-zuzhibu-weixin-shiyanjin--hongbao-liquan.md"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("title: 不收", "title: 【新】不收"), encoding="utf-8"
    )
    build_site(tmp_path, changed)
    person.press(page.get_by_role("button", name="检查更新"))
    expect(page.locator(".notice")).to_contain_text(re.compile(r"修改 \d+ 篇"))
    facts = page.locator(".about .facts")
    expect(facts).to_contain_text("第 1 版")  # nothing changes before the person says so
    person.press(page.get_by_role("button", name="更新", exact=True))
    expect(facts).to_contain_text("第 2 版")
    assert page.url.endswith("#/about")
    own_server.kill()
    person.press(page.locator(".tab").first)
    person.reach(page.locator(SEARCH))
    person.type("【新】")
    expect(page.locator("[data-rule-id]").first).to_contain_text("【新】不收")
    # A forged head makes the phone look for a newer root, and there is none.
    assert [one for one in person.complaints if "404" not in one] == []
    profile.close()
