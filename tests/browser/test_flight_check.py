"""离线体检 is held to its word: it speaks, the server is stopped, the browser restarted, and the app opens or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from tests.browser.app import ROOT, SUBPATH, build_site
from tests.browser.hosts import NAME, FaultServer, Reply
from tests.browser.phone import ARGUMENTS, Phone, PhoneFactory, webview

pytestmark = pytest.mark.browser
SEARCH = "input[type=search]"
YES, UNTIL = "也能打开（无痕窗口除外）。", "也能打开（无痕窗口除外），到"
NO, LACKING = "浏览器没有留下这个页面", "内容没有存全"
NOW = datetime.now(UTC)
ANDROID = "Mozilla/5.0 (Linux; Android 9; V1824A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
AGENTS = {
    "WeChat on Android": ANDROID + "116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MicroMessenger/8.0.43",
    "WeChat on an iPhone": IPHONE + "Mobile/15E148 MicroMessenger/8.0.43(0x18002b2d) Language/zh_CN",
    "WeCom": ANDROID + "130.0.0.0 Mobile Safari/537.36 wxwork/4.1.36 MicroMessenger/7.0.1 Language/zh",
    "DingTalk": ANDROID
    + "69.0.3497.100 UWS/3.22.1 Mobile Safari/537.36 AliApp(DingTalk/7.0.0) language/zh-CN",
}
OLD = ANDROID + "69.0.3497.100 Mobile Safari/537.36"


def at(days: float) -> str:
    """A date as servers write it."""
    return format_datetime(NOW + timedelta(days=days), usegmt=True)


@dataclass(frozen=True)
class Case:
    """A host, what it sends with the page, what the browser lacks; what is to be said, with which advice."""

    said: str
    headers: dict[str, str] = field(default_factory=dict)
    name: str = NAME
    script: str = ""
    advice: str = ""
    worker: bool = True  # can be fetched
    below: str = f"{SUBPATH}/"


FOREVER = {"Cache-Control": "public, max-age=31536000"}
NEVER = {"Cache-Control": "no-store"}
CASES = {
    "a worker": Case(YES, NEVER, "localhost"),
    "a worker that never came": Case(NO, NEVER, "localhost", advice="过一分钟", worker=False),
    "the cache instead of a worker": Case(UNTIL, FOREVER, "localhost", worker=False),
    "HTTP, kept for a year": Case(UNTIL, FOREVER, advice="请管理员改用 HTTPS，或要一份单文件版"),
    "HTTP, at the root": Case(UNTIL, FOREVER, below=""),
    "a worker at the root": Case(YES, NEVER, "localhost", below=""),
    "HTTP, kept until a day": Case(UNTIL, {"Expires": at(30)}),
    "HTTP, old page, nothing said": Case(UNTIL, {"Last-Modified": at(-1000)}),
    "HTTP, page of tomorrow, nothing said": Case(NO, {"Last-Modified": at(1)}, advice="单文件版"),
    "HTTP, nothing at all": Case(NO),
    "HTTP, never kept": Case(NO, NEVER),
    "HTTP, always asked for": Case(NO, {"Cache-Control": "no-cache"}),
    "HTTP, kept for no time": Case(NO, {"Cache-Control": "max-age=0"}),
    "HTTP, already over": Case(NO, {"Expires": at(-1)}),
    "an old phone": Case(UNTIL, FOREVER, script=webview(OLD)),
    **{
        agent: Case(UNTIL, FOREVER, script=webview(text), advice="在浏览器打开")
        for agent, text in AGENTS.items()
    },
    "WeChat, never kept": Case(NO, NEVER, script=webview(AGENTS["WeCom"]), advice="在浏览器打开"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    build_site(made, ROOT / "tests" / "corpora" / "small")
    return made


@pytest.fixture
def host(folder: Path) -> Iterator[FaultServer]:
    server = FaultServer(folder)
    yield server
    server.close()


class Visitor:
    """Somebody with one kind of browser at one kind of host."""

    def __init__(self, case: Case, host: FaultServer, folder: Path, phone: Phone) -> None:
        self.case = case
        self.phone = phone
        self.url = f"http://{case.name}{'' if case.name == NAME else f':{host.port}'}/{case.below}"
        host.folder = folder if case.below else folder / SUBPATH
        host.fault = self.answer

    def answer(self, path: str, body: bytes) -> Reply | None:
        """The page with the headers of the case; no worker where there is none."""
        if path == self.case.below + "index.html":
            return Reply(body, headers=dict(self.case.headers))
        return Reply(b"", 404) if path.endswith("sw.js") and not self.case.worker else None

    def page(self) -> Page:
        """An empty page of this browser."""
        page = self.phone.page()
        page.add_init_script(self.case.script)
        return page

    def about(self) -> Page:
        """The screen with the check, when a worker that comes has come."""
        page = self.page()
        page.goto(self.url + "#/about")
        page.get_by_role("button", name="离线体检").wait_for()
        if self.case.name == "localhost" and self.case.worker:
            page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        return page

    def opens(self) -> bool:
        """After a restart: does the app stand there?"""
        self.phone.restart()
        page = self.page()
        try:
            page.goto(self.url)
        except Error as error:
            # The second is what a worker says that has lost its page.
            assert any(name in str(error) for name in ("ERR_CONNECTION_REFUSED", "ERR_FAILED"))
            return False
        page.locator(SEARCH).wait_for()
        return True


def said(page: Page) -> str:
    """What the check says."""
    page.get_by_role("button", name="离线体检").click()
    found = page.locator(".flight-check [role=status]")
    expect(found).to_contain_text("飞行模式")
    return found.inner_text()


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_it_opens_in_flight_mode_exactly_when_it_says_so(
    case: Case, host: FaultServer, folder: Path, phone_on: PhoneFactory
) -> None:
    visitor = Visitor(case, host, folder, phone_on(host.port))
    answer = said(visitor.about())
    assert case.said in answer
    assert case.advice in answer
    host.close()
    assert visitor.opens() is (case.said in (YES, UNTIL))


def test_a_worker_whose_page_was_cleared_away_is_not_trusted(
    host: FaultServer, folder: Path, phone_on: PhoneFactory
) -> None:
    visitor = Visitor(CASES["a worker"], host, folder, phone_on(host.port))
    page = visitor.about()
    page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    assert NO in said(page)
    host.close()
    assert not visitor.opens()


def test_content_that_is_not_whole_is_mended_or_named(
    host: FaultServer, folder: Path, phone_on: PhoneFactory
) -> None:
    visitor = Visitor(CASES["HTTP, kept for a year"], host, folder, phone_on(host.port))
    page = visitor.about()
    damage = """async () => {
      const asked = indexedDB.open(hongxian.database);
      await new Promise((resolve) => { asked.onsuccess = resolve; });
      const [, hash] = hongxian.release.documents[0];
      asked.result.transaction('objects', 'readwrite').objectStore('objects').put(new Uint8Array(3), hash);
      asked.result.close();
    }"""
    page.evaluate(damage)
    assert UNTIL in said(page)
    page.evaluate(damage)
    host.close()
    assert LACKING in said(page)


def test_a_private_window_keeps_nothing_as_it_says(
    host: FaultServer, playwright: Playwright, browser: str
) -> None:
    host.fault = lambda path, body: Reply(body, headers=FOREVER) if path.endswith("n/index.html") else None
    url = f"http://localhost:{host.port}/{SUBPATH}/"
    engine = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
    window = engine.new_context(locale="zh-CN")
    page = window.new_page()
    page.goto(url + "#/about")
    assert "无痕窗口除外" in said(page)
    window.close()
    host.close()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        engine.new_context().new_page().goto(url)
    engine.close()
