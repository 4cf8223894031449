"""Turns a mistake and its place into a message that a person can act on, in Chinese and in English.

Problems are collected, never raised one by one: an author sees all of them at once.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.errors import ContentError

from .messages import MESSAGES


class Place(NamedTuple):
    """Line and column count from 1; the column counts characters, as editors do."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. The order of the fields is the order of the report: by file, then by place."""

    path: str
    line: int
    column: int
    code: str
    field: str
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    excerpt: str = ""

    @property
    def where(self) -> str:
        """`path:line:column`, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"

    def render(self) -> str:
        """Place and message, what to do, the line with a caret under the mistake."""
        lines = [f"{self.where}: {self.zh}", f"  {self.en}"]
        if self.hint_zh:
            lines += [f"  → {self.hint_zh}", f"    {self.hint_en}"]
        return "\n".join(lines + [f"    {line}" for line in self.excerpt.splitlines()])

    __str__ = render

    def to_json(self) -> dict[str, str | int]:
        """All fields by name, for `check --json`."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class InvalidContentError(ContentError):
    """Content that may not become a release, with every problem found."""

    def __init__(self, problems: list[Problem]) -> None:
        count = len(problems)
        text = "\n".join(problem.render() for problem in problems)
        zh, en = f"内容有 {count} 处错误，没有写出任何文件。", f"{count} problems; nothing was written."
        super().__init__(f"{text}\n{zh}", en)
        self.problems = problems


@dataclass
class Report:
    """Collects the problems of one file. Knows the file's text, so that each problem shows its line."""

    path: str
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, place: Place = START, field: str = "", **values: object) -> None:
        """`values` fill the message of `code`; see messages.py."""
        message = MESSAGES[code]
        zh, en, hint_zh, hint_en = (part.format(field=field, **values) for part in message)
        line, column = place
        self.problems.append(
            Problem(self.path, line, column, code, field, zh, en, hint_zh, hint_en, self._excerpt(place))
        )

    def _excerpt(self, place: Place) -> str:
        if not 0 < place.line <= len(self.lines):
            return ""
        line, start = self.lines[place.line - 1].replace("\t", " "), max(0, place.column - 41)
        shown = line[start : start + 80]
        before = line[start : place.column - 1]
        # A wide character is as wide as the ideographic space, so the caret stands under the mistake.
        return f"{shown}\n{''.join('　' if _is_wide(char) else ' ' for char in before)}^"


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """A hint to the most similar known word, as Chinese and English, or two empty texts."""
    cutoff = 0.7 if len(word) > 4 else 0.5  # one wrong character is a larger share of a short word
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return (f"是否为 {matches[0]}？", f"Did you mean {matches[0]}?") if matches else ("", "")
