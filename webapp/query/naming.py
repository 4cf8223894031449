"""Turns what was asked into the rule sets that are called so, with their rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import CLOSE, OPEN, numeral_form
from webapp.query.hits import Hits

_NUMBER = f"{OPEN}([0-9]+){CLOSE}"
_ARTICLE = re.compile(f"(.+?)的?第?{_NUMBER}条(?:之{_NUMBER})?(?:第?{OPEN}[0-9]+{CLOSE}[款项])*")
_YEAR_FIRST = re.compile(f"{OPEN}((?:19|20)[0-9]{{2}}){CLOSE}年?[版的]*(.+)")
_YEAR_LAST = re.compile(f"(.+?)的?{OPEN}((?:19|20)[0-9]{{2}}){CLOSE}年?版?")


@dataclass(frozen=True)
class Reference:
    """What 政务处分法第34条 or 2018年纪律处分条例 refers to: rule sets, and their articles of that number on record."""

    sets: list[int]
    articles: list[int]


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
        self._documents = documents
        for number, unit in enumerate(corpus.units):
            if unit["ruleset"]:
                self._rules.setdefault(unit["ruleset"], []).append(number)
            for called in {each for name in unit["called"] for each in forms_of(name, corpus)}:
                self._named.setdefault(called, []).append(number)

    def called(self, asked: set[str]) -> Iterator[tuple[int, list[int]]]:
        """Rule sets by number, each with the numbers of its rules."""
        for number in sorted({number for form in asked for number in self._named.get(form, [])}):
            yield number, self.rules_of(number)

    def rules_of(self, number: int) -> list[int]:
        """The rules and bare articles of a rule set, by number; none for what is no rule set."""
        return self._rules.get(self._ids[number], [])

    def referred(self, asked: str) -> Reference:
        """The numeral form of a query, read as the name of a rule set with a year, an article, or both."""
        article = _ARTICLE.fullmatch(asked)
        name, number, after = article.groups() if article else (asked, "", "")
        dated = _YEAR_FIRST.fullmatch(name)
        year, name = dated.groups() if dated else ("", name)
        ending = None if dated else _YEAR_LAST.fullmatch(name)
        name, year = ending.groups() if ending else (name, year)
        sets = sorted(set(self._named.get(name, [])))
        if not (article or year) or asked in self._named:
            return Reference([], [])
        if year:
            sets = [each for each in self._versions(sets) if self._is_of(each, year)]
        wanted = f"{number}-{after}" if after else number
        return Reference(sets, [found for each in sets for found in self._articles(each, wanted)])

    def _versions(self, sets: list[int]) -> list[int]:
        """The rule sets and all other versions of the same works."""
        works = {self._documents[self._ids[each]].get("work", "") for each in sets} - {""}
        others = {
            number
            for called in self._named.values()
            for number in called
            if self._documents[self._ids[number]].get("work", "") in works
        }
        return sorted(others.union(sets))

    def _is_of(self, number: int, year: str) -> bool:
        document = self._documents[self._ids[number]]
        dates = (document.get("issued_on", ""), document.get("effective_on", ""))
        return any(date.startswith(year) for date in dates) or f"{year}年" in document["title"]

    def _articles(self, number: int, wanted: str) -> list[int]:
        set_id = self._ids[number]
        return [
            rule
            for rule in (self.rules_of(number) if wanted else [])
            if self._ids[rule] == f"{set_id}--art-{wanted}"
            or self._documents.get(self._ids[rule], {}).get("article", "") == wanted
        ]

    def in_place(self, form: str, hits: Hits) -> Hits:
        """Beside other words a region's name only says where: it does not decide how well a unit of it answers."""
        region = self._regions.get(form)
        inside = {number: hit for number, hit in hits.items() if region in self._regions_of[number]}
        return {**hits, **{number: replace(hit, tier=0) for number, hit in inside.items()}}

    def places(self, form: str) -> set[str]:
        """The regions that a query names anywhere."""
        return {region for name, region in self._regions.items() if name in form}


def forms_of(text: str, corpus: Corpus) -> set[str]:
    """A name as it stands, and with its numbers folded: 十条戒律 is 10条戒律."""
    mapped = corpus.normalizer.mapped_form(text)
    return {mapped.form, numeral_form(mapped).form} - {""}
