"""Turns what was asked into the rule sets that are called so, with their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import numeral_form
from webapp.query.hits import Hits


class Naming:
    """The names of all rule sets, in match form and numeral form; which units are their rules; whose region is what."""

    def __init__(self, corpus: Corpus, documents: Mapping[str, Any]) -> None:
        form = corpus.normalizer.match_form
        regions = [each for each in documents.values() if each["type"] == "region"]
        self._regions: dict[str, str] = {
            form(name): region["id"]
            for region in sorted(regions, key=lambda region: region["id"])
            for name in (region["title"], *region.get("aliases", []))
        }
        self._regions_of = [unit["regions"] for unit in corpus.units]
        self._named: dict[str, list[int]] = {}
        self._rules: dict[str, list[int]] = {}
        self._ids = [unit["id"] for unit in corpus.units]
        for number, unit in enumerate(corpus.units):
            if unit["ruleset"]:
                self._rules.setdefault(unit["ruleset"], []).append(number)
            for called in {each for name in unit["called"] for each in forms_of(name, corpus)}:
                self._named.setdefault(called, []).append(number)

    def called(self, asked: set[str]) -> Iterator[tuple[int, list[int]]]:
        """Rule sets by number, each with the numbers of its rules."""
        for number in sorted({number for form in asked for number in self._named.get(form, [])}):
            yield number, self._rules.get(self._ids[number], [])

    def in_place(self, form: str, hits: Hits) -> Hits:
        """Beside other words a region's name only says where: it does not decide how well a unit of it answers."""
        region = self._regions.get(form)
        inside = {number: hit for number, hit in hits.items() if region in self._regions_of[number]}
        return {**hits, **{number: replace(hit, tier=0) for number, hit in inside.items()}}


def forms_of(text: str, corpus: Corpus) -> set[str]:
    """A name as it stands, and with its numbers folded: 十条戒律 is 10条戒律."""
    mapped = corpus.normalizer.mapped_form(text)
    return {mapped.form, numeral_form(mapped).form} - {""}
