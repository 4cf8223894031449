"""A made-up law book with learned links: nearest articles and what was learned are the same on server and phone."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.properties.phone_engine import TODAY, as_on_phone, phone_answers
from webapp.analysis.tables import build_tables
from webapp.query.engine import Engine
from webapp.rules.library import Library
from webapp.rules.units import units

BINDINGS = ("法律", "行政法规", "司法解释", "部门规章")
ASKING = ("", "怎么办", "？", "谁可以", "能不能", "吗")
LAWS, ARTICLES, LINKS, QUESTIONS = 12, 40, 60, 300


@pytest.fixture(scope="module")
def chance() -> random.Random:
    return random.Random(5)


@pytest.fixture(scope="module")
def sentences(content: Library) -> list[str]:
    texts = [text for unit in units(content.documents) for text in unit["fields"]["body"]]
    parts = [part for text in texts for part in text.split("。") if 8 <= len(part) <= 80]
    return [part for part in parts if part.replace("，", "").isalnum()]


@pytest.fixture(scope="module")
def law_book(chance: random.Random, sentences: list[str]) -> Library:
    laws = [_law(number, chance, sentences) for number in range(LAWS)]
    ids = [article["id"] for law in laws for article in law["articles"]]
    links = [
        {"asked": _question(chance, sentences), "rules": chance.sample(ids, chance.randint(1, 3))}
        for _ in range(LINKS)
    ]
    return Library([*laws, {"id": "wenda", "type": "lexicon", "title": "问过的话", "links": links}])  # type: ignore[list-item]


def _law(number: int, chance: random.Random, sentences: list[str]) -> dict[str, Any]:
    articles = [
        {
            "id": f"fa-{number}--art-{place}",
            "no": str(place),
            "label": f"第{place}条",
            "path": [f"第{place // 10}章 {chance.choice(sentences)[:6]}"],
            "blocks": [{"k": "p", "t": "，".join(chance.sample(sentences, chance.randint(1, 3)))}],
        }
        for place in range(1, ARTICLES + 1)
    ]
    return {
        "id": f"fa-{number}", "type": "ruleset", "title": f"第{number}法", "official_text": True,
        "binding": chance.choice(BINDINGS), "status": "effective", "articles": articles,
    }  # fmt: skip


def _question(chance: random.Random, sentences: list[str]) -> str:
    """Pieces of two sentences, perhaps turned round, as somebody might ask."""
    pieces = []
    for _ in range(2):
        text = chance.choice(sentences)
        start = chance.randrange(len(text) - 4)
        pieces.append(text[start : start + chance.randint(4, 12)])
    return chance.choice(ASKING) + "".join(pieces) + chance.choice(ASKING)


def test_both_engines_list_the_same_articles(
    law_book: Library, chance: random.Random, sentences: list[str], node: str
) -> None:
    engine = Engine(law_book, build_tables())
    asked = [link["asked"] for link in law_book.documents["wenda"]["links"]]
    queries = [_question(chance, sentences) for _ in range(QUESTIONS)] + [each + "吗" for each in asked]
    codes: set[str] = set()
    for query, theirs in zip(
        queries, phone_answers(node, law_book.documents, queries, limit=12), strict=True
    ):
        ours = engine.search(query, limit=12, today=TODAY)
        codes.update(result.reason["code"] for result in ours.results)
        assert as_on_phone(ours) == theirs, repr(query)
    assert codes >= {"partial", "learned"}


def test_what_was_learned_leads_and_never_outranks_exact_wording(law_book: Library) -> None:
    engine = Engine(law_book, build_tables())
    for link in law_book.documents["wenda"]["links"]:
        results = engine.search(link["asked"], limit=30, today=TODAY).results
        learned = [result for result in results if result.reason["code"] == "learned"]
        assert {result.tier for result in learned} <= {5}
        assert set(link["rules"]) & {result.id for result in results[:10]}, link
    texts = {
        article["id"]: article["blocks"][0]["t"]
        for document in law_book.documents.values()
        for article in document.get("articles", [])
    }
    exact = texts["fa-1--art-1"][:20]
    first = engine.search(exact, today=TODAY).results[0]
    assert exact in texts[first.id]  # a sentence may stand in several articles
    assert first.tier == 2
