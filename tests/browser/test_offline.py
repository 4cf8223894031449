"""Real content, real servers, as people get them: first visit → server killed → browser restarted → search.

Two kinds of host (an export below a subpath on the dumbest server there is, and our own server), each on localhost and
on a plain-HTTP name, where a browser has neither service worker nor WebCrypto.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosts import NAME, Process, static_server
from tests.browser.phone import Phone, PhoneFactory

ROOT = Path(__file__).resolve().parents[2]
SEARCH = "input[type=search]"
RULE = "rule/tj-zuzhibu-weixin-shiyanjin--hongbao-liquan.md"
TITLE = "#app h1[tabindex]"  # of a document, not of the splash
QUERIES = ["红包", "hongbao", "涉密", "群主", "第九条"]
pytestmark = pytest.mark.browser


@dataclass
class Deployment:
    """Content, data and a server over them."""

    kind: str
    folder: Path

    def __post_init__(self) -> None:
        self.content = self.folder / "content"
        shutil.copytree(ROOT / "content", self.content)
        self.data = self.folder / "data"
        self.host = self.folder / "host"
        self.path = "gz/hongxian/" if self.kind == "export" else ""
        self.publish()
        self.server = self._server()
        self.server.start()

    def publish(self) -> None:
        """What an author does after editing."""
        places = ["--content", str(self.content), "--data", str(self.data)]
        if self.kind == "export":
            run("build_static.py", "--out", str(self.host / self.path), *places)
        else:
            run("-m", "webapp", "release", "create", *places)

    def edit(self, before: str, after: str) -> None:
        """Change one rule."""
        rule = self.content / RULE
        text = rule.read_text(encoding="utf-8")
        assert before in text
        rule.write_text(text.replace(before, after), encoding="utf-8")

    def url(self, name: str) -> str:
        """The address of the app under a host name."""
        return (
            f"http://{name}/{self.path}" if name == NAME else f"http://{name}:{self.server.port}/{self.path}"
        )

    @property
    def site(self) -> Path:
        """The folder with `sync/` that the server serves."""
        return self.host / self.path if self.kind == "export" else self.data / "site"

    def _server(self) -> Process:
        log = self.folder / "server.log"
        if self.kind == "export":
            return static_server(self.host, log)
        serve = [
            sys.executable,
            "-m",
            "webapp",
            "serve",
            "--content",
            str(self.content),
            "--data",
            str(self.data),
        ]
        return Process(lambda port: [*serve, "--port", str(port)], log)


def run(*arguments: str) -> None:
    """A command of the product, which has to succeed."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(params=["export", "flask"])
def deployment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Deployment]:
    """A host of either kind, running."""
    made = Deployment(request.param, tmp_path / "deployment")
    yield made
    made.server.kill()


def found(page: Page, query: str) -> list[str]:
    """The ids of the results, in order, as a person gets them: by typing."""
    page.fill(SEARCH, "")
    page.fill(SEARCH, query)
    page.wait_for_url(f"**/*#/search?q={'*'}")
    page.locator(".results:not([aria-busy])").wait_for()
    ids: list[str] = page.locator("[data-rule-id]").evaluate_all(
        "(all) => all.map((one) => one.dataset.ruleId)"
    )
    return ids


def answers(phone: Phone, url: str) -> dict[str, list[str]]:
    """What every query finds, each in a fresh page."""
    results = {}
    for query in QUERIES:
        page = phone.open(url, SEARCH)
        results[query] = found(page, query)
        page.close()
    return results


@pytest.mark.parametrize("name", ["localhost", NAME])
def test_opens_and_searches_with_the_server_dead(
    name: str, deployment: Deployment, phone_on: PhoneFactory
) -> None:
    phone = phone_on(deployment.server.port)
    url = deployment.url(name)
    page = phone.open(url, SEARCH)
    assert page.evaluate("isSecureContext") is (name == "localhost")
    if name == "localhost":
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    online = answers(phone, url)
    assert all(online.values()), online
    about = phone.open(url + "#/about", ".fingerprint")
    assert about.get_by_text("控制网络的人可以改动第一次打开的页面").count() == (name == NAME)
    about.close()
    deployment.server.kill()
    phone.restart()
    page, seconds = phone.timed(url, SEARCH)
    expect(page.locator(SEARCH)).to_be_visible()
    print(f"{deployment.kind} on {name}: search box {seconds * 1000:.0f} ms after a cold start, server dead")
    assert answers(phone, url) == online


def test_an_update_is_taken_whole_and_a_forged_or_older_one_is_refused(
    deployment: Deployment, phone_on: PhoneFactory
) -> None:
    phone = phone_on(deployment.server.port)
    url = deployment.url(NAME)
    rule = url + "#/r/" + Path(RULE).stem
    old = phone.open(rule, TITLE).inner_text(TITLE)
    first = (deployment.site / "sync" / "head.json").read_bytes()

    deployment.edit("title: ", "title: 【新】")
    deployment.publish()
    page = phone.open(rule, TITLE)
    expect(page.locator(TITLE)).to_have_text(old)
    before = page.evaluate("hongxian.release.seq")
    offer = page.evaluate("hongxian.check()")
    assert (offer["kind"], offer["statement"]["seq"]) == ("newer", before + 1)
    expect(phone.open(rule, TITLE).locator(TITLE)).to_have_text(old)
    assert page.evaluate("(offer) => hongxian.take(offer)", offer) == {"kind": "taken"}
    expect(page.locator(TITLE)).to_have_text(old)
    page.reload()
    expect(page.locator(TITLE)).to_have_text("【新】" + old)

    deployment.edit("【新】", "【再】")
    deployment.publish()
    good = (deployment.site / "sync" / "head.json").read_bytes()
    envelope = json.loads(good)
    altered = {**envelope, "signed": envelope["signed"].replace('"seq":3', '"seq":4')}
    stranger = {**envelope, "sigs": [{**envelope["sigs"][0], "s": "0" * 128}]}
    refusals = [
        (json.dumps(altered).encode(), "bad-signature"),
        (json.dumps(stranger).encode(), "bad-signature"),
        (good[: len(good) // 2], "not-json"),
        (first, "older"),
    ]
    for head, code in refusals:
        (deployment.site / "sync" / "head.json").write_bytes(head)
        assert page.evaluate("hongxian.check()") == {"kind": "refused", "code": code}
        reopened = phone.open(rule, TITLE)
        expect(reopened.locator(TITLE)).to_have_text("【新】" + old)
        reopened.close()
        home = phone.open(url, SEARCH)
        assert Path(RULE).stem in found(home, "红包")
        home.close()
    (deployment.site / "sync" / "head.json").write_bytes(good)
    assert page.evaluate("hongxian.check()")["kind"] == "newer"


def test_english_is_fetched_when_it_is_chosen_and_kept(
    deployment: Deployment, phone_on: PhoneFactory
) -> None:
    phone = phone_on(deployment.server.port)
    settings = deployment.url(NAME) + "#/settings"
    page = phone.open(settings, ".settings")
    deployment.server.kill()
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("联网")
    expect(page.locator("#locale-zh")).to_be_checked()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")

    deployment.server.start()
    # It listens before its index is ready, and the app would not wait so long.
    assert page.evaluate("fetch('sync/head.json').then(({ status }) => status)") == 200
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible(timeout=30_000)
    deployment.server.kill()
    phone.restart()
    expect(phone.open(settings, ".settings").get_by_role("heading", name="Settings")).to_be_visible()
