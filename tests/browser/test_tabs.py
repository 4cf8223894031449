"""Several tabs and one update: one download, and nobody waits for a tab that is gone."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app import ROOT, SUBPATH, build_site
from tests.browser.hosts import FaultServer, Reply
from tests.browser.phone import Guest, GuestFactory

pytestmark = pytest.mark.browser
SMALL = ROOT / "tests" / "corpora" / "small"
RULE = Path("rule") / "jia-guiding--hongbao.md"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Release 1, and the same folder with release 2."""
    folder = tmp_path_factory.mktemp("tabs")
    first = shutil.copytree(build_site(folder, SMALL), folder / "first")
    changed = shutil.copytree(SMALL, folder / "changed")
    text = (changed / RULE).read_text(encoding="utf-8")
    (changed / RULE).write_text(text.replace("违规的红包不收。", "违规的红包一律不收。"), encoding="utf-8")
    return first, build_site(folder, changed)


@pytest.fixture
def host(counter: tuple[FaultServer, Browser], releases: tuple[Path, Path], tmp_path: Path) -> FaultServer:
    """A server of release 1."""
    server, _ = counter
    server.serve(tmp_path)
    shutil.copytree(releases[0], tmp_path / SUBPATH)
    return server


@pytest.fixture(params=["S", "H", "W"])
def guest(request: pytest.FixtureRequest, guest_as: GuestFactory) -> Guest:
    """Somebody in every mode."""
    return guest_as(request.param)


class Tabs:
    """Two tabs that have been offered the same release, whose objects the server holds back."""

    def __init__(self, guest: Guest, host: FaultServer, second: Path) -> None:
        self.tabs = [self._opened(guest), self._opened(guest)]
        shutil.copytree(second, host.folder / SUBPATH, dirs_exist_ok=True)
        # Without the delta every object has to come by itself.
        host.fault = lambda path, _body: Reply(b"", 404) if "/sync/d/" in path else None
        for tab in self.tabs:
            tab.get_by_role("button", name="检查更新").click()
            expect(tab.locator(".notice")).to_be_visible()
        self.gate = threading.Event()
        host.fault = self._held_back
        host.requests.clear()

    def _opened(self, guest: Guest) -> Page:
        page = guest.page()
        page.goto(f"{guest.url}#/about")
        expect(page.locator(".about .facts")).to_contain_text("第 1 版")
        return page

    def _held_back(self, path: str, _body: bytes) -> Reply | None:
        if "/sync/o/" in path:
            self.gate.wait(60)
        return None

    def take(self, tab: Page) -> None:
        tab.get_by_role("button", name="更新", exact=True).click()
        expect(tab.locator(".notice progress")).to_be_visible()


def test_two_tabs_download_once(guest: Guest, host: FaultServer, releases: tuple[Path, Path]) -> None:
    made = Tabs(guest, host, releases[1])
    one, two = made.tabs
    made.take(one)
    made.take(two)
    made.gate.set()
    for tab in made.tabs:
        expect(tab.locator(".about .facts")).to_contain_text("第 2 版")
    fetched = Counter(path for path in host.requests if "/sync/o/" in path)
    assert fetched, "something was downloaded"
    assert set(fetched.values()) == {1}, fetched


def test_a_tab_that_is_closed_in_the_middle_keeps_nobody_waiting(
    guest: Guest, host: FaultServer, releases: tuple[Path, Path]
) -> None:
    made = Tabs(guest, host, releases[1])
    one, two = made.tabs
    made.take(one)
    one.close()
    made.gate.set()
    made.take(two)
    expect(two.locator(".about .facts")).to_contain_text("第 2 版", timeout=30_000)


def test_two_tabs_of_an_empty_phone_download_once(guest: Guest, host: FaultServer) -> None:
    gate = threading.Event()

    def held_back(path: str, _body: bytes) -> Reply | None:
        if "/sync/first/" in path:
            gate.wait(60)
        return None

    host.fault = held_back
    tabs = [guest.page(), guest.page()]
    for tab in tabs:
        tab.goto(guest.url)
        expect(tab.locator("#splash-message")).to_contain_text("正在存到手机")
    gate.set()
    for tab in tabs:
        tab.locator("input[type=search]").wait_for()
    fetched = Counter(path for path in host.requests if "/sync/" in path and "/sync/root/" not in path)
    packs = [path for path in fetched if "/sync/first/" in path]
    assert len(packs) == fetched[packs[0]] == 1, fetched
    assert not [path for path in fetched if "/sync/o/" in path], fetched
