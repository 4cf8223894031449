"""Turns the terms of all units into postings: which units hold a term. The in-memory twin of the Whoosh index.

Whatever supplies candidates answers two questions and ranks nothing; numbers of units stand for the units, in
the order of their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class Candidates(Protocol):
    """What the engine asks of an index."""

    def frequency(self, term: str) -> int:
        """How many units hold the term."""

    def holders(self, term: str) -> frozenset[int]:
        """The units that hold the term."""

    def all_of(self, terms: Sequence[str]) -> list[int]:
        """The units that hold every one of the terms, ascending."""


class Postings:
    """Candidates from memory."""

    def __init__(self, terms_of_units: Iterable[Iterable[str]]) -> None:
        self._units: dict[str, list[int]] = {}
        for number, terms in enumerate(terms_of_units):
            for term in terms:
                self._units.setdefault(term, []).append(number)

    def frequency(self, term: str) -> int:
        """The length of one list: nothing is counted."""
        return len(self._units.get(term, ()))

    def holders(self, term: str) -> frozenset[int]:
        """A set made anew each time; the caller may keep it."""
        return frozenset(self._units.get(term, ()))

    def all_of(self, terms: Sequence[str]) -> list[int]:
        """The shortest list cut by all the others; no terms, no units."""
        lists = sorted((self._units.get(term, []) for term in terms), key=len)
        if not lists:
            return []
        found = set(lists[0]).intersection(*lists[1:])
        return sorted(found)
