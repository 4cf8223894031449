"""Two libraries and a list of questions → which questions find something else afterwards. Pure but for time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from webapp.analysis.tables import Tables, build_tables
from webapp.query.engine import Engine
from webapp.rules.library import Library
from webapp.rules.model import Document

SHOWN = 10


@dataclass(frozen=True)
class Effect:
    """One question that is answered otherwise: what comes, what goes, and whether only the order changes."""

    query: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    first_before: str | None
    first_after: str | None


def engine_over(library: Library) -> Engine:
    """An engine in memory, the same as that of a release."""
    return Engine(library, Tables.from_json(build_tables(library)))


def effects(before: Engine, after: Engine, queries: Iterable[str], today: date) -> list[Effect]:
    """Every question whose first ten answers differ."""
    found = (_effect(before, after, query, today) for query in dict.fromkeys(queries))
    return [effect for effect in found if effect]


def _effect(before: Engine, after: Engine, query: str, today: date) -> Effect | None:
    old = [result.id for result in before.search(query, limit=SHOWN, today=today).results]
    new = [result.id for result in after.search(query, limit=SHOWN, today=today).results]
    if old == new:
        return None
    gained = tuple(id_ for id_ in new if id_ not in old)
    lost = tuple(id_ for id_ in old if id_ not in new)
    first = old[0] if old else None, new[0] if new else None
    if not gained and not lost and first[0] == first[1]:
        return None
    return Effect(query, gained, lost, *first)


def questions(
    before: Mapping[str, Document], after: Mapping[str, Document], changed: Iterable[str]
) -> list[str]:
    """What to ask: all that the changed documents are called or asked by, then the typical questions of the others."""
    near = [
        query for id_ in changed for side in (before, after) if id_ in side for query in _named(side[id_])
    ]
    everywhere = [query for document in after.values() for query in document.get("asks", ())]
    return list(dict.fromkeys([*near, *everywhere]))


def _named(document: Document) -> Iterator[str]:
    yield document["title"]
    for field in ("aliases", "asks", "known_as"):
        yield from document.get(field, ())  # type: ignore[misc]
    for each in document.get("entries", ()):
        yield from each["plain"]
