"""Search units of a library → those of the next one, where only what a change reaches is made again.

The units of a document depend on it and on what it refers to. What was looked up while they were made is noted, so no
list of such fields is kept twice; where all of that is as it was, so are the units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .units import Documents, Unit, units_of

# Ids that were asked for, whether or not there is such a document, and the units.
Made = tuple[frozenset[str], list[Unit]]


class _Noting(Mapping[str, Mapping[str, Any]]):
    """Documents, and which of them were asked for."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        self.asked.add(key)
        return self._documents[key]

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return key in self._documents

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("who looks at all documents depends on all of them")

    def __len__(self) -> int:
        raise NotImplementedError("who looks at all documents depends on all of them")


class KnownUnits:
    """The units of a library; `before`: those of another that has much in common with it."""

    def __init__(self, documents: Documents, before: KnownUnits | None = None) -> None:
        self._documents = documents
        kept = before._untouched(documents) if before else {}
        self._made = {id_: kept.get(id_) or _made(id_, documents) for id_ in documents}
        found = (unit for _, made in self._made.values() for unit in made)
        self.listed: list[Unit] = sorted(found, key=lambda unit: unit["id"])

    def _untouched(self, documents: Documents) -> dict[str, Made]:
        """What was made of documents that are as they were, as is all that they refer to."""
        every = documents.keys() | self._documents.keys()
        changed = {id_ for id_ in every if documents.get(id_) != self._documents.get(id_)}
        return {id_: made for id_, made in self._made.items() if changed.isdisjoint(made[0])}


def _made(id_: str, documents: Documents) -> Made:
    noting = _Noting(documents)
    made = list(units_of(documents[id_], noting))
    return frozenset({id_, *noting.asked}), made
