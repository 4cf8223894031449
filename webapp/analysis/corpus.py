"""Turns search units into what matching and scoring read: forms by field, numbers, terms; each when first asked for.

A large library has tens of thousands of units and an answer looks at a few hundred, so nothing is worked out ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

from webapp.analysis.normalizer import Normalizer
from webapp.analysis.numerals import NUMERALS, numbers, numeral_form
from webapp.analysis.tables import FIELDS, Tables
from webapp.analysis.tokenizer import bigrams
from webapp.rules.units import Unit

EDGE = "\x01"  # stands between the texts of a field; no match form holds it, so no run reaches across


class Forms(Sequence[list[str]]):
    """Per unit and field, the texts in some form, joined by EDGE. What was worked out is kept."""

    def __init__(self, count: int, work: Callable[[int], list[str]]) -> None:
        self._work = work
        self._kept: list[list[str] | None] = [None] * count

    @overload
    def __getitem__(self, number: int) -> list[str]: ...
    @overload
    def __getitem__(self, number: slice) -> list[list[str]]: ...
    def __getitem__(self, number: int | slice) -> list[str] | list[list[str]]:
        if isinstance(number, slice):
            return [self.of(each) for each in range(*number.indices(len(self)))]
        return self.of(number)

    def of(self, number: int) -> list[str]:
        """Those of one unit, without asking whether a slice was meant: a search does it ten thousand times."""
        known = self._kept[number]
        if known is None:
            known = self._kept[number] = self._work(number)
        return known

    def __len__(self) -> int:
        return len(self._kept)

    def take(self, other: Forms, places: list[tuple[int, int]]) -> None:
        """What was worked out for the same units elsewhere: (number here, number there)."""
        for here, there in places:
            self._kept[here] = other._kept[there]


class Corpus:
    """All units of a release by number, with their match forms and their numeral forms.

    `before`: a corpus under the same tables; what it worked out for units that are here as well is kept.
    """

    def __init__(self, units: list[Unit], normalizer: Normalizer, before: Corpus | None = None) -> None:
        self.units = units
        self.normalizer = normalizer
        self.forms = Forms(len(units), lambda number: self._forms(number, normalizer.match_form))
        self._numeral_forms = Forms(len(units), lambda number: self._forms(number, self._numeral_form))
        self._whole_forms: dict[int, str] = {}
        if before:
            there = {id(unit): number for number, unit in enumerate(before.units)}
            places = [(number, there[id(unit)]) for number, unit in enumerate(units) if id(unit) in there]
            self.forms.take(before.forms, places)
            self._numeral_forms.take(before._numeral_forms, places)

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Unit id → its number."""
        return {unit["id"]: number for number, unit in enumerate(self.units)}

    def numeral_forms(self, number: int) -> list[str]:
        """The numeral forms of one unit by field: its match forms when it has no number."""
        forms = self.forms.of(number)
        return forms if all(map(NUMERALS.isdisjoint, forms)) else self._numeral_forms[number]

    def whole_form(self, number: int) -> str:
        """The match forms of all fields of one unit, joined by EDGE."""
        known = self._whole_forms.get(number)
        if known is None:
            known = self._whole_forms[number] = EDGE.join(self.forms.of(number))
        return known

    def texts(self, number: int) -> list[str]:
        """All the texts of one unit as they are."""
        fields = self.units[number]["fields"]
        return [text for name in FIELDS for text in fields[name]]  # type: ignore[literal-required]

    def length(self, number: int, field: int) -> int:
        """Characters (UTF-16 code units) of one field of one unit, what joins its texts not counted."""
        form = self.forms[number][field]
        return len(form) - form.count(EDGE)

    def _forms(self, number: int, form: Callable[[str], str]) -> list[str]:
        fields = self.units[number]["fields"]
        return [EDGE.join(map(form, fields[name])) for name in FIELDS]  # type: ignore[literal-required]

    def _numeral_form(self, text: str) -> str:
        return numeral_form(self.normalizer.mapped_form(text)).form

    def terms(self, number: int) -> set[str]:
        """What an index holds for one unit: characters, bigrams, numbers (`#39`), symbols."""
        found = {term for form in self.numeral_forms(number) for term in numbers(form)}
        for form in self.forms[number]:
            for text in form.split(EDGE):
                found.update(text)
                found.update(bigrams(text))
        for texts in self.units[number]["fields"].values():
            for text in texts:  # type: ignore[attr-defined]
                found.update(self.normalizer.symbols(text))
        return found


def build_corpus(units: list[Unit], tables: Tables, before: Corpus | None = None) -> Corpus:
    """Units → their corpus. `before` must be of the same tables: its normalizer is taken over."""
    return Corpus(units, before.normalizer if before else Normalizer(tables), before)
