"""A large library is searched while its index is still being made, and says so until all of it is there."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.app import ROOT, SUBPATH
from tests.browser.hosts import static_server
from tests.browser.person import SEARCH, THUMB, Person, profile_of
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.rules.library import Library
from webapp.settings import Settings

pytestmark = pytest.mark.browser
SETS, ARTICLES = 36, 400  # more than one segment of 8,192 units
# The page indexes by itself, a slice per turn; turns wait here once the first segment stands, until they are let go.
# 82 slices of a hundred units make a segment, 147 the library; a few turns may pass before, or be others'.
HOLD = """
  self.Worker = undefined;
  const held = [], post = MessagePort.prototype.postMessage;
  let turns = 0;
  MessagePort.prototype.postMessage = function (...message) {
    const act = () => post.apply(this, message);
    if (document.querySelector('.app') && ++turns > 90 && !self.letGo) held.push(act);
    else act();
  };
  self.goOn = () => { self.letGo = true; held.splice(0).forEach((act) => act()); };
"""


def large_library() -> Library:
    """The handbook behind rule sets of some thousand articles, whose ids come first."""
    chance = random.Random(4)
    words = "工程合同检验登记审批责任期限标准材料单位报告处理费用保证"
    sets: list[Any] = []
    for number in range(SETS):
        id_ = f"aa-guiding-{number:03}"
        articles = [
            {
                "id": f"{id_}--art-{place}",
                "no": str(place),
                "label": f"第{place}条",
                "path": [],
                "blocks": [{"k": "p", "t": "".join(chance.choices(words, k=30))}],
            }
            for place in range(1, ARTICLES + 1)
        ]
        sets.append(
            {
                "id": id_,
                "type": "ruleset",
                "title": f"第{number}号规定",
                "official_text": True,
                "status": "effective",
                "region": "quanguo",
                "topics": [],
                "articles": articles,
                "sources": [],
            }
        )
    return Library([*compile_content(ROOT / "content").documents.values(), *sets])


def test_queries_work_while_the_library_is_indexed_and_say_so(engine: Browser, tmp_path: Path) -> None:
    settings = Settings(content=ROOT / "content", data=tmp_path / "data", translations=ROOT / "translations")
    publish(large_library(), settings)
    (tmp_path / "host" / SUBPATH).parent.mkdir(parents=True)
    (tmp_path / "data" / "site").rename(tmp_path / "host" / SUBPATH)
    server = static_server(tmp_path / "host", tmp_path / "server.log")
    server.start()
    person = Person(profile_of(engine, THUMB), f"http://127.0.0.1:{server.port}/{SUBPATH}/", THUMB)
    person.page.add_init_script(HOLD)
    page = person.open()
    note = page.get_by_text("还在准备其余条文")

    person.type("合同检验")
    expect(page.locator("[data-rule-id^=aa-guiding]").first).to_be_visible()
    expect(note).to_be_visible()
    page.locator(SEARCH).fill("红包")  # behind the first segment: not found yet, and not 未收录 either
    expect(page.locator("h1.count")).to_have_text("还没有查到")
    expect(note).to_be_visible()

    page.evaluate("goOn()")
    expect(page.locator("[data-rule-id='zj-weixin-weibo-shitiao--hongbao']")).to_be_visible()
    expect(note).to_have_count(0)
    person.leave()
    server.kill()
    assert person.complaints == []
