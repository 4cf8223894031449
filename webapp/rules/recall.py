"""Documents + the ids that were recalled → the documents that may still be shown.

A rule set takes its rules along, and an article is one with the rule that annotates it: recalling either hides both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from .ids import article_id
from .model import Document


def without_recalled(documents: Iterable[Document], recalled: Iterable[str]) -> list[Document]:
    """Everything else, rule sets without their recalled articles."""
    named = set(recalled)
    listed = list(documents)
    if not named:
        return listed
    hidden = {document["id"] for document in listed if _is_hidden(document, named)}
    return [
        _without_articles(document, named | hidden) for document in listed if document["id"] not in hidden
    ]


def _is_hidden(document: Document, named: set[str]) -> bool:
    ruleset = document.get("ruleset", "")
    names = [document["id"], ruleset, article_id(ruleset, document.get("article", ""))]
    return any(name in named for name in names)


def _without_articles(document: Document, hidden: set[str]) -> Document:
    if "articles" not in document:
        return document
    kept = [each for each in document["articles"] if not hidden & {each["id"], each.get("rule", "")}]
    return cast(Document, {**document, "articles": kept})
