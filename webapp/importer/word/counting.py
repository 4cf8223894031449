"""The bytes of a part → every character that Word could show of it, counted without knowing paragraphs or tables.

It shares nothing with the reader but the parser, so that a character the reader overlooks is noticed.
"""

from __future__ import annotations

from collections import Counter

from webapp.importer.reading import visible

from .markup import Walk

# Elements whose content is text; `w:t` of paragraphs, `m:t` of formulas, `a:t` of drawings, `c:v` of charts.
TEXT = frozenset(("w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t", "c:v"))
SIGNS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}


class _Count(Walk):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = 0
        self.parser.CharacterDataHandler = self._data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside += name in TEXT
        if name in SIGNS:
            self.texts.append(SIGNS[name])
        elif name == "w:sym":
            self.texts.append(symbol(attributes.get("w:char", "")))
        elif name == "v:textpath":
            self.texts.append(attributes.get("string", ""))

    def end(self, name: str) -> None:
        self._inside -= name in TEXT

    def _data(self, data: str) -> None:
        if self._inside:
            self.texts.append(data)


def count_part(data: bytes) -> Counter[str]:
    """The XML of one part → how often it has each visible character. Raises ContentError like `markup.parse`."""
    count = _Count()
    count.feed(data)
    return visible(count.texts)


def symbol(code: str) -> str:
    """F0FE → the character of that number, which is a private one in fonts of symbols."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
