"""Turns search units into what matching and scoring read: forms by field, lengths, numbers, terms."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.analysis.normalizer import Normalizer
from webapp.analysis.numerals import NUMERALS, numbers, numeral_form
from webapp.analysis.tables import FIELDS, Tables
from webapp.analysis.tokenizer import bigrams
from webapp.rules.units import Unit

EDGE = "\x01"  # stands between the texts of a field; no match form holds it, so no run reaches across


@dataclass
class Corpus:
    """All units of a release in match form, by number."""

    units: list[Unit]
    normalizer: Normalizer
    forms: list[list[str]]  # per unit and field, the texts joined by EDGE
    lengths: list[list[int]]

    def numeral_forms(self, number: int) -> list[str]:
        """The numeral forms of one unit by field; worked out when asked, because few queries hold a number."""
        fields = self.units[number]["fields"]
        return [
            EDGE.join(numeral_form(self.normalizer.mapped_form(text)).form for text in fields[name])  # type: ignore[literal-required]
            for name in FIELDS
        ]

    def terms(self, number: int) -> set[str]:
        """What an index holds for one unit: characters, bigrams, numbers (`#39`), symbols."""
        found = set(self._numbers(number))
        for form in self.forms[number]:
            for text in form.split(EDGE):
                found.update(text)
                found.update(bigrams(text))
        for texts in self.units[number]["fields"].values():
            for text in texts:  # type: ignore[attr-defined]
                found.update(self.normalizer.symbols(text))
        return found

    def _numbers(self, number: int) -> list[str]:
        if all(NUMERALS.isdisjoint(form) for form in self.forms[number]):
            return []
        return [
            term for form in self.numeral_forms(number) for text in form.split(EDGE) for term in numbers(text)
        ]


def build_corpus(units: list[Unit], tables: Tables) -> Corpus:
    normalizer = Normalizer(tables)
    forms = [
        [EDGE.join(normalizer.match_form(text) for text in unit["fields"][name]) for name in FIELDS]  # type: ignore[literal-required]
        for unit in units
    ]
    lengths = [[len(form) - form.count(EDGE) for form in fields] for fields in forms]
    return Corpus(units, normalizer, forms, lengths)
