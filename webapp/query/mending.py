"""Turns a question with slips in it into the question that was meant: words that no text holds become those it names.

Only where two neighbours never stand together anywhere is something wrong; a window around such a gap is exchanged
for the longest word that things are named by, that sounds or looks like it and shares a character with it. Another
character is no slip here: 红包付钱 is not 红包赌钱.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from webapp.query.reading import HARD, Piece, Words
from webapp.query.spelling import Speller

LONGEST = 6  # characters of a window
MOST_GAPS = 12
ORDER = ("homophone", "lookalike", "near")


class Mender:
    """Mends match forms with the words of one corpus; `frequency`: how many units hold a pair."""

    def __init__(self, speller: Speller, words: Words, frequency: Callable[[str], int]) -> None:
        self._speller = speller
        self._words = words
        self._frequency = frequency

    def mend(self, form: str, pieces: list[Piece]) -> tuple[str, str]:
        """The form with every slip put right, and the kind of the first slip; the form itself when there is none."""
        out, kind, done = "", "", 0
        asking = _asking(pieces)
        for gap in self._gaps(form, pieces):
            if gap < done:
                continue
            found = self._best(form, gap, done, asking)
            if found:
                start, end, word, code = found
                out, done, kind = out + form[done:start] + word, end, kind or code
        return out + form[done:], kind

    def _gaps(self, form: str, pieces: list[Piece]) -> list[int]:
        """Places before which and behind which stand two characters that never are neighbours, one of them matter."""
        matter: list[bool] = []
        for piece in pieces:
            matter += [piece.kind == "matter"] * len(piece.text)
        if len(matter) != len(form):
            return []  # numbers were read in it: their digits are not its characters
        places = range(len(form) - 1)
        gaps = [
            at for at in places if (matter[at] or matter[at + 1]) and not self._frequency(form[at : at + 2])
        ]
        return gaps[:MOST_GAPS]

    def _best(
        self, form: str, gap: int, done: int, asking: frozenset[int]
    ) -> tuple[int, int, str, str] | None:
        found = [
            (start - end, ORDER.index(code), -self._speller.vocabulary.weight(word), word, start, end)
            for start in range(max(done, gap + 2 - LONGEST), gap + 1)
            for end in range(gap + 2, min(start + LONGEST, len(form)) + 1)
            if asking.isdisjoint(range(start, end))
            for word, code in self._words_for(form[start:end])
        ]
        if not found:
            return None
        _, order, _, word, start, end = min(found)
        return start, end, word, ORDER[order]

    def _words_for(self, window: str) -> Iterator[tuple[str, str]]:
        for word, code in self._speller.slips(window):
            shared = any(typed == meant for typed, meant in zip(window, word, strict=True))
            sure = shared and word != window and (len(window) > 2 or code != "near")
            if sure and not self._words.is_setting(word) and self._speller.vocabulary.is_bounded(word):
                yield word, code


def _asking(pieces: list[Piece]) -> frozenset[int]:
    """The places of words that ask: nobody meant something else by them."""
    found: list[int] = []
    at = 0
    for piece in pieces:
        if piece.kind == "asks" and (len(piece.text) > 1 or piece.text in HARD):
            found += range(at, at + len(piece.text))
        at += len(piece.text)
    return frozenset(found)
