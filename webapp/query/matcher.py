"""Turns one spelling of a word into the units that hold it, each with the level of the best field.

The index only narrows down (every unit with the run holds all its bigrams); the text decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.analysis.corpus import Corpus
from webapp.analysis.numerals import OPEN, numbers, numeral_form, stretches
from webapp.analysis.tokenizer import run_terms, terms
from webapp.query.postings import Candidates

# Of title, quote, body, notes, alias, names, cited: exact wording, in the text, other words for it or in passing.
LEVELS = (1, 1, 2, 2, 3, 3, 3)
FEW = 50  # so many texts are read sooner than one more row of the index


@dataclass(frozen=True)
class Variant:
    """One way to read a word: what is looked for and why."""

    form: str
    code: str = "exact"  # exact, numeral, symbol, lexicon, or one of the Speller's guesses
    term: str = ""
    share: float = 1.0  # how good a guess this is, beside other guesses for the same word
    terms: tuple[str, ...] = field(default=())
    behind: bool = False  # it says less than what was typed, or something else

    @property
    def numeral(self) -> bool:
        """Whether numbers in it stand as such (十 is 10), so that it is looked for in numeral forms."""
        return OPEN in self.form


def exact(form: str, term: str, code: str = "exact", share: float = 1.0) -> Variant:
    """A match form, looked for as it stands; `term` is how the reason names it."""
    return Variant(form, code, term, share, tuple(dict.fromkeys(terms(form))))


def symbol(char: str) -> Variant:
    """One sign without a match form (☆, 👍), which only the index knows."""
    return Variant(char, "symbol", char, 1.0, (char,))


def numeral(form: str, term: str) -> Variant:
    """A numeral form; its numbers are terms of their own."""
    found = [*numbers(form), *(each for stretch in stretches(form) for each in terms(stretch))]
    return Variant(form, "numeral", term, 1.0, tuple(dict.fromkeys(found)))


def matches(variant: Variant, corpus: Corpus, candidates: Candidates) -> dict[int, int]:
    """Unit → level of the best field that holds the variant."""
    if variant.code == "symbol":
        return dict.fromkeys(candidates.all_of([variant.form]), 2)
    found: dict[int, int] = {}
    forms_of = corpus.numeral_forms if variant.numeral else corpus.forms.of
    for number in _likely(candidates, _needed(variant)):
        for level, form in zip(LEVELS, forms_of(number), strict=True):  # the best level first
            if variant.form in form:
                found[number] = level
                break
    return found


def holding(form: str, corpus: Corpus, candidates: Candidates) -> list[int]:
    """The units that hold a match form in any field: a plain search through their texts."""
    likely = _likely(candidates, run_terms(form))
    return [number for number in likely if form in corpus.whole_form(number)]


def _likely(candidates: Candidates, terms: Sequence[str]) -> list[int]:
    """The units that hold the rarest of the terms, ascending; when these are many, those that hold the others, too."""
    ordered = sorted(terms, key=candidates.frequency)
    if not ordered or not candidates.frequency(ordered[0]):
        return []
    found = candidates.holders(ordered[0])
    for term in ordered[1:]:
        if len(found) <= FEW:
            break
        found = found & candidates.holders(term)
    return sorted(found)


def _needed(variant: Variant) -> list[str]:
    if not variant.numeral:
        return run_terms(variant.form)
    parts = [term for stretch in stretches(variant.form) for term in run_terms(stretch)]
    return list(dict.fromkeys([*numbers(variant.form), *parts]))


def other_words(variant: Variant, corpus: Corpus, number: int) -> tuple[str, str]:
    """Why a unit of level 3 is here: the shortest alias (又称“…”) or name (属于“…”) that holds the variant."""
    fields = corpus.units[number]["fields"]
    for code, texts in (("alias", fields["alias"]), ("names", fields["names"])):
        found = [text for text in texts if variant.form in _form(variant, corpus, text)]
        if found:
            return code, min(found, key=len)
    return "cited", variant.term


def _form(variant: Variant, corpus: Corpus, text: str) -> str:
    mapped = corpus.normalizer.mapped_form(text)
    return numeral_form(mapped).form if variant.numeral else mapped.form


__all__ = ["LEVELS", "Variant", "exact", "holding", "matches", "numeral", "other_words", "symbol"]
