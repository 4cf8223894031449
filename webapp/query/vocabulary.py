"""Turns the texts that name things (titles, quotations, aliases, names) into words, found by initials, sound, shape.

No list of words is made: a word is any stretch of these texts, which are few even in a large library, so that
looking through them is quick and takes no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from webapp.analysis.corpus import EDGE, Corpus
from webapp.analysis.numerals import NUMERALS
from webapp.analysis.pinyin import Pinyin
from webapp.analysis.tables import Tables
from webapp.analysis.tokenizer import bigrams, count
from webapp.query.heard import Heard

LONGEST = 10  # characters of a name that may be mistyped as a whole
PLAIN = 4  # a stretch of so many characters may begin and end with words that say nothing
MUCH = 12  # the weight of a word that surely is one
CERTAIN = 4  # characters of a word of which any may be wrong: 微商群 is not 微信群
WORTH = {0: 3, 1: 3, 4: 2, 5: 1}  # of a word in a text of each field that names things


class Vocabulary:
    """All stretches of those texts; the texts are gathered when first needed."""

    def __init__(
        self,
        corpus: Corpus,
        pinyin: Pinyin,
        tables: Tables,
        frequency: Callable[[str], int],
        plain: Iterable[str] = (),
    ) -> None:
        self._corpus = corpus
        self._pinyin = pinyin
        self._tables = tables
        self._frequency = frequency
        self._plain = EDGE + "".join(word + EDGE for word in plain)
        self._weights: dict[str, int] = {}

    def weight(self, word: str) -> int:
        """How much the library has under this word; 0 when nothing is named so."""
        if word not in self._weights:
            known = all(self._frequency(pair) for pair in bigrams(word))
            named = self._texts.items() if known else ()
            self._weights[word] = sum(WORTH[field] * count(text, word) for field, text in named)
        return self._weights[word]

    def is_bounded(self, word: str) -> bool:
        """Whether a short word begins or ends a name, or names much: the middle of something else is no word."""
        if len(word) >= CERTAIN or self.weight(word) >= MUCH:
            return True
        return any(EDGE + word in text or word + EDGE in text for text in self._heard_texts())

    def by_initials(self, letters: str) -> list[str]:
        """Words whose characters begin with these letters."""
        found: dict[str, None] = {}
        for text in self._texts.values():
            for start in self._starting(text, letters):
                end = start + len(letters)
                if self._is_word(text[start:end]) or text[start - 1] == text[end] == EDGE:
                    found[text[start:end]] = None
        return list(found)

    def sounding_like(self, word: str) -> list[str]:
        """Words that many speakers say like this one."""
        return self._heard.alike(word)

    def looking_like(self, word: str) -> list[str]:
        """Words with one character exchanged for one that looks like it."""
        changed = [
            word[:place] + other + word[place + 1 :]
            for place, char in enumerate(word)
            for other in self._tables.lookalikes.get(char, "")
            if other != char
        ]
        return [other for other in changed if self.weight(other)]

    def one_apart(self, word: str) -> list[str]:
        """Names and aliases as they stand that are one slip apart: see `is_one_apart`."""
        found = [name for key in _shortened(word) for name in self._shortened_names.get(key, [])]
        return [name for name in dict.fromkeys(found) if is_one_apart(word, name)]

    @cached_property
    def _texts(self) -> dict[int, str]:
        """By field, all different texts in one string; an article that nobody has annotated has no name of its own."""
        texts: dict[int, dict[str, None]] = {field: {} for field in WORTH}
        for unit, forms in zip(self._corpus.units, self._corpus.forms, strict=True):
            for field in WORTH if not unit["bare"] else ():
                texts[field].update(dict.fromkeys(text for text in forms[field].split(EDGE) if text))
        return {field: EDGE + "".join(text + EDGE for text in sorted(each)) for field, each in texts.items()}

    def _heard_texts(self) -> list[str]:
        """What names things, and plain words: these are meant by sound, too, though nothing is named so."""
        return [*self._texts.values(), self._plain]

    @cached_property
    def _heard(self) -> Heard:
        return Heard(self._heard_texts(), self._pinyin.near_keys)

    @cached_property
    def _shortened_names(self) -> dict[str, list[str]]:
        names = {name for field in (0, 4, 5) for name in self._texts[field].split(EDGE)}
        index: dict[str, list[str]] = {}
        for name in sorted(name for name in names if 3 <= len(name) <= LONGEST):
            for key in _shortened(name):
                index.setdefault(key, []).append(name)
        return index

    def _starting(self, text: str, letters: str) -> Iterable[int]:
        initials = self._pinyin.initials
        for start in range(len(text) - len(letters) + 1):
            if all(letter in initials(text[start + place]) for place, letter in enumerate(letters)):
                yield start

    def _is_word(self, word: str) -> bool:
        """A short stretch that begins with 的 or ends with 会 is part of others."""
        function = self._tables.function
        if len(word) >= PLAIN:
            return True
        return word[0] not in function and word[0] not in NUMERALS and word[-1] not in function


def is_one_apart(word: str, other: str) -> bool:
    """Whether a character is missing or too many, two neighbours are exchanged, or, in a longer word, one is wrong."""
    if word == other or abs(len(word) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    rest, rests = word[start:], other[start:]
    if len(rest) != len(rests):
        return rest[1:] == rests if len(rest) > len(rests) else rest == rests[1:]
    if len(word) >= CERTAIN and rest[1:] == rests[1:]:
        return True
    return rest[1::-1] == rests[:2] and rest[2:] == rests[2:]


def _shortened(word: str) -> list[str]:
    """The word, and the word without each of its characters."""
    return list(dict.fromkeys([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]))
