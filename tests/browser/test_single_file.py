"""One file from disk: readable without scripts, the whole search with them, and honest about damage on its way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.app import ROOT
from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.export.single_file import write_single_file
from webapp.query.engine import Engine
from webapp.release.builder import publish
from webapp.rules.status import beijing_today
from webapp.settings import Settings

CASES = ROOT.parent / "shared" / "content" / "search-cases-dev.json"
RULE = "tj-zuzhibu-weixin-shiyanjin--hongbao-liquan"
STARTED = ".home h1:visible"


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content as one file."""
    folder = tmp_path_factory.mktemp("single")
    settings = Settings(content=ROOT / "content", data=folder / "data", translations=ROOT / "translations")
    publish(compile_content(settings.content), settings)
    assert write_single_file(settings, folder / "one.html") < 1_000_000, "small enough to send in a chat"
    return folder / "one.html"


@pytest.fixture(scope="module")
def chrome(playwright: Playwright, browser: str) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    yield running
    running.close()


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    """A phone that asks the network for nothing."""
    context = chrome.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    yield page
    context.close()
    assert all(url.startswith(("file:", "blob:", "data:")) for url in asked)


def test_english_is_inside(page: Page, single: Path) -> None:
    page.goto(single.as_uri() + "#/settings")
    page.get_by_text("English", exact=True).click()
    page.locator("html[lang=en]").wait_for()
    page.get_by_role("heading", name="Settings").wait_for()


def unscripted(chrome: Browser, path: Path) -> Page:
    context = chrome.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def test_every_development_case_is_found_as_on_the_server(single: Path, page: Page) -> None:
    if not CASES.exists():
        pytest.fail(f"{CASES} is missing: the development cases cannot be asked")
    library = compile_content(ROOT / "content")
    engine = Engine(library, build_tables())
    page.goto(single.as_uri())
    page.locator(STARTED).wait_for()
    today = beijing_today(datetime.now(UTC))
    for case in json.loads(CASES.read_text("utf-8")):
        expected = [result.id for result in engine.search(case["query"], limit=20, today=today).results]
        page.goto(f"{single.as_uri()}#/search?q={case['query']}")
        page.locator(".count:visible").first.wait_for()
        page.wait_for_function(
            "([text, ids]) => document.querySelector('input[type=search]').value === text &&"
            " Array.from(document.querySelectorAll('[data-rule-id]'), (row) => row.dataset.ruleId).join() === ids",
            arg=[case["query"], ",".join(expected)],
        )


def test_without_scripts_everything_can_be_read(single: Path, chrome: Browser) -> None:
    page = unscripted(chrome, single)
    assert "年" in page.inner_text(".released")
    assert float(page.eval_on_selector(".released", "(e) => parseFloat(getComputedStyle(e).fontSize)")) >= 24
    assert not page.is_visible("#cut")
    page.goto(f"{single.as_uri()}#/r/{RULE}")
    assert "严禁利用微信接受或赠送" in page.inner_text(f'[id="/r/{RULE}"]')
    titles = {
        each["title"]
        for each in compile_content(ROOT / "content").documents.values()
        if each["type"] == "rule"
    }
    assert titles <= set(page.locator("article h1").all_inner_texts())


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.9999])
def test_a_file_cut_on_its_way_says_so(single: Path, chrome: Browser, share: float) -> None:
    whole = single.read_bytes()
    cut = single.with_name(f"cut-{share}.html")
    cut.write_bytes(whole[: int(len(whole) * share)])
    page = unscripted(chrome, cut)
    assert page.is_visible("#cut")
    assert "截断" in page.inner_text("#cut")


def test_a_file_that_was_altered_does_not_search_and_stays_readable(single: Path, page: Page) -> None:
    altered = single.with_name("altered.html")
    text = single.read_text("utf-8")
    start = text.index('id="hongxian-pack"')
    altered.write_text(
        text[:start] + text[start:].replace("不违规收受微信红包", "可以收受微信红包啊", 1), "utf-8"
    )
    page.goto(altered.as_uri())
    page.locator("#broken:visible").wait_for()
    assert page.get_attribute("html", "data-boot") == "hash-mismatch"
    assert page.locator("article").count() == text.count("<article id=")
    assert page.locator("input[type=search]").count() == 0
