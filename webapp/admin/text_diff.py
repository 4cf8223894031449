"""Two texts → what was taken away and what was added, to the character. Pure.

Lines are compared first, so that a long file stays quick; only lines that differ are compared by character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "less", "more"]
# Beyond this two blocks of lines are shown one after the other: comparing every character would take seconds.
MOST_CHARACTERS = 4000
AROUND = 2


@dataclass(frozen=True)
class Piece:
    """Characters that stayed, went or came."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The way from one text to the other; joining `same` and `less` gives the first, `same` and `more` the second."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            found.append(Piece("same", left))
        elif left and right and len(left) + len(right) <= MOST_CHARACTERS:
            found += _characters(left, right)
        else:
            found += _both(left, right)
    return _joined(found)


def _characters(left: str, right: str) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.quick_ratio() < 0.3:
        yield from _both(left, right)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", left[a:b])
        else:
            yield from _both(left[a:b], right[c:d])


def _both(left: str, right: str) -> Iterator[Piece]:
    if left:
        yield Piece("less", left)
    if right:
        yield Piece("more", right)


def _joined(found: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in found:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined


def shortened(found: list[Piece]) -> list[Piece]:
    """The same with long stretches that stayed cut down to a few lines around what changed; `…` stands for the rest.

    Nothing is left when nothing changed."""
    if all(piece.kind == "same" for piece in found):
        return []
    last = len(found) - 1
    return [
        Piece("same", _cut(piece.text, first=at == 0, last=at == last)) if piece.kind == "same" else piece
        for at, piece in enumerate(found)
    ]


def _cut(text: str, *, first: bool, last: bool) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) <= 2 * AROUND + 2:
        return text
    head = [] if first else lines[: AROUND + 1]
    tail = [] if last else lines[-AROUND - 1 :]
    return "".join([*head, "…\n", *tail])
