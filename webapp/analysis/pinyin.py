"""Turns typed Latin letters into the syllables they may stand for, and characters into their readings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .tables import Tables, read_data

MOST = 12  # ways to cut one input; `xianguan` has four
RESPELT = {"lue": "lve", "nue": "nve"}
UNFINISHED = "*"  # behind letters that only begin a syllable: `b*`
# What many speakers do not tell apart: flat and curled tongue, n l r, f h; front and back endings.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("f", "h"))
_ENDING = re.compile("(an|en|in)g$")
_MIXED = re.compile("[a-z]+|.", re.DOTALL)


class Pinyin:
    """Readings of the shipped table, of its words with heteronyms, and of the words in `pinyin_override`."""

    def __init__(self, tables: Tables, overrides: Mapping[str, str] | None = None) -> None:
        self.syllables: dict[str, str] = dict(tables.syllables)
        self.readings: dict[str, list[str]] = dict(tables.readings)
        self.longest = max(map(len, self.syllables))
        self._chars: dict[str, str] = {}
        self._read: dict[str, list[str]] = {}
        for word, reading in sorted({**tables.heteronyms, **(overrides or {})}.items()):
            self._learn(word, reading)
        self._keys: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        for syllable in sorted(self.syllables):
            self._near.setdefault(near(syllable), []).append(syllable)

    def initials(self, char: str) -> list[str]:
        """First letters of a character's readings; a Latin letter or digit stands for itself."""
        if char in self.readings:
            return sorted({reading[0] for reading in self.readings[char]})
        return [char] if char.isascii() else []

    def same_sound(self, char: str) -> str:
        """The characters that share a reading with this one, itself first; only itself when it has none known."""
        found = "".join(self.syllables[reading] for reading in self.readings.get(char, []))
        return "".join(dict.fromkeys(char + found))

    def near_sound(self, char: str) -> str:
        """The characters that many speakers say like this one, itself first."""
        found = "".join(self.chars(reading, True) for reading in self.readings.get(char, []))
        return "".join(dict.fromkeys(char + found))

    def near_keys(self, char: str) -> list[str]:
        """What its readings become when no one tells like sounds apart; the character itself when it has none."""
        if char not in self._keys:
            keys = dict.fromkeys(near(reading) for reading in self.readings.get(char, []))
            self._keys[char] = list(keys) or [char]
        return self._keys[char]

    def chars(self, syllable: str, nearly: bool = False) -> str:
        """The characters of a syllable (`bao`), or of all that begin so (`b*`); of those that sound like it too."""
        key = syllable + "~" if nearly else syllable
        if key not in self._chars:
            if syllable.endswith(UNFINISHED):
                begun = syllable[:-1]
                names = [name for name in sorted(self.syllables) if name.startswith(begun) and name != begun]
            else:
                names = [syllable]
            if nearly:
                names = [other for name in names for other in self._near.get(near(name), [name])]
            chars = "".join(self.syllables.get(name, "") for name in names)
            self._chars[key] = "".join(dict.fromkeys(chars))
        return self._chars[key]

    def cuts(self, letters: str) -> list[list[str]]:
        """Ways to read letters as syllables, whole ones before those with an unfinished end."""
        whole: list[list[str]] = []
        half: list[list[str]] = []
        self._cut(letters, [], whole, half)
        begun = [[*cut[:-1], cut[-1] + UNFINISHED] for cut in whole if self.chars(cut[-1] + UNFINISHED)]
        return sorted(whole, key=len)[: MOST // 2] + sorted(begun + half, key=len)[: MOST // 2]

    def mixed_cuts(self, form: str) -> list[list[str]]:
        """Ways to read characters with letters among them; letters may be syllables or the first of one each."""
        found: list[list[str]] = [[]]
        for part in _MIXED.findall(form):
            ways = [[part]]
            if part.isascii() and part.isalpha():
                ways = [*self.cuts(part), [letter + UNFINISHED for letter in part]]
            found = [[*done, *way] for done in found for way in ways][:MOST]
        return found

    def misread(self, word: str, cut: list[str]) -> bool:
        """Whether a word with heteronyms, known by its reading, stands here and is read otherwise."""
        for start in range(len(word)):
            for end in range(start + 2, len(word) + 1):
                known = self._read.get(word[start:end], [])
                if not all(_fits(typed, name) for typed, name in zip(cut[start:end], known, strict=False)):
                    return True
        return False

    def _cut(self, rest: str, done: list[str], whole: list[list[str]], half: list[list[str]]) -> None:
        if not rest:
            whole.append(done)
            return
        if len(whole) + len(half) > 4 * MOST:
            return
        for length in range(min(self.longest, len(rest)), 0, -1):
            syllable = RESPELT.get(rest[:length], rest[:length])
            if syllable in self.syllables:
                self._cut(rest[length:], [*done, syllable], whole, half)
        if done and len(rest) < self.longest and self.chars(rest + UNFINISHED):
            half.append([*done, rest + UNFINISHED])

    def _learn(self, word: str, reading: str) -> None:
        """A reading that no table has becomes one of its character."""
        for cut in self._readings_of(word, reading.lower().replace(" ", "").replace("ü", "v")):
            self._read[word] = cut
            for char, syllable in zip(word, cut, strict=True):
                if char not in self.syllables[syllable]:
                    self.syllables[syllable] += char
                if syllable not in self.readings.setdefault(char, []):
                    self.readings[char] = sorted([*self.readings[char], syllable])

    def _readings_of(self, word: str, rest: str) -> list[list[str]]:
        """The best-known cut of a reading into as many syllables as the word has characters."""
        cuts: list[list[str]] = []

        def walk(at: int, done: list[str]) -> None:
            if len(done) == len(word):
                if at == len(rest):
                    cuts.append(done)
                return
            for length in range(self.longest, 0, -1):
                if rest[at : at + length] in self.syllables and at + length <= len(rest):
                    walk(at + length, [*done, rest[at : at + length]])

        walk(0, [])
        cuts.sort(key=lambda cut: -sum(s in self.readings.get(c, []) for c, s in zip(word, cut, strict=True)))
        return cuts[:1]


def usual_reading(char: str, tables: Tables) -> str:
    """How a character is read by itself; a Latin letter or digit as it is, nothing for what has no reading."""
    if char.isascii():
        return char if char.isalnum() else ""
    readings = tables.readings.get(char, [""])
    return str(read_data("usual_readings.json")[char]) if len(readings) > 1 else readings[0]


@cache
def near(syllable: str) -> str:
    """A syllable without the differences that many speakers do not make: zhang → zan, nin → lin, hu and fu → hu."""
    for typed, same in _INITIALS:
        if syllable.startswith(typed):
            syllable = same + syllable[len(typed) :]
            break
    return _ENDING.sub(r"\1", syllable)


def _fits(typed: str, syllable: str) -> bool:
    """Whether what was typed for a character (letters or the character itself) agrees with a reading."""
    if typed.endswith(UNFINISHED):
        return syllable.startswith(typed[:-1])
    return typed == syllable or not typed.isascii()
