"""Divides search units into segments that a small change leaves as they are: whole rule sets, by their ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.rules.units import Unit

UNITS = 1024  # of a segment, by and large


@dataclass(frozen=True)
class Segment:
    """`name`: the digest of everything that its index depends on; `numbers`: of its units, ascending."""

    name: str
    numbers: Sequence[int]


def segments_of(units: Sequence[Unit], kind: str) -> list[Segment]:
    """All units, each in one segment. Their number doubles with the library, so it hardly ever changes.

    `kind` says how an index is made: another kind has other names.
    """
    count = 1
    while count * UNITS < len(units):
        count *= 2
    parts: list[list[int]] = [[] for _ in range(count)]
    for number, unit in enumerate(units):
        parts[_place(unit["ruleset"] or unit["id"], count)].append(number)
    return [Segment(_name(kind, [units[number] for number in part]), part) for part in parts if part]


def _place(owner: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(owner.encode()).digest()[:4]) % count


def _name(kind: str, units: Sequence[Unit]) -> str:
    texts = json.dumps([kind, [unit["fields"] for unit in units]], sort_keys=True)
    return hashlib.sha256(texts.encode()).hexdigest()
