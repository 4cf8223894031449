"""Turns the library's own terms into what people type instead of them, seeded: pinyin, initials, slips, other scripts.

A term is a name or alias as it stands, or a stretch of a title or quotation between two marks of punctuation: 2 to 12
Chinese characters. What a slip makes of a term is left out when the library holds just that: it is no slip then.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from webapp.analysis.syllables import gb2312
from webapp.analysis.tables import Tables
from webapp.rules.units import Unit

HAN = re.compile("[\u4e00-\u9fff]{2,12}")
COMMON = 3755  # characters of GB 2312's first level
CERTAIN = 4  # in shorter terms another character makes another word, unless it looks alike


@dataclass(frozen=True)
class Mistyped:
    kind: str
    term: str
    typed: str


def terms_of(units: Iterable[Unit]) -> list[str]:
    found: set[str] = set()
    for unit in units:
        fields = unit["fields"]
        for text in [*fields["title"], *fields["quote"], *fields["alias"]]:
            found.update(part for part in re.split("[^\u4e00-\u9fff]+", text) if HAN.fullmatch(part))
    return sorted(found)


class Typist:
    """Makes one kind of mistake at a time; None where a term does not allow it."""

    def __init__(self, tables: Tables, seed: int) -> None:
        self._tables = tables
        self._chance = random.Random(seed)
        self._common = set(gb2312()[:COMMON])
        self._unfold: dict[str, list[str]] = {}
        for variant, simple in sorted(tables.fold.items()):
            self._unfold.setdefault(simple, []).append(variant)
        self.kinds: dict[str, Callable[[str], str | None]] = {
            "pinyin": lambda term: "".join(_syllables(term)),
            "pinyin-spaced": lambda term: " ".join(_syllables(term)),
            "pinyin-unfinished": self._unfinished,
            "pinyin-near": self._near,
            "initials": lambda term: (
                "".join(each[0] for each in _syllables(term)) if len(term) <= 10 else None
            ),
            "mixed": self._mixed,
            "homophone": self._homophone,
            "wrong": self._wrong,
            "missing": self._missing,
            "extra": self._extra,
            "exchanged": self._exchanged,
            "traditional": self._traditional,
        }

    def mistyped(
        self, terms: list[str], kind: str, count: int, held: Callable[[str], bool]
    ) -> list[Mistyped]:
        """Up to `count`, of different terms, in the order of chance."""
        found: list[Mistyped] = []
        for term in self._chance.sample(terms, len(terms)):
            typed = self.kinds[kind](term)
            if typed and typed != term and (kind == "traditional" or not held(typed)):
                found.append(Mistyped(kind, term, typed))
            if len(found) == count:
                break
        return found

    def _place(self, term: str) -> int:
        return self._chance.randrange(len(term))

    def _with(self, term: str, place: int, others: Iterable[str]) -> str | None:
        choice = sorted(set(others) & self._common - {term[place]})
        return term[:place] + self._chance.choice(choice) + term[place + 1 :] if choice else None

    def _homophone(self, term: str) -> str | None:
        place = self._place(term)
        sounds = self._tables.readings.get(term[place], [])
        return self._with(term, place, (char for sound in sounds for char in self._tables.syllables[sound]))

    def _wrong(self, term: str) -> str | None:
        place = self._place(term)
        alike = self._tables.lookalikes.get(term[place], "")
        return self._with(term, place, self._common if len(term) >= CERTAIN else alike)

    def _missing(self, term: str) -> str | None:
        place = self._place(term)
        return term[:place] + term[place + 1 :] if len(term) > CERTAIN else None

    def _extra(self, term: str) -> str | None:
        place = self._place(term)
        return (
            term[:place] + self._chance.choice(gb2312()[:COMMON]) + term[place:]
            if len(term) >= CERTAIN
            else None
        )

    def _exchanged(self, term: str) -> str | None:
        place = self._chance.randrange(len(term) - 1)
        return term[:place] + term[place + 1] + term[place] + term[place + 2 :]

    def _traditional(self, term: str) -> str | None:
        return "".join(self._chance.choice(self._unfold.get(char, [char])) for char in term)

    def _unfinished(self, term: str) -> str | None:
        *whole, last = _syllables(term)
        return "".join(whole) + last[: self._chance.randint(1, len(last))]

    def _mixed(self, term: str) -> str | None:
        place = self._place(term)
        syllables = _syllables(term)
        return term[:place] + "".join(syllables[place:]) if place else syllables[0] + term[1:]

    def _near(self, term: str) -> str | None:
        """One syllable as it is said where flat and curled tongue, or front and back endings, are one."""
        syllables = _syllables(term)
        ways = [
            (place, near)
            for place, syllable in enumerate(syllables)
            for near in (re.sub("^([zcs])h", r"\1", syllable), re.sub("(an|en|in)g$", r"\1", syllable))
            if near != syllable and near in self._tables.syllables
        ]
        if not ways:
            return None
        place, near = self._chance.choice(ways)
        return "".join([*syllables[:place], near, *syllables[place + 1 :]])


def _syllables(term: str) -> list[str]:
    return [syllable.replace("ü", "v") for syllable in lazy_pinyin(term)]
