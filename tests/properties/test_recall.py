"""Whatever is recalled is shown nowhere, on the phone and on the server alike, and everything else still works."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

from webapp.analysis.tables import build_tables
from webapp.query.engine import Engine
from webapp.rules.library import Library
from webapp.rules.recall import without_recalled

TODAY = date(2026, 11, 22)
SCRIPT = Path(__file__).with_name("recalled_of.mjs")


def test_each_alone_on_both_sides(content: Library, node: str) -> None:
    articles = [each["id"] for set_ in content.of_type("ruleset") for each in set_.get("articles", ())]
    ids = [*list(content.documents)[::3], *articles[::40]]
    asked = {"documents": list(content.documents.values()), "ids": ids, "today": str(TODAY)}
    done = subprocess.run([node, SCRIPT], input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for id_, left in zip(ids, json.loads(done.stdout), strict=True):
        library = Library(without_recalled(content.documents.values(), [id_]))
        shown = [
            [document["id"], [article["id"] for article in document.get("articles", ())]]
            for document in library.documents.values()
        ]
        assert shown == left, id_
        assert library.get(id_) is None
        assert library.resolve(id_) is None


def test_a_rule_goes_with_its_article_and_an_article_with_its_rule(content: Library) -> None:
    rule = next(each for each in content.of_type("rule") if "article" in each)
    article = f"{rule['ruleset']}--art-{rule['article']}"
    for recalled in (rule["id"], article, rule["ruleset"]):
        library = Library(without_recalled(content.documents.values(), [recalled]))
        assert library.resolve(rule["id"]) is None
        assert library.resolve(article) is None


def test_the_engine_finds_it_no_more(content: Library, content_engine: Engine) -> None:
    for type_ in ("rule", "ruleset", "scenario", "case"):
        document = content.of_type(type_)[0]
        query = f'"{document["title"]}"'

        def found(engine: Engine, text: str = query) -> list[str]:
            return [result.id for result in engine.search(text, limit=50, today=TODAY).results]

        assert document["id"] in found(content_engine)
        left = without_recalled(content.documents.values(), [document["id"]])
        assert document["id"] not in found(Engine(Library(left), build_tables()))


def test_nothing_recalled_changes_nothing(content: Library) -> None:
    assert without_recalled(content.documents.values(), []) == list(content.documents.values())
