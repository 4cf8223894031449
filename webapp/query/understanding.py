"""Turns a query into what was understood of it: filters, phrases and exclusions, each with the query without it.

Where nothing was found, also the words it is made of and how many units have each: a way on, and what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from webapp.analysis.normalizer import characters
from webapp.query.parser import Query
from webapp.query.reading import Piece

Understood = list[dict[str, Any]]
BLANKS = " \u3000"


def parts_of(query: Query) -> Understood:
    """What can be taken out of the query again."""
    return [
        {
            "kind": part.kind,
            "text": query.text[part.start : part.end],
            "without": _without(query.text, part.start, part.end),
        }
        for part in query.parts
    ]


def words_of(
    pieces: Iterable[Piece], frequency: Callable[[str], int], found: Callable[[str], int]
) -> Understood:
    """The words between those that ask and set the scene, with how many units have them."""
    words: dict[str, int] = {}
    for piece in pieces:
        if piece.kind in ("plain", "topic", "handling"):
            words.setdefault(piece.text, found(characters(piece.text)))
        elif piece.kind == "matter":
            for word in _apart(piece.text, frequency):
                words.setdefault(word, found(characters(word)))
    return [{"kind": "word", "text": characters(word), "found": count} for word, count in words.items()]


def _apart(text: str, frequency: Callable[[str], int]) -> list[str]:
    """Stretches whose neighbours are known together; characters that no pair holds stay together."""
    out: list[str] = []
    known = False
    for at, char in enumerate(text):
        before = at > 0 and frequency(text[at - 1 : at + 1]) > 0
        after = frequency(text[at : at + 2]) > 0 if at + 1 < len(text) else False
        if out and (before or not (known or after) or "\udc00" <= char < "\ue000"):
            out[-1] += char
        else:
            out.append(char)
        known = before or after
    return out


def _without(text: str, start: int, end: int) -> str:
    before, after = text[:start].rstrip(BLANKS), text[end:].lstrip(BLANKS)
    return f"{before} {after}" if before and after else before + after
