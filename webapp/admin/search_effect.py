"""Two libraries and all typical questions → which are answered otherwise afterwards, and how. Pure but for time.

What is asked first is what the change is near to: the names of what changed, then every question that shares two
neighbouring characters with words that come or go, then the rest while there is time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from webapp.query.engine import Engine
from webapp.rules.library import Library
from webapp.rules.model import Document

SHOWN = 10


@dataclass(frozen=True)
class Effect:
    """One question that is answered otherwise: the first ten answers, then and now."""

    query: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def gained(self) -> tuple[str, ...]:
        """Ids among the first ten now and not before, the best first."""
        return tuple(id_ for id_ in self.after if id_ not in self.before)

    @property
    def lost(self) -> tuple[str, ...]:
        """Ids among the first ten before and not now, in their old order."""
        return tuple(id_ for id_ in self.before if id_ not in self.after)

    @property
    def only_moves(self) -> bool:
        """The same answers with the same one on top, in another order."""
        return not self.gained and not self.lost and self.before[0] == self.after[0]


@dataclass(frozen=True)
class Trial:
    """How many questions were asked, of how many; what changed, the most first; and how often only the order did."""

    asked: int
    known: int
    effects: tuple[Effect, ...]
    reordered: int


def trial(
    before: Library,
    after: Library,
    engines: tuple[Engine, Engine],
    changed: Iterable[str],
    today: date,
    enough: Callable[[], bool],
) -> Trial:
    """Ask the engines of both libraries, the nearest questions first, until it is `enough`."""
    asked, found = 0, []
    queries = questions(before.documents, after.documents, changed)
    for query in queries:
        if asked and enough():
            break
        asked += 1
        old, new = (_first(engine, query, today) for engine in engines)
        if old != new:
            found.append(Effect(query, old, new))
    told = [each for each in found if not each.only_moves]
    told.sort(key=lambda each: (each.before[:1] == each.after[:1], -len(each.gained) - len(each.lost)))
    return Trial(asked, len(queries), tuple(told), len(found) - len(told))


def _first(engine: Engine, query: str, today: date) -> tuple[str, ...]:
    return tuple(result.id for result in engine.search(query, limit=SHOWN, today=today).results)


def questions(
    before: Mapping[str, Document], after: Mapping[str, Document], changed: Iterable[str]
) -> list[str]:
    """Every title, other name, typical question and plain word of both libraries, the nearest to the change first."""
    names = list(changed)
    near = [query for id_ in names for side in (before, after) if id_ in side for query in _named(side[id_])]
    every = dict.fromkeys(
        query for side in (after, before) for each in side.values() for query in _named(each)
    )
    pairs = set[str]()
    for id_ in names:
        for text in set(_texts(before.get(id_))) ^ set(_texts(after.get(id_))):
            pairs |= _pairs(text)
    touched = [query for query in every if not pairs.isdisjoint(_pairs(query))]
    return list(dict.fromkeys([*near, *touched, *every]))


def _named(document: Document) -> Iterator[str]:
    """What somebody may type who wants this document, as far as it says so itself."""
    yield document["title"]
    if "question" in document:
        yield document["question"]
    for field in ("aliases", "asks", "known_as"):
        yield from document.get(field, ())  # type: ignore[misc]
    for entry in document.get("entries", ()):
        yield from entry["plain"]
    for link in document.get("links", ()):
        yield link["asked"]


def _texts(value: Any) -> Iterator[str]:
    """Every text anywhere in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _pairs(text: str) -> set[str]:
    return {one + other for one, other in pairwise(text)}
