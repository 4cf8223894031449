"""One value of front matter → the lines that an author would write for it. Pure.

What is short stands in brackets on one line, what is long one item a line, as `content/` has it. Every text is written
so that the compiler reads back the same characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Tree: TypeAlias = "str | Sequence[Any] | Mapping[str, Any] | None"
"""A header as texts: what the compiler's parser makes of it, without places."""

WIDEST = 100
# Characters with which a plain scalar may not begin, or that end it inside brackets.
UNSAFE_START = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`=~]")
UNSAFE_INSIDE = re.compile(r": |:$| #|[\t\n]|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
UNSAFE_IN_BRACKETS = re.compile(r"[\[\]{},:?\"']")
# The author's editor may take these for something else than text.
LIKE_ANOTHER_TYPE = re.compile(r"[-+.0-9][-+.0-9_:eE]*|true|false|yes|no|on|off|null|~|", re.IGNORECASE)
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def entry(name: str, value: Tree, *, typed: bool = False, flat: bool | None = None) -> list[str]:
    """The lines of one key. `typed`: a number, a date or true/false, which stands without quotation marks.

    `flat` keeps the way in which a list was written: True on one line, False one item a line, None as it fits.
    """
    short = f"{name}: {_inline(value, typed)}"
    listed = isinstance(value, list | tuple) and bool(value)
    if not (listed and flat is False) and not _long(value) and (_fits(short) or (listed and flat)):
        return [short]
    if isinstance(value, str):
        return _block_text(name, value)
    return [f"{name}:", *(f"  {line}" for line in _lines(value))]


def _fits(line: str) -> bool:
    """Chinese characters are twice as wide."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in line) <= WIDEST


def _long(value: Tree) -> bool:
    """What never stands on one line: groups, and texts of several lines."""
    if isinstance(value, str):
        return "\n" in value
    return isinstance(value, Sequence) and any(isinstance(item, Mapping) for item in value)


def _block_text(name: str, value: str) -> list[str]:
    """A long line stays one line; several lines become a block."""
    if "\n" not in value or value != value.strip() or _needs_escapes(value):
        return [f"{name}: {_inline(value, False)}"]
    return [f"{name}: |-", *(f"  {line}" if line else "" for line in value.split("\n"))]


def _needs_escapes(value: str) -> bool:
    return bool(re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", value)) or value.startswith(" ")


def _lines(value: Tree) -> list[str]:
    if isinstance(value, Mapping):
        return [line for name, each in value.items() for line in entry(name, each)]
    if not isinstance(value, Sequence) or isinstance(value, str):
        return [_inline(value, False)]
    found: list[str] = []
    for item in value:
        short = f"- {_inline(item, False)}"
        if not isinstance(item, Mapping) or (_fits("  " + short) and not any(map(_long, item.values()))):
            found.append(short)
            continue
        first, *rest = _lines(item)
        found += [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
    return found


def _inline(value: Tree, typed: bool, *, inside: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return (
            value if typed and value and LIKE_ANOTHER_TYPE.fullmatch(value) else scalar(value, inside=inside)
        )
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{name}: {_inline(each, False, inside=True)}" for name, each in value.items())
            + "}"
        )
    return "[" + ", ".join(_inline(item, False, inside=True) for item in value) + "]"


def scalar(text: str, *, inside: bool = False) -> str:
    """One text, in quotation marks only where it would be read as something else. `inside`: between brackets."""
    odd = (
        UNSAFE_START.match(text) or UNSAFE_INSIDE.search(text) or (inside and UNSAFE_IN_BRACKETS.search(text))
    )
    if not text or odd or (LIKE_ANOTHER_TYPE.fullmatch(text) and not DATE.fullmatch(text)):
        # JSON is YAML; what JSON leaves as it is and YAML does not is escaped by hand.
        quoted = json.dumps(text, ensure_ascii=False)
        return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m[0]):04x}", quoted)
    return text
