"""The tokens of a script → the same without comments and needless blanks.

A new line stays where it may end a statement, a space where two tokens would become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from webapp.linker.tokens import Token, tokenize

ENDS = re.compile(r"[\w$})\]\"'`+-]")
BEGINS = re.compile(r"[\w${(\[\"'`!+-]")
WORD = re.compile(r"[\w$]")
APART = ("++", "--", "//", "/*")


def minified(text: str) -> str:
    """A whole script, smaller."""
    return "".join(token.text for token in without_blanks(tokenize(text)))


def without_blanks(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, with a blank between two only where one is needed."""
    before, blank = None, ""
    for token in tokens:
        if token.kind == "blank":
            blank += token.text
            continue
        if before and blank and (needed := _between(before, blank, token)):
            yield Token(needed, "blank")
        yield token
        before, blank = token, ""


def _between(before: Token, blank: str, after: Token) -> str:
    last, first = before.text[-1], after.text[0]
    ends = before.kind == "regex" or ENDS.match(last)
    if "\n" in blank and ends and (after.kind == "regex" or BEGINS.match(first)):
        return "\n"
    words = WORD.match(last) and WORD.match(first)
    return " " if words or last + first in APART or (before.kind == "number" and first == ".") else ""
