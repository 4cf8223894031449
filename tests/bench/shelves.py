"""The documents of a law book → smaller libraries of whole rule sets, and their articles as plain texts."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Any

from webapp.rules.units import block_text

TITLES = {
    "small": "300 条",
    "medium": "5,000 条的书架 / a shelf of 5,000 articles",
    "full": "64,665 条全国法律 / 64,665 articles",
}
SIZES = {"small": 300, "medium": 5_000, "full": 10**9}


def some_laws(documents: list[dict[str, Any]], articles: int) -> list[dict[str, Any]]:
    """Rule sets in an order that depends on nothing but their ids, until so many articles are together."""
    sets = [document for document in documents if document["type"] == "ruleset"]
    chosen, count = [], 0
    for document in sorted(sets, key=lambda each: hashlib.sha256(each["id"].encode()).hexdigest()):
        own = len(document.get("articles", ()))
        if count + own <= articles:
            chosen.append(document)
            count += own
    return [*(document for document in documents if document["type"] != "ruleset"), *chosen]


def articles_of(documents: list[dict[str, Any]]) -> list[dict[str, str]]:
    """`{"id", "text"}` of every article."""
    return [
        {"id": article["id"], "text": f"{article['label']} {block_text(article['blocks'])}"}
        for article in _articles(documents)
    ]


def _articles(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for document in documents:
        yield from document.get("articles", ())


def article_text(text: str) -> str:
    """What can be seen of a text: letters and digits, folded to one width and case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())
