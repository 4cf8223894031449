"""The phone's engine in a real browser answers as the server's engine does: the same documents, in the same order."""

from __future__ import annotations

import json
import os
import random
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.browser.app import ROOT
from tests.browser.conftest import PersonFactory
from tests.browser.person import THUMB
from webapp import create_app
from webapp.compiler.compile import compile_content
from webapp.release.builder import publish
from webapp.rules.units import units
from webapp.settings import Settings

pytestmark = pytest.mark.browser
SHARED = ROOT.parent / "shared" / "content" / "search-cases-dev.json"
# What the screen shows before somebody asks for more.
SHOWN = 20
OTHERS = 30
# Types the question and reads the list once the screen says that it stands for that question.
ASK = """async (query) => {
  const box = document.querySelector('input[type=search]');
  box.value = query;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const stands = () => document.title.startsWith(query + ' · ') && !document.querySelector('[aria-busy]');
  while (!stands()) await new Promise((done) => requestAnimationFrame(done));
  return Array.from(document.querySelectorAll('[data-rule-id]'), (one) => one.dataset.ruleId);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Our own server over the same content."""
    settings = Settings(
        content=ROOT / "content", data=tmp_path_factory.mktemp("data"), translations=ROOT / "translations"
    )
    publish(compile_content(settings.content), settings)
    return create_app(settings).test_client()


def development_cases() -> list[dict[str, Any]]:
    """The cases that the search is developed against."""
    if not SHARED.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not on this machine: {SHARED.name}")
    listed: list[dict[str, Any]] = json.loads(SHARED.read_text(encoding="utf-8"))
    return listed


def other_queries() -> list[str]:
    """Runs of words from anywhere in the library, as people half remember them."""
    chance = random.Random(3)
    texts = [
        text
        for unit in units(compile_content(ROOT / "content").documents)
        for text in unit["fields"]["title"]
    ]
    picked = chance.sample(sorted(set(texts)), OTHERS)
    return [
        text[(at := chance.randrange(max(1, len(text) - 3))) : at + chance.randint(2, 9)].strip()
        for text in picked
    ]


def on_server(server: FlaskClient, query: str) -> list[dict[str, Any]]:
    """What the server's engine answers."""
    answer = server.get(f"/api/search?q={quote(query)}&limit={SHOWN}").get_json()
    results: list[dict[str, Any]] = answer["results"]
    return results


def ids_of(results: list[dict[str, Any]]) -> list[str]:
    return [result["id"] for result in results]


def is_right(case: dict[str, Any], results: list[dict[str, Any]]) -> bool:
    """A scenario that rests on a wanted rule may lead in its place."""
    if case["expect_none"] or not results:
        return case["expect_none"] and not results
    leads = {results[0]["id"], *results[0]["rests_on"]}
    return bool(leads & set(case["first_any"])) and set(case["top5_all"]) <= set(ids_of(results[:5]))


def test_all_development_cases(server: FlaskClient, person_with: PersonFactory) -> None:
    page = person_with(THUMB).open("#/search?q=")
    cases = development_cases()
    assert len(cases) == 30
    wrong = []
    for case in cases:
        expected = on_server(server, case["query"])
        assert page.evaluate(ASK, case["query"]) == ids_of(expected), case["id"]
        if not is_right(case, expected):
            wrong.append((case["id"], case["query"], ids_of(expected[:5])))
    assert wrong == []


def test_other_queries(server: FlaskClient, person_with: PersonFactory) -> None:
    page = person_with(THUMB).open("#/search?q=")
    for query in filter(None, other_queries()):
        assert page.evaluate(ASK, query) == ids_of(on_server(server, query)), query
