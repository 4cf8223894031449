"""Turns text into its match form: what remains without width, case, script variant, punctuation and spaces.

NFKC and lower-case character by character (marks together with what they stand on), traditional → simplified,
then only visible content stays. A match form is a string of UTF-16 code units, on both sides: offsets, lengths
and order are then the same in Python and in JavaScript. `mapped_form` also says where each unit came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from .tables import DROP, JOIN, MARK, NEWER, SYMBOL, Tables

JOINED = "\x02"  # stands for a mark that what is before it decides about; no match form holds it


@dataclass(frozen=True)
class MappedForm:
    """A match form and, for each of its units, the UTF-16 offsets where it begins and ends in the text."""

    form: str
    starts: list[int]
    ends: list[int]


def code_units(text: str) -> str:
    """A string of UTF-16 code units: characters beyond the first plane become two, as in JavaScript."""
    if all(char < "\U00010000" for char in text):
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(data[i] | data[i + 1] << 8) for i in range(0, len(data), 2))


def characters(units: str) -> str:
    """A string of UTF-16 code units as text again; a unit that stands alone stays."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def utf16_length(text: str) -> int:
    """Characters outside the basic plane take two units."""
    if text.isascii() or max(text) < "\U00010000":
        return len(text)
    return len(text) + sum(char >= "\U00010000" for char in text)


class Normalizer:
    """The analyzer's first half, with the answers for single characters kept."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._simple = _Lazy(self._alone)
        self._symbol = _Lazy(self._symbols)

    def match_form(self, text: str) -> str:
        """Any text → its match form, perhaps "". Its offsets are not those of the text; see `mapped_form`."""
        form = text.translate(self._simple)
        if JOINED in form:
            return "".join(self._visible(cluster) for cluster in self._clusters(text))
        return form

    def mapped_form(self, text: str) -> MappedForm:
        """The same form, and for each unit of it from where to where it stood: to mark what was found."""
        if text and max(text) < "\U00010000" and (form := self._each_alone(text)):
            return form
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for cluster in self._clusters(text):
            length = utf16_length(cluster)
            known = self._simple[ord(cluster)] if len(cluster) == 1 else JOINED
            part = self._visible(cluster) if known == JOINED else known
            parts.append(part)
            starts += [at] * len(part)
            ends += [at + length] * len(part)
            at += length
        return MappedForm("".join(parts), starts, ends)

    def _each_alone(self, text: str) -> MappedForm | None:
        """The same for a text whose characters are all one unit and carry no marks, as nearly all are."""
        parts = [self._simple[ord(char)] for char in text]
        if JOINED in parts:
            return None
        starts = [at for at, part in enumerate(parts) for _ in part]
        return MappedForm("".join(parts), starts, [at + 1 for at in starts])

    def symbols(self, text: str) -> str:
        """The symbols of a text (+ ☆ 👍), which no match form holds: a query of only those finds them."""
        return text.translate(self._symbol)

    def _clusters(self, text: str) -> list[str]:
        """Characters with the marks that follow them: an accent typed apart is the accent typed together."""
        kind = self._tables.kind
        out: list[str] = []
        for char in text:
            if out and kind[ord(char)] in (MARK, JOIN):
                out[-1] += char
            else:
                out.append(char)
        return out

    def _fold(self, cluster: str) -> list[str]:
        kind, fold = self._tables.kind, self._tables.fold
        if any(kind[ord(char)] == NEWER for char in cluster):
            return list(cluster)  # a Unicode version may know it or not: no engine may ask its own
        normal = unicodedata.normalize("NFKC", cluster)
        return [fold.get(low, low) for char in normal for low in char.lower()]

    def _alone(self, char: str) -> str:
        return JOINED if self._tables.kind[ord(char)] in (MARK, JOIN) else self._visible(char)

    def _visible(self, cluster: str) -> str:
        kind = self._tables.kind
        return code_units("".join(c for c in self._fold(cluster) if kind[ord(c)] not in (DROP, SYMBOL, MARK)))

    def _symbols(self, cluster: str) -> str:
        kind = self._tables.kind
        return code_units("".join(c for c in self._fold(cluster) if kind[ord(c)] == SYMBOL))


class _Lazy(dict[int, str]):
    """A table for `str.translate` that works out each character the first time it meets it."""

    def __init__(self, work: Callable[[str], str]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, code: int) -> str:
        value = self._work(chr(code))
        self[code] = value
        return value
