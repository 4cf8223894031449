"""Turns a string with one character wrong, missing, too many or exchanged into the strings that the texts hold."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.analysis.corpus import EDGE, Corpus
from webapp.analysis.tokenizer import bigrams, run_terms
from webapp.query.postings import Candidates
from webapp.query.sounding import Sounding

SHORTEST = 4  # with fewer characters almost anything is one apart from something
MOST_CHECKED = 200  # units that are looked through for one place


class Mistyped:
    """Guesses that the text itself confirms: what stands between the two parts that are right."""

    def __init__(self, corpus: Corpus, candidates: Candidates, sounding: Sounding) -> None:
        self._corpus = corpus
        self._all_of = candidates.all_of
        self._frequency = candidates.frequency
        self._sounding = sounding

    def strings(self, form: str) -> list[str]:
        """A match form → the forms that stand in a text and are one slip apart; none for fewer than four characters."""
        if len(form) < SHORTEST:
            return []
        # One slip parts three pairs of neighbours at most.
        gaps = [at for at, pair in enumerate(bigrams(form)) if not self._frequency(pair)]
        if gaps and gaps[-1] - gaps[0] > 2:
            return []
        found = [string for string in slipped(form) if self._sounding.occurs(string)]
        # At either end anything would fit: there only names count, and they are found elsewhere.
        for i in range(1, len(form)):
            found += self._filled(form[:i], form[i:])
            found += self._filled(form[:i], form[i + 1 :]) if i + 1 < len(form) else []
        return [string for string in dict.fromkeys(found) if string != form]

    def _filled(self, before: str, after: str) -> Iterator[str]:
        """The strings in which one character stands between these two parts."""
        needed = list(dict.fromkeys(run_terms(before) + run_terms(after)))
        for number in self._all_of(needed)[:MOST_CHECKED]:
            for form in self._corpus.forms[number]:
                yield from _between(form, before, after)


def slipped(form: str) -> list[str]:
    """The strings with one character less, or two neighbours exchanged."""
    shorter = [form[:i] + form[i + 1 :] for i in range(len(form))]
    return list(dict.fromkeys(shorter + turned(form)))


def turned(form: str) -> list[str]:
    """The strings with two neighbours exchanged."""
    return [form[:i] + form[i + 1] + form[i] + form[i + 2 :] for i in range(len(form) - 1)]


def exchanged_at(form: str, other: str) -> int:
    """The one place where two strings of the same length differ; -1 when there are more, or none."""
    if len(form) != len(other):
        return -1
    places = [place for place, char in enumerate(form) if char != other[place]]
    return places[0] if len(places) == 1 else -1


def _between(form: str, before: str, after: str) -> Iterator[str]:
    at = form.find(before)
    while at >= 0:
        end = at + len(before)
        if form.startswith(after, end + 1) and form[end] != EDGE:
            yield before + form[end] + after
        at = form.find(before, at + 1)
