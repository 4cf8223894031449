"""A file of questions and the articles that answer them → questions whose answers a library holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.laws import Laws


@dataclass(frozen=True)
class Question:
    """What was asked, and the ids of the articles that answer it."""

    text: str
    right: set[str]


def read_questions(laws: Laws, path: Path, documents: list[dict[str, Any]] | None = None) -> list[Question]:
    """Those with at least one answer among the documents (all laws, if none are given)."""
    held = {
        article["id"]
        for document in (laws.documents if documents is None else documents)
        for article in document.get("articles", ())
    }
    questions = [
        Question(row["question"], _right(laws, row["relevant"]) & held)
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]
    return [question for question in questions if question.right]


def _right(laws: Laws, relevant: list[dict[str, str]]) -> set[str]:
    found = (laws.article(each["path"], each["article"]) for each in relevant)
    return {id_ for id_ in found if id_}
