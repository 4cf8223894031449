"""Turns terms and units into scores: BM25F with the exact statistics of the release, in whole numbers.

Everything that is added up is an integer (idf in 1/4096, a term's weight in a unit in 1/255), so that neither
the order of additions nor a processor can make two engines differ. The only logarithm is quantised at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from webapp.analysis.corpus import Corpus
from webapp.analysis.tables import FIELDS, Tables
from webapp.analysis.tokenizer import count

IDF_STEPS = 4096
IMPACT_STEPS = 255
WEIGHT_STEPS = 1024


class Scorer:
    """BM25F over one corpus."""

    def __init__(self, corpus: Corpus, frequency: Callable[[str], int], tables: Tables) -> None:
        self._corpus = corpus
        self._frequency = frequency
        self._total = len(corpus.units)
        self._saturation: int = math.floor(tables.ranking["k1"] * WEIGHT_STEPS + 0.5)
        self._weights: list[int] = [tables.ranking["weights"][name] for name in FIELDS]
        self._slopes: list[float] = [tables.ranking["b"][name] for name in FIELDS]
        self._pivots: list[int] = [tables.ranking["pivot"][name] for name in FIELDS]

    def idf(self, term: str) -> int:
        """ln(1 + (N - n + ½) / (n + ½)) in steps of 1/4096; a term that nobody holds weighs most."""
        holding = self._frequency(term)
        value = math.log(1 + (self._total - holding + 0.5) / (holding + 0.5))
        return math.floor(value * IDF_STEPS + 0.5)

    def occurrence(self, number: int, field: int) -> int:
        """What one occurrence in this field of this unit adds to a term's weight."""
        slope = self._slopes[field]
        norm = 1 - slope + slope * (self._corpus.length(number, field) / self._pivots[field])
        return math.floor(WEIGHT_STEPS * self._weights[field] / norm + 0.5)

    def impact(self, number: int, term: str) -> int:
        """A term's saturated weight in a unit, 0 to 255."""
        numeral = term.startswith("#") and len(term) > 1
        forms = self._corpus.numeral_forms(number) if numeral else self._corpus.forms[number]
        sought = f"\x02{term[1:]}\x03" if numeral else term
        weight = 0
        for field, form in enumerate(forms):
            found = count(form, sought)
            if found:
                weight += found * self.occurrence(number, field)
        return math.floor(IMPACT_STEPS * weight / (weight + self._saturation) + 0.5)

    def score(self, number: int, terms: Iterable[str]) -> int:
        """The sum over the terms; divide by IDF_STEPS × IMPACT_STEPS for the usual scale."""
        return sum(self.idf(term) * self.impact(number, term) for term in terms)


def rounded(value: float) -> float:
    """Four decimals, halves up: Python's `round` and JavaScript's differ on halves."""
    return math.floor(value * 10_000 + 0.5) / 10_000
