"""What people sent from their phones + the library → proposals: an alias, a question, a plain word, a task.

Nothing is decided here. A search that found nothing often is a way of saying what some rule says: the documents whose
names have most in common with it are offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .feedback import Missed, Report

Kind = Literal["task", "alias", "ask", "plain"]
Document = Mapping[str, Any]

_NEAREST = 3
_LONGEST_WORD = 6
_ASKS_AT_THE_END = ("吗", "么", "?", "？", "呢")
_ASKS_ANYWHERE = ("不", "可以", "怎么")
_CALLED = ("title", "official_title", "quote", "plain")
_CALLED_MANY = ("aliases", "asks", "known_as")
_TYPES = frozenset(("rule", "ruleset", "scenario", "topic", "case", "guide", "channel"))


@dataclass(frozen=True)
class Proposal:
    """`alias` and `ask`: a field of one of the documents; `plain`: an entry of a lexicon; `task`: to be looked into."""

    kind: Kind
    text: str
    documents: tuple[str, ...]
    times: int = 1


def feedback_proposals(texts: Iterable[Report | Missed], documents: Iterable[Document]) -> list[Proposal]:
    """Reports first, then searches, what most people looked for before the rest."""
    texts = list(texts)
    reports = [each for each in texts if isinstance(each, Report)]
    tasks = [
        Proposal("task", each.note or each.title, (each.document,) if each.document else ())
        for each in reports
    ]
    asked = Counter(query for each in texts if isinstance(each, Missed) for query in each.queries)
    names = [(str(each["id"]), list(_names(each))) for each in documents if each["type"] in _TYPES]
    return [*tasks, *(_of_query(query, times, names) for query, times in asked.most_common())]


def _of_query(query: str, times: int, names: list[tuple[str, list[str]]]) -> Proposal:
    near = _nearest(query, names)
    if not near:
        return Proposal("plain" if len(query) <= _LONGEST_WORD else "task", query, (), times)
    return Proposal("ask" if _is_question(query) else "alias", query, near, times)


def _is_question(query: str) -> bool:
    asks = query.endswith(_ASKS_AT_THE_END) or any(each in query for each in _ASKS_ANYWHERE)
    return asks or len(query) > _LONGEST_WORD


def _nearest(query: str, names: list[tuple[str, list[str]]]) -> tuple[str, ...]:
    """The documents that share most pairs of neighbouring characters, the shorter name before the longer one."""
    pairs = _pairs(query)
    scored = []
    for document, called in names:
        shared, length = max(((len(pairs & _pairs(name)), -len(name)) for name in called), default=(0, 0))
        if shared:
            scored.append((-shared, -length, document))
    return tuple(document for _, _, document in sorted(scored)[:_NEAREST])


def _pairs(text: str) -> set[str]:
    text = "".join(text.lower().split())
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _names(document: Document) -> Iterable[str]:
    """What it is called and what it says in a line."""
    yield from (str(document[name]) for name in _CALLED if document.get(name))
    for name in _CALLED_MANY:
        yield from map(str, document.get(name) or ())
