"""Turns a choice of characters for each place into the strings that the library holds: the best-supported first."""

from __future__ import annotations

from webapp.analysis.corpus import Corpus
from webapp.analysis.tokenizer import run_terms
from webapp.query.postings import Candidates

MOST_PATHS = 48
MOST_CHECKED = 400  # units that are looked at before a longer string counts as absent


class Sounding:
    """Every neighbour pair of a string must occur somewhere, and then the whole string in one text."""

    def __init__(self, corpus: Corpus, candidates: Candidates) -> None:
        self._corpus = corpus
        self._frequency = candidates.frequency
        self._all_of = candidates.all_of

    def strings(self, slots: list[str]) -> list[tuple[str, int]]:
        """Strings with one character of each slot, and in how many units their rarest pair occurs."""
        slots = self._narrowed(slots)
        paths = [(self._frequency(char), char) for char in slots[0]] if slots else []
        paths = sorted((path for path in paths if path[0]), key=_best_first)
        for slot in slots[1:]:
            longer = []
            for support, path in paths:
                for char in slot:
                    both = self._frequency(path[-1] + char)
                    if both:
                        longer.append((min(support, both), path + char))
            paths = sorted(longer, key=_best_first)[:MOST_PATHS]
        return [(path, support) for support, path in paths]

    def occurs(self, string: str) -> bool:
        """Whether one text holds the whole string."""
        if len(string) < 3:
            return self._frequency(string) > 0
        units = self._all_of(run_terms(string))[:MOST_CHECKED]
        return any(string in form for number in units for form in self._corpus.forms[number])

    def stands(self, string: str) -> bool:
        """Whether a text has the string in one piece: 从旧兼从轻 has 旧兼, two sentences do not make a word."""
        units = self._all_of(run_terms(string))[:MOST_CHECKED]
        return any(string in text for number in units for text in self._corpus.texts(number))

    def _narrowed(self, slots: list[str]) -> list[str]:
        """Without the characters that never stand beside one of the next slot: outwards from the smallest slot."""
        if not slots or not all(slots):
            return []
        kept = list(slots)
        least = min(range(len(slots)), key=lambda place: len(slots[place]))
        for place in range(least - 1, -1, -1):
            after = kept[place + 1]
            kept[place] = "".join(
                c for c in kept[place] if any(self._frequency(c + other) for other in after)
            )
        for place in range(least + 1, len(slots)):
            before = kept[place - 1]
            kept[place] = "".join(
                c for c in kept[place] if any(self._frequency(other + c) for other in before)
            )
        return kept if all(kept) else []


def _best_first(path: tuple[int, str]) -> tuple[int, str]:
    return -path[0], path[1]
