"""Plain pages in a browser without scripts: from the app's own door to an answer, by keyboard, on paper; and axe."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from webapp import create_app
from webapp.cli.listening import listen
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.settings import Settings, packaged

pytestmark = pytest.mark.browser
MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
RULE = "r/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan/"
PAGES = [
    "r/", "redlines/", "rulesets/", "compare/hongbao/", "mine/?role=机关干部&region=tianjin", "about/", "r/nothing/",
    "search?q=红包&region=tianjin", "search?q=公务接待标准", RULE, "r/shiwei-shuji-qungui--meiri-huibao/",
    "r/wangxinban-qunzu-guiding-2017/", "r/zhiyin-fatie-qian/", "r/src-seed-c70596aa/", "r/yongyu-hongbao/",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The shipped content, served."""
    settings = Settings(packaged("content"), tmp_path_factory.mktemp("plain"), packaged("translations"))
    publish(compile_content(settings.content), settings)
    server = listen(create_app(settings), "127.0.0.1", 0)
    thread = threading.Thread(target=server.waitress.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.waitress.close()


@pytest.fixture(scope="module")
def without_scripts(engine: Browser) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    context = engine.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="zh-CN"
    )
    yield context
    context.close()


@pytest.fixture
def page(without_scripts: BrowserContext) -> Iterator[Page]:
    made = without_scripts.new_page()
    yield made
    made.close()


def test_from_the_app_without_scripts_to_a_rule_and_on(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="网页版").click()
    expect(page).to_have_url(f"{address}r/")
    page.get_by_role("searchbox").fill("红包")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"找到 \d+ 条"))
    page.locator("summary").click()
    page.get_by_label("地区").select_option("tianjin")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("[data-rule-id]").first).to_have_attribute("data-rule-id", RULE.split("/")[1])
    page.locator("[data-rule-id] a").first.click()
    expect(page.locator("blockquote").first).to_contain_text("严禁利用微信接受或赠送")
    expect(page.locator("figcaption").first).to_contain_text("媒体引述")
    page.get_by_role("link", name="并排看各地原文").click()
    expect(page.get_by_role("table")).to_contain_text("无论数额大小")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("电子礼券")


def test_what_is_not_on_record_leads_to_a_topic(page: Page, address: str) -> None:
    page.goto(f"{address}search?q=公务接待标准")
    expect(page.get_by_role("heading", name="未收录相关规定")).to_be_visible()
    assert page.locator("[data-rule-id]").count() == 0
    page.get_by_role("link", name=re.compile("保密")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("保密")


def test_by_keyboard_from_the_red_lines_to_what_concerns_me(page: Page, address: str) -> None:
    page.goto(f"{address}redlines/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()
    page.goto(f"{address}mine/")
    page.get_by_label("我是").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="看与我有关的").press("Enter")
    expect(page).to_have_url(re.compile(r"role=%E7%BE%A4%E4%B8%BB"))
    expect(page.get_by_role("heading", level=1)).to_have_text("与我有关：群主")
    assert page.locator(".cells > li").count() > 0


def test_the_language_goes_along(page: Page, address: str) -> None:
    page.goto(f"{address}r/")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="All red lines").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All red lines")
    expect(page.locator(".cells .title").first).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("sheet", [RULE, "redlines/", "r/wangxinban-qunzu-guiding-2017/"])
def test_paper_has_no_ways_but_the_release_and_the_addresses(page: Page, address: str, sheet: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + sheet)
    for gone in ("header nav", "footer nav", ".skip", ".screen", "form"):
        for found in page.locator(gone).all():
            expect(found).to_be_hidden()
    expect(page.locator("footer")).to_contain_text(re.compile(r"第 \d+ 版"))
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    printed = page.locator("a.address").first
    if printed.count():
        shown = printed.evaluate("(link) => getComputedStyle(link, '::after').content")
        assert "http" in shown


@pytest.fixture(scope="module")
def looked_at(engine: Browser) -> Iterator[Page]:
    """A page that may be measured: tools run in it, though it has no script of its own."""
    context = engine.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_in_the_light_and_no_weak_colour_in_the_dark(looked_at: Page, address: str) -> None:
    found = []
    for each in PAGES:
        looked_at.emulate_media(color_scheme="light")
        looked_at.goto(address + each)
        looked_at.evaluate(Axe().axe_script)
        found += violations(looked_at, each, AXE)
        looked_at.emulate_media(color_scheme="dark")
        found += violations(looked_at, f"{each} dark", {**AXE, "runOnly": ["color-contrast"]})
    assert not found, "\n".join(found)


def violations(page: Page, name: str, options: dict[str, Any]) -> list[str]:
    """What axe says of the page that is shown."""
    answer: list[dict[str, Any]] = page.evaluate(
        f"axe.run({json.dumps(options)}).then((found) => found.violations)"
    )
    return [f"{name} {each['id']}: {node['html'][:160]}" for each in answer for node in each["nodes"]]


def test_nothing_scrolls_sideways_and_targets_are_as_large_as_a_thumb(looked_at: Page, address: str) -> None:
    """At 320 px, in the browser's own size and at twice that."""
    looked_at.set_viewport_size({"width": 320, "height": 640})
    found = []
    for each in PAGES:
        looked_at.goto(address + each)
        looked_at.evaluate(MEASURES)
        looked_at.evaluate("document.body.classList.add('app')")  # what the measures look at
        for size in ("", "200%"):
            looked_at.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
            problems = looked_at.evaluate(
                "[].concat(measures.sideways(), measures.targets(44), measures.lines(), measures.letters(12))"
            )
            found += [f"{each} {size}: {problem}" for problem in problems]
    assert not found, "\n".join(found)
