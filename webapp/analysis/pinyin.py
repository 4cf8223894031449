"""Turns typed Latin letters into the syllables they may stand for, and characters into their readings."""

from __future__ import annotations

from .tables import Tables, read_data

MOST = 12  # ways to cut one input; `xianguan` has four
Slots = list[list[str]]
RESPELT = {"lue": "lve", "nue": "nve"}


class Pinyin:
    """Readings of the shipped table plus those that documents name in `pinyin_override`."""

    def __init__(self, tables: Tables, overrides: dict[str, str] | None = None) -> None:
        self.syllables: dict[str, str] = dict(tables.syllables)
        self.readings: dict[str, list[str]] = dict(tables.readings)
        self.longest = max(map(len, self.syllables))
        self._starting: dict[str, str] = {}
        for word, reading in sorted((overrides or {}).items()):
            self._learn(word, reading)

    def initials(self, char: str) -> list[str]:
        """First letters of a character's readings; a Latin letter or digit stands for itself."""
        if char in self.readings:
            return sorted({reading[0] for reading in self.readings[char]})
        return [char] if char.isascii() else []

    def same_sound(self, char: str) -> str:
        """The characters that share a reading with this one, itself first; only itself when it has none known."""
        found = "".join(self.syllables[reading] for reading in self.readings.get(char, []))
        return "".join(dict.fromkeys(char + found))

    def slots(self, typed: str) -> Slots:
        """Ways to read typed letters: lists of character sets, whole readings before unfinished ones."""
        whole: Slots = []
        half: Slots = []
        self._cut(typed, [], whole, half)
        return (sorted(whole, key=len) + sorted(half, key=len))[:MOST]

    def _cut(self, rest: str, done: list[str], whole: Slots, half: Slots) -> None:
        if not rest:
            whole.append(done)
            return
        if len(whole) + len(half) > 4 * MOST:
            return
        for length in range(min(self.longest, len(rest)), 0, -1):
            syllable = RESPELT.get(rest[:length], rest[:length])
            if syllable in self.syllables:
                self._cut(rest[length:], [*done, self.syllables[syllable]], whole, half)
        if done and len(rest) < self.longest:
            unfinished = self._beginning(rest)
            if unfinished:
                half.append([*done, unfinished])

    def _beginning(self, letters: str) -> str:
        if letters not in self._starting:
            found = [s for s in sorted(self.syllables) if s.startswith(letters) and s != letters]
            chars = "".join(self.syllables[s] for s in found)
            self._starting[letters] = "".join(dict.fromkeys(chars))
        return self._starting[letters]

    def _learn(self, word: str, reading: str) -> None:
        """`行为: xingwei` teaches nothing; a reading that no table has becomes one of its character."""
        for cut in self._readings_of(word, reading.lower().replace(" ", "").replace("ü", "v")):
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
