"""Turns the texts that name things into places by sound: where two neighbours are said as two others are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise


class Heard:
    """Every pair of neighbouring sounds with the places where it stands; each character by its first reading."""

    def __init__(self, texts: Iterable[str], keys: Callable[[str], list[str]]) -> None:
        self._text = "".join(texts)
        self._keys = keys
        self._sounds = [keys(char)[0] for char in self._text]
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, pair in enumerate(pairwise(self._sounds)):
            self._places.setdefault(pair, []).append(place)

    def alike(self, word: str) -> list[str]:
        """Words of two characters and more that many speakers say like this one, whatever its readings."""
        choices = [self._keys(char) for char in word]
        pairs = [self._pairs(first, second) for first, second in pairwise(choices)]
        place, found = min(enumerate(pairs), key=lambda each: len(each[1]))
        starts = (at - place for at in found)
        words = (self._text[at : at + len(word)] for at in starts if self._is_heard(at, choices))
        return [other for other in dict.fromkeys(words) if other != word]

    def _pairs(self, first: list[str], second: list[str]) -> list[int]:
        return [place for a in first for b in second for place in self._places.get((a, b), ())]

    def _is_heard(self, at: int, choices: list[list[str]]) -> bool:
        sounds = self._sounds[at : at + len(choices)] if at >= 0 else []
        return len(sounds) == len(choices) and all(
            sound in choice for sound, choice in zip(sounds, choices, strict=True)
        )
