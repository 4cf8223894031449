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


class _Matter:
    """What a unit has to cover: these positions, so much of them, something of each of these words."""

    def __init__(self, positions: list[Position], is_name: bool, ranking: dict[str, Any]) -> None:
        self.positions = positions
        self.words = {position.word for position in positions}
        total = sum(position.weight for position in positions)
        # A character that no published text holds is of another matter, like 税, and so in a name are two that never
        # stand together (谣言电影): a topic's word is not enough then. Beside the first the only word of ours has to be
        # more of a name (正能量歌曲).
        strange = [each for each in positions if not each.pairs and not each.runs]
        known = all(each.alone for each in strange)
        of_topic = known and not (strange and is_name)
        self.least_of_topic = len(positions) * ranking["covered_of_topic"] if of_topic else math.inf
        alone = not known and is_name and len({each.runs for each in positions if each.runs}) < 2
        self.least = total * max(ranking["covered"], ranking["covered_alone"] if alone else 0)
        self.least_of_text = total * ranking["covered_of_text"]


class Covering:
    """Which units cover how much of a question: `weights` of those that cover enough of its matter.

    What a unit says only in its notes or by a link counts half: long notes touch on much in passing.
    """

    def __init__(
        self, question: Question, candidates: Candidates, corpus: Corpus, ranking: dict[str, Any]
    ) -> None:
        self._question = question
        self._corpus = corpus
        terms = {term for position in question.positions for term in (*position.pairs, position.char)}
        self._holders = {term: candidates.holders(term) for term in terms}
        runs = {run for position in question.positions for run in position.runs}
        self._saying = {run: frozenset(self._units_saying(run, candidates)) for run in sorted(runs)}
        # Of a short name half is another name: 大学 of 武汉大学.
        least = {"covered": ranking["covered_of_text"]} if question.is_short_name else {}
        self.weights = self._whole({**ranking, **least}) or self._told(ranking)
        enough = [share for length, share in ranking["covered_of_long"] if question.length >= length]
        if enough and not self.weights:
            self.weights = self._whole({**ranking, "covered": min(enough)})

    def _whole(self, ranking: dict[str, Any]) -> dict[int, int]:
        asked = [position for position in self._question.positions if not position.setting]
        whole = _Matter(asked, self._question.is_name, ranking)
        return self._covered(whole, self._reaching(whole) | self._saying_one(self._saying))

    def _told(self, ranking: dict[str, Any]) -> dict[int, int]:
        return {
            number: weight
            for part in self._question.told
            for number, weight in self._covered(
                _Matter(part, self._question.is_name, ranking), self._saying_one(part[0].runs)
            ).items()
        }

    def _covered(self, asked: _Matter, candidates: set[int]) -> dict[int, int]:
        """What each of the candidates that covers enough of this matter covers of the whole question."""
        return {
            number: self._weight(self._question.positions, number, False)
            for number in sorted(candidates)
            if self._answers(number, asked)
        }

    def _reaching(self, asked: _Matter) -> set[int]:
        """The units of which the pairs, and all characters on top, reach the least that is wanted."""
        reached: dict[int, int] = {}
        for position in asked.positions:
            for number in frozenset[int]().union(*(self._holders[pair] for pair in position.pairs)):
                reached[number] = reached.get(number, 0) + position.weight
        enough = max(1, asked.least - sum(position.alone for position in asked.positions))
        return {number for number, weight in reached.items() if weight >= enough}

    def _saying_one(self, runs: Iterable[str]) -> set[int]:
        return set[int]().union(*(self._saying[run] for run in runs))

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

    def _answers(self, number: int, asked: _Matter) -> bool:
        """Enough of the matter is covered, or a topic's word and some of it; and something of every word.

        A rule set, and an article that nobody has annotated, speak of much besides conduct on WeChat: they answer only
        what they cover more of (安全…保护 of 网络安全等级保护 is not enough).
        """
        held = [p for p in asked.positions if self._held(p.pairs, number) or self._meant(p, number)]
        if {position.word for position in held} != asked.words:
            return False
        weight = self._weight(asked.positions, number, True)
        unit = self._corpus.units[number]
        if weight < asked.least_of_text and (unit["bare"] or unit["type"] == "ruleset"):
            return False
        if weight >= asked.least:
            return True
        if not any(position.topic and self._meant(position, number) for position in asked.positions):
            return False
        return bool(len(held) >= asked.least_of_topic)

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
