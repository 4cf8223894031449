"""Journeys of an official through the real app: real content, real release, real search, a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    expect,
)

from tests.browser.app import ROOT, SUBPATH, build_site, screens
from tests.browser.hosts import Process, static_server

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
RULE = "#/r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """The shipped content as a static site below a subpath."""
    folder = tmp_path_factory.mktemp("app")
    build_site(folder)
    server = static_server(folder, folder / "server.log")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def engine(playwright: Playwright, browser: str) -> Iterator[Browser]:
    """One browser for all journeys; each has a profile of its own."""
    running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    yield running
    running.close()


class App:
    """The app in one profile, with every complaint of the browser."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, route: str = "#/") -> Page:
        """A fresh load of a route, until its screen stands."""
        self.page.goto("about:blank")
        self.page.goto(self.address + route)
        expect(self.page.locator(".app[data-pane] h1:visible").first).to_be_attached()
        return self.page

    def type(self, text: str) -> None:
        """Key by key into the search box."""
        self.page.locator("input[type=search]").press_sequentially(text)


@pytest.fixture
def app(engine: Browser, site: Process, request: pytest.FixtureRequest) -> Iterator[App]:
    """The app on a phone; `@pytest.mark.parametrize("app", [DESK], indirect=True)` for another screen."""
    size: ViewportSize = getattr(request, "param", PHONE)
    context = engine.new_context(viewport=size, has_touch=size is PHONE, locale="zh-CN")
    app = App(context, f"http://127.0.0.1:{site.port}/{SUBPATH}/")
    yield app
    context.close()
    assert app.complaints == []


def test_from_the_first_letter_to_the_rule_and_back(app: App) -> None:
    page = app.open()
    app.type("红包")
    results = page.locator("[data-rule-id]")
    expect(results.first).to_be_visible()
    expect(page).to_have_url(page.url.split("#")[0] + "#/search?q=%E7%BA%A2%E5%8C%85")
    target = results.nth(4)
    target.scroll_into_view_if_needed()
    page.mouse.wheel(0, 150)
    # The page's policy forbids eval, so waiting for a condition has to be a promise of its own.
    page.evaluate(
        "new Promise((done) => { const look = () => (scrollY > 100 ? done() : requestAnimationFrame(look)); look() })"
    )
    id_ = target.get_attribute("data-rule-id")
    target.locator("a").click()
    expect(page.locator(".detail article h1")).to_be_focused()
    assert page.url.endswith(f"#/r/{id_}")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(target.locator("a")).to_be_focused()
    assert page.evaluate("scrollY") > 100
    expect(page.locator("input[type=search]")).to_have_value("红包")
    page.go_back()
    expect(page.locator(".brand h1")).to_be_visible()
    expect(page.locator(".chips").first).to_contain_text("红包")  # what was looked for is remembered


def test_a_rule_says_its_words_its_source_and_its_status(app: App) -> None:
    page = app.open(RULE)
    words = page.locator(".words")
    expect(words).to_contain_text("严禁利用微信接受或赠送可能影响公正执行公务的微信红包或电子礼券")
    expect(words).to_contain_text("媒体引述")
    expect(words).to_contain_text("转引自")
    expect(page.locator("header .labels")).to_contain_text("红线")
    expect(page.locator(".facts")).to_contain_text("未核实")
    expect(page.locator(".plain")).to_contain_text("编者说明")
    assert page.title().endswith("红线随身查")


def test_copying_takes_the_source_along(app: App) -> None:
    page = app.open(RULE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制").click()
    expect(page.locator(".toast")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    for part in ("严禁利用微信接受或赠送", "媒体引述", "转引自", "状态：未核实", RULE, "不是官方答复"):
        assert part in copied


def test_what_is_not_in_the_library_is_said(app: App) -> None:
    page = app.open()
    app.type("火星移民补贴")
    expect(page.locator("h1:visible")).to_have_text("未收录相关规定")
    assert page.locator("[data-rule-id]").count() == 0
    page.locator(".nothing .chip").first.click()
    expect(page.locator(".detail article h1")).to_be_visible()


def test_a_link_to_a_rule_opens_there_and_back_leads_home(app: App) -> None:
    page = app.open(RULE)
    page.get_by_role("button", name="返回").click()
    expect(page.locator(".brand h1")).to_be_visible()
    page = app.open("#/r/no-such-rule")
    expect(page.locator("h1:visible")).to_have_text("没有这一条")


def test_favourites_stay_on_the_phone(app: App) -> None:
    page = app.open(RULE)
    star = page.get_by_role("button", name="收藏")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page = app.open("#/saved")
    expect(page.locator(".list .row")).to_have_count(1)
    page.locator(".list .row").click()
    star = page.get_by_role("button", name="收藏")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false")


def test_the_language_is_chosen_once_and_kept(app: App) -> None:
    page = app.open("#/settings")
    page.get_by_label("English").check()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".list h1")).not_to_have_text("设置")
    assert page.url.endswith("#/settings")
    page = app.open("#/about")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_elder_edition_is_one_tap_away(app: App) -> None:
    page = app.open()
    page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll('.app *')).filter((e) => e.offsetParent && e.children.length === 0
        && e.textContent.trim() && parseFloat(getComputedStyle(e).fontSize) < 18).map((e) => e.textContent)"""
    )
    assert small == []
    low = page.evaluate(
        """() => Array.from(document.querySelectorAll('.app a, .app button')).filter((e) => e.offsetParent
        && !e.closest('p') && e.getBoundingClientRect().height < 60).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert low == []


def test_search_history_can_be_switched_off(app: App) -> None:
    page = app.open("#/settings")
    page.get_by_role("switch", name="记住搜索历史").uncheck()
    expect(page.get_by_text("已清除")).to_be_visible()
    page = app.open()
    app.type("保密")
    page.locator("[data-rule-id] a").first.click()
    expect(page.locator(".detail article h1")).to_be_visible()
    page = app.open()
    expect(page.get_by_text("最近查过")).to_have_count(0)


def test_without_a_worker_the_page_searches_itself(app: App) -> None:
    app.page.add_init_script("self.Worker = undefined")
    page = app.open()
    app.type("保密")
    expect(page.locator("[data-rule-id]").first).to_be_visible()
    page = app.open("#/about")
    expect(page.locator(".abilities")).to_contain_text("在页面里搜索，结果一样")


def test_about_names_the_release(app: App) -> None:
    page = app.open("#/about")
    expect(page.locator(".about .facts")).to_contain_text("第 1 版")
    expect(page.locator(".about .facts")).to_contain_text("开发版")
    page.get_by_role("button", name="检查更新").click()
    expect(page.locator(".update-state")).to_have_text("已是最新")


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
    context = engine.new_context(viewport=PHONE, locale="zh-CN")
    page = App(context, f"http://127.0.0.1:{own_server.port}/{SUBPATH}/").open("#/about")
    head = tmp_path / SUBPATH / "sync" / "head.json"
    good = head.read_bytes()
    assert b"dev-" in good
    head.write_bytes(good.replace(b"dev-", b"sly-"))
    page.get_by_role("button", name="检查更新").click()
    expect(page.locator(".update-state")).to_contain_text("没有通过检查")
    expect(page.locator(".notice")).to_have_count(0)

    changed = tmp_path / "content"
    shutil.copytree(ROOT / "content", changed)
    rule = changed / "rule" / "tj-zuzhibu-weixin-shiyanjin--hongbao-liquan.md"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("title: 不收", "title: 【新】不收"), encoding="utf-8"
    )
    build_site(tmp_path, changed)
    page.get_by_role("button", name="检查更新").click()
    expect(page.locator(".notice")).to_contain_text(re.compile(r"修改 \d+ 篇"))
    expect(page.locator(".about .facts")).to_contain_text(
        "第 1 版"
    )  # nothing changes before the person says so
    page.get_by_role("button", name="更新", exact=True).click()
    expect(page.locator(".about .facts")).to_contain_text("第 2 版")
    assert page.url.endswith("#/about")
    own_server.kill()
    page.locator(".tab").first.click()
    page.locator("input[type=search]").press_sequentially("【新】")
    expect(page.locator("[data-rule-id]").first).to_contain_text("【新】不收")
    context.close()


@pytest.mark.parametrize("app", [DESK], indirect=True)
def test_by_keyboard_at_a_desk_with_two_panes(app: App) -> None:
    page = app.open()
    page.locator("input[type=search]").focus()
    page.keyboard.type("群主")
    expect(page.locator("[data-rule-id]").first).to_be_visible()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-rule-id]') !== null"):
            break
    first = page.locator("[data-rule-id] a").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".detail article h1")).to_be_focused()
    expect(first).to_be_visible()
    expect(first).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(first).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_screen_scrolls_sideways(app: App, width: int) -> None:
    app.page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for name, route in screens():
        page = app.open(route)
        page.evaluate(
            "document.documentElement.dataset.size = '30'; document.documentElement.dataset.elder = ''"
        )
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(app: App, theme: str) -> None:
    app.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    found = []
    for name, route in screens():
        page = app.open(route)
        for problem in Axe().run(page).response["violations"]:
            if problem["impact"] in ("serious", "critical"):
                found.append(f"{name}: {problem['id']}: {problem['nodes'][0]['html'][:120]}")
    assert found == []


def test_a_rule_prints_without_the_furniture(app: App) -> None:
    page = app.open(RULE)
    page.emulate_media(media="print")
    for hidden in (".tabs", ".search", ".actions", ".bar"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".words")).to_be_visible()
