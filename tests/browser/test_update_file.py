"""A single-file edition from a chat or a stick → the release on this phone; anything else is refused in plain words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import ROOT, SUBPATH, build_site
from tests.browser.hosts import NAME, Process, static_server
from tests.browser.phone import PhoneFactory
from webapp.export.single_file import write_single_file
from webapp.settings import Settings

pytestmark = pytest.mark.browser
SMALL = ROOT / "tests" / "corpora" / "small"
RULE = Path("rule") / "jia-guiding--hongbao.md"
Spoil = Callable[[str], str]


class Chat:
    """A deployment, and the files of its releases that people send each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.releases = 0

    def file(self, words: str = "") -> Path:
        """Publish the next release and write its file."""
        self.releases += 1
        content = self.folder / f"content-{self.releases}"
        shutil.copytree(SMALL, content)
        text = (content / RULE).read_text(encoding="utf-8")
        (content / RULE).write_text(
            text.replace("违规的红包不收。", f"违规的红包不收。{words}"), encoding="utf-8"
        )
        build_site(self.folder, content)
        path = self.folder / f"release-{self.releases}.html"
        settings = Settings(content=content, data=self.folder / "data", translations=ROOT / "translations")
        write_single_file(settings, path)
        return path


@pytest.fixture
def chat(tmp_path: Path) -> Chat:
    return Chat(tmp_path)


@pytest.fixture
def server(chat: Chat, tmp_path: Path) -> Iterator[Process]:
    chat.file()
    running = static_server(tmp_path, tmp_path / "server.log")
    running.start()
    yield running
    running.kill()


@pytest.fixture(params=["localhost", "localhost, its worker not there yet", NAME])
def page(request: pytest.FixtureRequest, server: Process, phone_on: PhoneFactory, tmp_path: Path) -> Page:
    """A phone that has release 1 and no network any more."""
    host, *lacking = request.param.split(",")
    if lacking:
        (tmp_path / SUBPATH / "sw.js").unlink()
    page = phone_on(server.port).page()
    page.goto(f"http://{host}{'' if host == NAME else f':{server.port}'}/{SUBPATH}/#/about")
    expect(page.locator(".about .facts")).to_contain_text("第 1 版")
    if request.param == "localhost":
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    server.kill()
    return page


def open_file(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从文件更新").click()
    chooser.value.set_files(path)


def test_the_next_release_comes_by_file_and_nothing_else_does(
    page: Page, server: Process, chat: Chat, tmp_path: Path
) -> None:
    state = page.locator(".update-state")
    second = chat.file("第二版。")
    text = second.read_text(encoding="utf-8")
    release, pack = text.index('id="hongxian-release"'), text.index('id="hongxian-pack"')
    end = text.index("</script>", pack)
    bad: list[tuple[str, str]] = [
        ("只是一张通知", "不是本应用的更新文件"),
        *((text[:cut], "文件不完整") for cut in (len(text) // 9, release + 99, pack + 99, end - 1)),
        (text.replace("违规的红包不收。第二版", "违规的红包都可收第二版"), "文件不完整"),
        (re.sub(r'(seq\\+":)2', r"\g<1>9", text), "签名核对不上"),
        (re.sub(r'(ch\\+":\\+")dev-', r"\g<1>sly-", text), "签名核对不上"),
    ]
    for spoilt, said in bad:
        assert spoilt != text
        path = tmp_path / "received.html"
        path.write_text(spoilt, encoding="utf-8")
        open_file(page, path)
        expect(state).to_contain_text(said)
        assert page.evaluate("hongxian.release.seq") == 1
    other = Chat(tmp_path / "other")
    other.folder.mkdir()
    open_file(page, other.file())
    expect(state).to_contain_text("签名核对不上")

    open_file(page, second)
    expect(page.locator(".about .facts")).to_contain_text("第 2 版")
    page.goto(page.url.split("#")[0] + "#/r/jia-guiding--hongbao")
    expect(page.locator(".document")).to_contain_text("第二版。")
    page.goto(page.url.split("#")[0] + "#/about")
    open_file(page, second)
    expect(state).to_contain_text("已是这一版")
    open_file(page, tmp_path / "release-1.html")
    expect(state).to_contain_text("旧，没有采用")
    assert page.evaluate("hongxian.release.seq") == 2
