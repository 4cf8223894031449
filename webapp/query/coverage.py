"""Turns a question that nobody wrote down word for word into the units that cover what it says, or none.

Every character counts by how rare its pairs are in the library, and pairs that the library has never seen count most:
a question about something else is mostly those. Only a topic's own word weighs against them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.tables import FIELDS
from webapp.analysis.tokenizer import run_terms
from webapp.query.postings import Candidates
from webapp.query.reading import Position, Question

SAYING = [place for place, name in enumerate(FIELDS) if name not in ("notes", "cited")]


def with_gaps(chars: Iterable[tuple[str, bool]]) -> str:
    """The characters that are wanted, … between them for those that are not."""
    out = gap = ""
    for char, wanted in chars:
        if wanted:
            out += gap + char
        gap = "" if wanted or not out else "…"
    return out


class Covering:
    """Which units cover how much of a question: `weights` of those that cover enough of its matter.

    What a unit says only in its notes or by a link counts half: long notes touch on much in passing.
    """

    def __init__(
        self, question: Question, candidates: Candidates, corpus: Corpus, ranking: dict[str, Any]
    ) -> None:
        self._question = question
        self._corpus = corpus
        self._matter = [position for position in question.positions if not position.setting]
        self._wanted = {position.word for position in self._matter}
        terms = {term for position in question.positions for term in (*position.pairs, position.char)}
        self._holders = {term: candidates.holders(term) for term in terms}
        runs = {run for position in question.positions for run in position.runs}
        self._saying = {run: frozenset(self._units_saying(run, candidates)) for run in sorted(runs)}
        self._least = sum(position.weight for position in self._matter) * ranking["covered"]
        # A character that no published text holds is of another matter, like 税: a topic's word is not enough then.
        known = all(p.alone or p.pairs or p.runs for p in self._matter)
        self._least_of_topic = len(self._matter) * ranking["covered_of_topic"] if known else math.inf
        self.weights = {
            number: self._weight(question.positions, number, False)
            for number in sorted(self._candidates().union(*self._saying.values()))
            if self._answers(number)
        }

    def _candidates(self) -> set[int]:
        """The units of which the pairs, and all characters on top, reach the least that is wanted."""
        reached: dict[int, int] = {}
        for position in self._matter:
            for number in frozenset[int]().union(*(self._holders[pair] for pair in position.pairs)):
                reached[number] = reached.get(number, 0) + position.weight
        enough = max(1, self._least - sum(position.alone for position in self._matter))
        return {number for number, weight in reached.items() if weight >= enough}

    def _units_saying(self, run: str, candidates: Candidates) -> Iterator[int]:
        for number in candidates.all_of(run_terms(run)):
            forms = self._corpus.forms[number]
            if any(run in forms[field] for field in SAYING):
                yield number

    def heard(self, number: int) -> str:
        """The covered characters, as what was understood: 公务…标准."""
        return with_gaps(
            (position.char, bool(self._held(position.pairs, number) or self._meant(position, number)))
            for position in self._question.positions
        )

    def meant(self, number: int) -> str:
        """The official wording by which a unit answers a plain word of the question."""
        for position in self._question.positions:
            if not self._held(position.pairs, number):
                for run in self._meant(position, number):
                    return run
        return ""

    def _answers(self, number: int) -> bool:
        """Enough of the matter is covered, or a topic's word and some of it; and something of every word."""
        held = [p for p in self._matter if self._held(p.pairs, number) or self._meant(p, number)]
        if {position.word for position in held} != self._wanted:
            return False
        if self._weight(self._matter, number, True) >= self._least:
            return True
        if not any(position.topic and self._meant(position, number) for position in self._matter):
            return False
        return bool(len(held) >= self._least_of_topic)

    def _weight(self, positions: list[Position], number: int, generous: bool) -> int:
        return sum(self._credit(position, number, generous) for position in positions)

    def _credit(self, position: Position, number: int, generous: bool) -> int:
        pairs = self._held(position.pairs, number)
        if self._meant(position, number):
            return position.weight if generous or pairs else position.weight * 9 // 10
        held = pairs or self._held((position.char,), number)
        value = position.weight if pairs else position.alone if held else 0
        return value if self._said(held, number) else value // 2

    def _held(self, terms: tuple[str, ...], number: int) -> list[str]:
        return [term for term in terms if number in self._holders[term]]

    def _meant(self, position: Position, number: int) -> list[str]:
        return [run for run in position.runs if number in self._saying[run]]

    def _said(self, terms: list[str], number: int) -> bool:
        """Whether one of the terms stands in a field that says what the unit is about."""
        forms = self._corpus.forms[number]
        return any(term.startswith("#") or any(term in forms[field] for field in SAYING) for term in terms)
