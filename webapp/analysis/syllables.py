"""Syllables with their characters ↔ the small table that a release ships.

The characters themselves are not in it: their order is that of GB 2312, which every browser knows as an encoding.
Its first 3,755 characters stand in the order of their readings, so most steps from one to the next are 0.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from .compact import compact, compact_steps, expand, expand_steps


@cache
def gb2312() -> str:
    """The 6,763 characters of every input method, in the order of the standard."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return b"".join(rows).decode("gb2312", errors="ignore")


def pack_syllables(syllables: dict[str, str]) -> dict[str, Any]:
    """Syllable → characters, as texts: one reading of every character, and what some read besides."""
    names = ["", *sorted(syllables)]  # 0: no reading
    readings: dict[str, list[int]] = {}
    for number, name in enumerate(names[1:], start=1):
        for char in syllables[name]:
            readings.setdefault(char, []).append(number)
    first: list[int] = []
    more: list[int] = []
    before = 0
    for place, char in enumerate(gb2312()):
        known = readings.pop(char, [0])
        first.append(min(known, key=lambda number: abs(number - (first[-1] if first else 0))))
        for other in known:
            if other != first[-1]:
                more += [place - before, other]
                before = place
    if readings:
        raise ValueError(f"not in GB 2312: {''.join(readings)}")
    return {"names": " ".join(names[1:]), "first": compact_steps(first), "more": compact(more)}


def unpack_syllables(table: dict[str, Any]) -> dict[str, str]:
    """What `pack_syllables` was given; the characters of a syllable in the order of their code points."""
    names = ["", *table["names"].split(" ")]
    found: dict[str, list[str]] = {name: [] for name in names}
    for char, number in zip(gb2312(), expand_steps(table["first"]), strict=True):
        found[names[number]].append(char)
    more, place = iter(expand(table["more"])), 0
    for gap, number in zip(more, more, strict=True):
        place += gap
        found[names[number]].append(gb2312()[place])
    return {name: "".join(sorted(found[name])) for name in names[1:]}
