"""Turns what was asked into the rule sets that are called so, with their rules."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import numeral_form


class Naming:
    """The names of all rule sets, in match form and numeral form; and which units are their rules."""

    def __init__(self, corpus: Corpus) -> None:
        self._named: dict[str, list[int]] = {}
        self._rules: dict[str, list[int]] = {}
        self._ids = [unit["id"] for unit in corpus.units]
        for number, unit in enumerate(corpus.units):
            if unit["ruleset"]:
                self._rules.setdefault(unit["ruleset"], []).append(number)
            for form in {form for name in unit["called"] for form in forms_of(name, corpus)}:
                self._named.setdefault(form, []).append(number)

    def called(self, asked: set[str]) -> Iterator[tuple[int, list[int]]]:
        """Rule sets by number, each with the numbers of its rules."""
        for number in sorted({number for form in asked for number in self._named.get(form, [])}):
            yield number, self._rules.get(self._ids[number], [])


def forms_of(text: str, corpus: Corpus) -> set[str]:
    """A name as it stands, and with its numbers folded: 十条戒律 is 10条戒律."""
    mapped = corpus.normalizer.mapped_form(text)
    return {mapped.form, numeral_form(mapped).form} - {""}
