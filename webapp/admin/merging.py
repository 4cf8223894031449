"""A text and what two people made of it → one text with both changes, and every place that both changed. Pure.

By lines, as the tools of programmers do; but a place that both changed is told beside the text, never marked in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Overlap:
    """A place that both changed, in three wordings."""

    base: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Merged:
    """The text with both changes; where both changed the same place it has mine."""

    text: str
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True)
class _Edit:
    """Lines `low` to `high` of the base have become other lines."""

    low: int
    high: int
    lines: list[str]


def merge(base: str, theirs: str, mine: str) -> Merged:
    """Both changes together."""
    lines = base.splitlines(keepends=True)
    sides = [_edits(lines, side.splitlines(keepends=True)) for side in (theirs, mine)]
    out, overlaps, done = list[str](), list[Overlap](), 0
    for low, high in _places(sides[0] + sides[1]):
        was = lines[low:high]
        their, my = (_side(lines, edits, low, high) for edits in sides)
        if their not in (was, my) and my != was:
            overlaps.append(Overlap("".join(was), "".join(their), "".join(my)))
        out += [*lines[done:low], *(their if my == was else my)]
        done = high
    return Merged("".join([*out, *lines[done:]]), tuple(overlaps))


def _edits(old: list[str], new: list[str]) -> list[_Edit]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [_Edit(low, high, new[start:end]) for tag, low, high, start, end in codes if tag != "equal"]


def _places(edits: list[_Edit]) -> Iterator[tuple[int, int]]:
    """Stretches of the base that somebody changed; what overlaps, or is put in at the same place, is one."""
    place: tuple[int, int] | None = None
    for edit in sorted(edits, key=lambda each: (each.low, each.high)):
        if place and (edit.low < place[1] or edit.low == place[1] == edit.high or edit.low == place[0]):
            place = place[0], max(place[1], edit.high)
            continue
        if place:
            yield place
        place = edit.low, edit.high
    if place:
        yield place


def _side(lines: list[str], edits: list[_Edit], low: int, high: int) -> list[str]:
    """What one of them made of a stretch."""
    out, done = list[str](), low
    for edit in edits:
        if low <= edit.low and edit.high <= high:
            out += [*lines[done : edit.low], *edit.lines]
            done = edit.high
    return [*out, *lines[done:high]]
