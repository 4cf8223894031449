"""Lines of the audit → a chain in which every line vouches for all before it. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Any

from webapp.rules.canonical import canonical_json

START = "0" * 64
FIELDS = ("seq", "at", "actor", "action", "object", "outcome", "detail", "address", "before")


def link(line: dict[str, Any]) -> str:
    """The hash of a line, which covers the hash of the one before."""
    return hashlib.sha256(canonical_json({name: line[name] for name in FIELDS})).hexdigest()


def broken(lines: Iterable[dict[str, Any]]) -> list[tuple[int, str]]:
    """Every place where the chain does not hold, as (number, `missing`, `changed` or `order`)."""
    found: list[tuple[int, str]] = []
    expected, before = 1, START
    for line in lines:
        if line["seq"] != expected:
            found.append((expected, "missing"))
        elif line["before"] != before:
            found.append((line["seq"], "order"))
        if link(line) != line["hash"]:
            found.append((line["seq"], "changed"))
        expected, before = line["seq"] + 1, line["hash"]
    return found


def one_line(text: str, longest: int) -> str:
    """What somebody typed, so that it cannot look like another line of a log."""
    cleaned = "".join(char if unicodedata.category(char)[0] != "C" else "�" for char in text)
    return cleaned[:longest]
