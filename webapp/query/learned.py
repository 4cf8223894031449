"""Turns a question into the rules that answered questions like it: learned links, which the lexicon's documents hold.

A link is a question that was asked and the rules that answer it. How alike two questions are is the cosine of their
characters and pairs, each by its rarity among the questions asked. Rules gain by the likeness of their questions (by
far the most where it is all but the same), and articles by that of their law's, on top of what their own words are
worth; never beyond the tier of a question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.tokenizer import terms
from webapp.query.hits import Hit, Hits
from webapp.query.scorer import IDF_STEPS, IMPACT_STEPS

PARTLY = 5  # the tier of what answers a question without its exact words


@dataclass(frozen=True)
class Link:
    """A question as it was asked, and the units that answer it."""

    asked: str
    numbers: list[int]


class Learned:
    """The links of a library; `tables.ranking["learned"]` holds the numbers."""

    def __init__(
        self,
        documents: Iterable[Mapping[str, Any]],
        corpus: Corpus,
        settings: Mapping[str, Any],
        is_official: Callable[[int], bool],
    ) -> None:
        self._corpus = corpus
        self._settings = settings
        self._is_official = is_official
        numbers = corpus.number_of
        self._links: list[Link] = []
        self._askers: dict[str, list[int]] = {}
        for link in (link for document in documents for link in document.get("links", ())):
            for term in self._terms(corpus.normalizer.match_form(link["asked"])):
                self._askers.setdefault(term, []).append(len(self._links))
            self._links.append(
                Link(link["asked"], [numbers[each] for each in link["rules"] if each in numbers])
            )
        self._sizes = [0] * len(self._links)
        for term, askers in self._askers.items():
            for place in askers:
                self._sizes[place] += self._weight(term)

    def add(self, hits: Hits, form: str, needles: tuple[str, ...]) -> None:
        """Adds what answered questions like this one, and lifts what was found.

        Where official texts answer, many weak likenesses count; elsewhere, and where nothing answers, only what is
        all but the same question.
        """
        official = bool(hits) and all(map(self._is_official, hits))
        best = max((hit.score for hit in hits.values() if hit.tier == PARTLY), default=0.0)
        gains: dict[int, float] = {}
        laws: dict[str, float] = {}
        for likeness, link in self._near(form, self._settings["least" if official else "alike"]):
            for number in link.numbers:
                if number not in gains:
                    _join(hits, number, link.asked, needles)
                gain = (
                    likeness / math.sqrt(len(link.numbers)) * (self._settings["link"] + likeness * likeness)
                )
                gains[number] = gains.get(number, 0.0) + gain
                gain = likeness / len(link.numbers) * self._settings["law"]
                laws[self._law(number)] = laws.get(self._law(number), 0.0) + gain
        laws.pop("", None)
        for number, hit in hits.items() if gains else ():
            if hit.tier == PARTLY:
                gain = gains.get(number, 0.0) + laws.get(self._law(number), 0.0)
                hit.score += gain * (best or IDF_STEPS * IMPACT_STEPS)

    def _near(self, form: str, least: float) -> list[tuple[float, Link]]:
        """The questions most like this one, with their likeness."""
        shared: dict[int, int] = {}
        size = 0
        for term in self._terms(form) if self._links else ():
            size += self._weight(term)
            for place in self._askers.get(term, ()):
                shared[place] = shared.get(place, 0) + self._weight(term)
        alike = {place: both / math.sqrt(float(size) * self._sizes[place]) for place, both in shared.items()}
        near = [place for place in alike if alike[place] >= least]
        near.sort(key=lambda place: (-alike[place], place))
        return [(alike[place], self._links[place]) for place in near[: self._settings["asked"]]]

    def _terms(self, form: str) -> list[str]:
        return list(dict.fromkeys(terms(form)))

    def _weight(self, term: str) -> int:
        """The square of how rare a term is among the questions."""
        total, asking = len(self._links), len(self._askers.get(term, ()))
        value = math.log(1 + (total - asking + 0.5) / (asking + 0.5))
        return math.floor(value * IDF_STEPS + 0.5) ** 2

    def _law(self, number: int) -> str:
        """Whose article a unit is."""
        unit = self._corpus.units[number]
        return unit["ruleset"] if unit["bare"] else ""


def _join(hits: Hits, number: int, asked: str, needles: tuple[str, ...]) -> None:
    hit = hits.setdefault(number, Hit(PARTLY, 5, "learned", asked, 0.0, needles))
    if hit.tier == PARTLY and not hit.under:
        hit.code, hit.term = "learned", asked
