"""Turns what was typed instead of a word (pinyin, initials, homophone) into words that the library holds."""

from __future__ import annotations

from collections.abc import Callable

from webapp.analysis.corpus import EDGE, Corpus
from webapp.analysis.numerals import NUMERALS
from webapp.analysis.pinyin import Pinyin
from webapp.query.matcher import Variant, exact, matches
from webapp.query.postings import Candidates

MOST_PATHS = 48
MOST_VARIANTS = 6
LONGEST = 10  # characters of a word in the vocabulary for initials
# What a word is worth for initials in a unit: (inside a text, as a whole text) of each field that names things.
WORTH = {0: (3, 3), 1: (3, 3), 4: (2, 3), 5: (1, 2)}


class Speller:
    """Guesses over one corpus; every guess occurs in a text, so none leads nowhere."""

    def __init__(
        self, corpus: Corpus, candidates: Candidates, pinyin: Pinyin, function: frozenset[str]
    ) -> None:
        self._corpus = corpus
        self._candidates = candidates
        self._pinyin = pinyin
        self._function = function
        self._vocabulary: dict[str, dict[str, int]] | None = None

    def homophones(self, form: str) -> list[Variant]:
        """Words that sound like this one and share the most characters with it."""
        if len(form) < 2:
            return []
        slots = [self._pinyin.same_sound(char) for char in form]
        found = [word for word in self._sounding(slots) if word != form]
        return self._rank(
            found, "homophone", lambda word: sum(a == b for a, b in zip(word, form, strict=True))
        )

    def spelled(self, letters: str) -> list[Variant]:
        """Words whose pinyin these letters are, the last syllable perhaps unfinished; else by initials."""
        for slots in self._pinyin.slots(letters):
            ranked = self._rank(self._sounding(slots), "pinyin", lambda word: 0)
            if ranked:
                return ranked if len(slots) > 1 else ranked[:2]
        return self.by_initials(letters)

    def joined(self, letters: str) -> list[Variant]:
        """As `spelled`, for syllables typed with spaces: pinyin only, two syllables or more."""
        for slots in self._pinyin.slots(letters):
            if len(slots) > 1:
                ranked = self._rank(self._sounding(slots), "pinyin", lambda word: 0)
                if ranked:
                    return ranked
        return []

    def by_initials(self, letters: str) -> list[Variant]:
        words = self._words().get(letters, {}) if 2 <= len(letters) <= LONGEST else {}
        best = max(words.values(), default=0)
        ranked = [word for word in words if words[word] * 8 >= best]
        ranked.sort(key=lambda word: (-words[word], word))
        kept = [word for word in ranked if word == ranked[0] or word not in ranked[0]]
        return [_guess(word, "initials", words[word] / best) for word in kept[:MOST_VARIANTS]]

    def _sounding(self, slots: list[str]) -> list[str]:
        """Strings of one character per slot of which every pair of neighbours occurs: the best-supported paths."""
        frequency = self._candidates.frequency
        paths = [(frequency(char), char) for char in slots[0]]
        paths = [path for path in paths if path[0]]
        for slot in slots[1:]:
            longer = []
            for support, path in paths:
                for char in slot:
                    both = frequency(path[-1] + char)
                    if both:
                        longer.append((min(support, both), path + char))
            longer.sort(key=lambda path: (-path[0], path[1]))
            paths = longer[:MOST_PATHS]
        return [path for _, path in paths]

    def _rank(self, words: list[str], code: str, likeness: Callable[[str], int]) -> list[Variant]:
        """The likest words that occur, richest first."""
        rich = {word: self._richness(word) for word in words}
        found = [word for word in words if rich[word]]
        likest = max((likeness(word) for word in found), default=0)
        found = [word for word in found if likeness(word) == likest]
        found.sort(key=lambda word: (-rich[word], word))
        best = max((rich[word] for word in found), default=1)
        return [_guess(word, code, rich[word] / best) for word in found[:MOST_VARIANTS]]

    def _richness(self, word: str) -> int:
        return sum(4 - level for level in matches(exact(word, word), self._corpus, self._candidates).values())

    def _words(self) -> dict[str, dict[str, int]]:
        """Initials → words of titles, quotations, aliases and names → how much the library has on them."""
        if self._vocabulary is None:
            self._vocabulary = {}
            for word, weight in sorted(self._weights().items()):
                for letters in self._initials(word):
                    self._vocabulary.setdefault(letters, {})[word] = weight
        return self._vocabulary

    def _weights(self) -> dict[str, int]:
        weights: dict[str, int] = {}
        for forms in self._corpus.forms:
            own: dict[str, int] = {}
            for field, worth in WORTH.items():
                for text in forms[field].split(EDGE):
                    for word in self._pieces(text):
                        own[word] = max(own.get(word, 0), worth[word == text])
            for word, weight in own.items():
                weights[word] = weights.get(word, 0) + weight
        return weights

    def _pieces(self, text: str) -> set[str]:
        """All pieces of 2 to 10 characters that neither begin nor end with a function word."""
        found = set()
        for start in range(len(text)):
            if text[start] in self._function or text[start] in NUMERALS:
                continue
            for end in range(start + 2, min(start + LONGEST, len(text)) + 1):
                if text[end - 1] not in self._function:
                    found.add(text[start:end])
        return found

    def _initials(self, word: str) -> list[str]:
        """The words' initials; characters with several readings give several, up to eight."""
        found = [""]
        for char in word:
            found = [done + letter for done in found for letter in self._pinyin.initials(char)][:8]
        return found


def _guess(word: str, code: str, share: float) -> Variant:
    variant = exact(word, word)
    return Variant(variant.form, code, word, share, variant.terms)
