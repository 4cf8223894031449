"""Says in which order documents stand: what is in force before what is not, the wider body before the narrower.

Same in static/js/rules/order.js, tied by tests/vectors/lists.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypedDict

from .library import Library
from .model import Document, DocumentId
from .status import status
from .vocabulary import NOT_YET_IN_FORCE, RULESET_LEVELS, STATUS_LABELS

_OUT = tuple(STATUS_LABELS[name] for name in ("superseded", "repealed", "historical"))


class Group(TypedDict, total=False):
    """Part of a list. `id` is the id of a document or a word of ours; `under` has older versions by newest."""

    id: str
    ids: list[DocumentId]
    under: dict[DocumentId, list[DocumentId]]


def topics_in_order(library: Library) -> list[Document]:
    """All topics as they are listed everywhere: by `order`, then by id."""
    return sorted(library.of_type("topic"), key=lambda topic: (topic["order"], topic["id"]))


def ruleset_of(library: Library, document: Document) -> Document | None:
    """The rule set itself, or the one that a rule belongs to."""
    return document if document["type"] == "ruleset" else library.get(document.get("ruleset", ""))


def standing(library: Library, document: Document, today: date) -> int:
    """0 what may be in force, 1 what will be, 2 what is not any more."""
    label = status(document, library, today)
    return 2 if label in _OUT else 1 if label == NOT_YET_IN_FORCE else 0


def rank(library: Library, document: Document, today: date) -> tuple[int, int, DocumentId]:
    """The key by which rules and rule sets of one group are sorted."""
    ruleset = ruleset_of(library, document)
    level = RULESET_LEVELS.index(ruleset["level"]) if ruleset else len(RULESET_LEVELS)
    return standing(library, document, today), level, document["id"]


def grouped(
    documents: Iterable[Document], group_of: Callable[[Document], str], order: Iterable[str]
) -> list[Group]:
    """Documents, already in order, under the groups of `order`; groups without any are left out."""
    found: dict[str, list[DocumentId]] = {}
    for document in documents:
        found.setdefault(group_of(document), []).append(document["id"])
    return [{"id": name, "ids": found[name]} for name in order if name in found]
