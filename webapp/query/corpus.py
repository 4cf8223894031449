"""Turns search units into what matching and scoring read: forms by field, lengths, numbers, terms."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.analysis.normalizer import MappedForm, Normalizer
from webapp.analysis.numerals import NUMERALS, numbers, numeral_form
from webapp.analysis.tables import FIELDS, Tables
from webapp.query.postings import unit_terms
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
        """What an index holds for one unit."""
        forms = [text for form in self.forms[number] for text in form.split(EDGE)]
        symbols = "".join(self.normalizer.symbols(text) for text in self.texts(number))
        return unit_terms(forms, self._numbers(number), symbols)

    def texts(self, number: int) -> list[str]:
        fields = self.units[number]["fields"]
        return [text for name in FIELDS for text in fields[name]]  # type: ignore[literal-required]

    def _numbers(self, number: int) -> list[str]:
        if all(NUMERALS.isdisjoint(form) for form in self.forms[number]):
            return []
        return [term for form in self.numeral_forms(number) for text in form.split(EDGE) for term in numbers(text)]


def build_corpus(units: list[Unit], tables: Tables) -> Corpus:
    normalizer = Normalizer(tables)
    forms = [
        [EDGE.join(normalizer.match_form(text) for text in unit["fields"][name]) for name in FIELDS]  # type: ignore[literal-required]
        for unit in units
    ]
    lengths = [[len(form) - form.count(EDGE) for form in fields] for fields in forms]
    return Corpus(units, normalizer, forms, lengths)


__all__ = ["EDGE", "Corpus", "MappedForm", "build_corpus"]
