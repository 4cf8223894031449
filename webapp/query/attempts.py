"""Turns a query into the units that answer it: with all its words, with what was meant by them, or part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import NUMERALS
from webapp.query.asking import Asking
from webapp.query.correction import Corrections
from webapp.query.hits import Hit, Hits, both
from webapp.query.leading import Leading
from webapp.query.mending import Mender
from webapp.query.parser import Query, Word
from webapp.query.reading import Words
from webapp.query.spelling import Speller
from webapp.query.wording import Found, Wording


class Attempts:
    """`enough`: the share of a question that has to be covered when its slips are put right."""

    def __init__(
        self,
        corpus: Corpus,
        frequency: Callable[[str], int],
        words: Words,
        speller: Speller,
        wording: Wording,
        asking: Asking,
        leading: Leading,
        enough: float,
    ) -> None:
        self._normalizer = corpus.normalizer
        self._count = len(corpus.units)
        self._frequency = frequency
        self._words = words
        self._speller = speller
        self._wording = wording
        self._asking = asking
        self._leading = leading
        self._enough = enough
        self._corrections = Corrections(self._normalizer.match_form, words.is_setting)
        self._mender = Mender(speller, words, frequency)

    def hits(self, query: Query, literal: bool) -> tuple[Hits, dict[str, str] | None]:
        """The units that answer, and what was put right."""
        wanted = [word for word in query.words if not word.exclude]
        hits, corrected = self._wanted(wanted, literal)
        if not wanted and query.filters:
            hits = {number: Hit(3, 3, "filter", "", 0.0) for number in range(self._count)}
        for word in query.words:
            if word.exclude:
                for number in self._wording.literally(word):
                    hits.pop(number, None)
        return hits, corrected

    def _wanted(self, words: list[Word], literal: bool) -> tuple[Hits, dict[str, str] | None]:
        """What the words find; where they find nothing or little, what they find with their slips put right."""
        words = [
            word
            for word in words
            if self._normalizer.match_form(word.text) or self._normalizer.symbols(word.text)
        ]
        if not words:
            return {}, None
        hits, share, corrected = self._found(words, literal)
        if literal or share >= 1 or any(word.phrase for word in words):
            return hits, corrected
        mended, code = self._mended(words)
        if not code:
            return hits, corrected
        better, more, _ = self._found(mended, True, share)
        good = more > share and more >= self._enough
        return (better, self._correction(words, mended, code)) if good else (hits, corrected)

    def _found(
        self, words: list[Word], literal: bool, least: float = -1
    ) -> tuple[Hits, float, dict[str, str] | None]:
        """Units with all the words; what covers them as a question; the rules of a set that is named.

        With them: the covered share of the question, 1 when there are units with all the words. What covers no more
        than `least` is of no use.
        """
        each = self._wording.each(words, literal)
        hits = both([found.hits for found in each])
        corrected = None
        if hits and any(found.meant for found in each):
            meant = [Word(found.meant or word.text) for found, word in zip(each, words, strict=True)]
            corrected = self._correction(words, meant, next(found.code for found in each if found.code))
        if not hits:
            hits = self._asked_for(words, literal)
        share = 1.0 if hits else 0.0
        if not any(word.phrase for word in words):
            share = max(share, self._asking.add(hits, words, -1 if hits else least))
        self._leading.add(hits, words, [found.hits for found in each])
        return hits or self._apart(words, each), share, corrected

    def _asked_for(self, words: list[Word], literal: bool) -> Hits:
        """What stands between the words that ask, taken as if it had been typed alone."""
        cores = [word if word.phrase else Word(self._core(word.text)) for word in words]
        if cores == words or not all(core.text and core.text not in NUMERALS for core in cores):
            return {}
        letters = all(core.text.isascii() for core in cores)
        return both([found.hits for found in self._wording.each(cores, literal or not letters)])

    def _apart(self, words: list[Word], each: list[Found]) -> Hits:
        """Where no unit has all the words, but each of them names something: the units of each."""
        forms = [self._normalizer.match_form(word.text) for word in words if not word.phrase]
        weight = self._speller.vocabulary.weight
        if len(words) < 2 or len(forms) < len(words) or not all(form and weight(form) for form in forms):
            return {}
        found: Hits = {}
        for word, one in zip(words, each, strict=True):
            for number, hit in one.hits.items():
                found.setdefault(number, replace(hit, tier=5, level=5, code="partial", term=word.text))
        return found

    def _core(self, text: str) -> str:
        return self._words.core(self._normalizer.mapped_form(text), self._frequency)

    def _mended(self, words: list[Word]) -> tuple[list[Word], str]:
        mended, code = [], ""
        for word in words:
            mapped = self._normalizer.mapped_form(word.text)
            form, kind = self._mender.mend(mapped.form, self._words.pieces(mapped, self._frequency))
            mended.append(Word(form) if kind else word)
            code = code or kind
        return mended, code

    def _correction(self, typed: list[Word], meant: list[Word], code: str) -> dict[str, str] | None:
        ours, theirs = (" ".join(word.text for word in words) for words in (typed, meant))
        return self._corrections.of(ours, theirs, code)
