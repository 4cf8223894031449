"""Finds characters that show one thing and search another: invisible, control, directional, private, damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\uffff]"
)


def bad_characters(text: str) -> Iterator[tuple[int, str, str]]:
    """(index, problem code, name) of each."""
    if text.isascii() and text.isprintable():
        return
    for match in _BAD.finditer(text):
        code = "broken-character" if match[0] == "\ufffd" else "forbidden-character"
        yield match.start(), code, f"U+{ord(match[0]):04X}"
