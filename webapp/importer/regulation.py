"""The text of a regulation, Markdown or plain → its title, the notes on its history, its lines, and what was left out.

Taken over is every visible character but marks of Markdown, comments and the header of a file; whatever is left
out or changed is listed with its line, so that nothing disappears without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from webapp.compiler.characters import bad_characters
from webapp.errors import ContentError

Kind = Literal["heading", "text", "table"]

# How texts of this kind mark where the notes on their history end.
_END_OF_NOTES = "<!-- INFO END -->"
_COMMENT = re.compile(r"<!--.*?-->")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_TABLE = re.compile(r"\|.*\|")
TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_DATED = re.compile(r"[（(〔]?\s*\d{4}年\s*\d{1,2}月")
GETA = "〓"  # what printers set for a character they do not have


@dataclass(frozen=True)
class Line:
    """One line of the body; `level` of a heading, 1 for the highest."""

    kind: Kind
    text: str
    level: int = 0


@dataclass(frozen=True)
class LeftOut:
    """Characters that were not taken over, and where; `GETA` stands in for what was damaged."""

    line: int
    text: str
    reason: Literal["mark", "comment", "header", "invisible", "damaged"]


@dataclass
class Regulation:
    """A regulation as it came."""

    title: str
    notes: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def decode(data: bytes) -> str:
    """UTF-8 or, as older Chinese systems write, GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ContentError(
        "读不出文字：既不是 UTF-8，也不是 GB 18030。请另存为 UTF-8 文本。",
        "The text is neither UTF-8 nor GB 18030. Save it as UTF-8 text.",
    )


def read_regulation(text: str) -> Regulation:
    """The first heading or line is the title; a second one of the highest level before the notes belongs to it.

    Notes are what stands before the mark of their end, or without one, the dated lines under the title.
    """
    found = Regulation("")
    titles: list[str] = []
    in_notes = True
    marked = _END_OF_NOTES in text
    for number, line in _clean_lines(text, found.left_out):
        heading = _HEADING.fullmatch(line)
        if line == _END_OF_NOTES:
            in_notes = False
        elif in_notes and not found.notes and (not titles or (heading and heading[1] == "#")):
            titles.append(heading[2].strip() if heading else line)
        elif in_notes and not heading and (marked or _DATED.match(line)):
            found.notes.append(line)
        else:
            in_notes = False
            found.lines.append(_body_line(line, heading))
        if heading or line == _END_OF_NOTES:
            found.left_out.append(LeftOut(number, heading[1] if heading else line, "mark"))
    found.title = " ".join(titles)
    found.lines = _only_real_tables(found.lines)
    if not found.title:
        raise ContentError("没有文字。", "There is no text.")
    return found


def _only_real_tables(lines: list[Line]) -> list[Line]:
    """Rows are a table when the second of them is the rule under its head; other lines with bars are text."""
    checked: list[Line] = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        rows = list(group)
        real = kind != "table" or (len(rows) > 1 and TABLE_RULE.fullmatch(rows[1].text))
        checked += rows if real else [Line("text", row.text) for row in rows]
    return checked


def _body_line(line: str, heading: re.Match[str] | None) -> Line:
    if heading:
        return Line("heading", heading[2].strip(), len(heading[1]))
    return Line("table" if _TABLE.fullmatch(line) else "text", line)


def _clean_lines(text: str, left_out: list[LeftOut]) -> Iterator[tuple[int, str]]:
    """Lines with something in them, without the file's header, comments, and characters that cannot be shown."""
    lines = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    for number, raw in _without_header(lines, left_out):
        line = raw.strip()
        if line != _END_OF_NOTES:
            for comment in _COMMENT.findall(line):
                left_out.append(LeftOut(number, comment, "comment"))
            line = _showable(_COMMENT.sub("", line), number, left_out).strip()
        if line:
            yield number, line


def _without_header(lines: list[str], left_out: list[LeftOut]) -> Iterator[tuple[int, str]]:
    end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else -1
    for number, line in enumerate(lines):
        if number > end:
            yield number + 1, line
        elif line.strip():
            left_out.append(LeftOut(number + 1, line, "header"))


def _showable(line: str, number: int, left_out: list[LeftOut]) -> str:
    """Invisible characters go; private or damaged ones, which show nothing either, leave a mark where they stood."""
    found = list(bad_characters(line))
    if not found:
        return line
    shown = list(line)
    for index, code, _ in found:
        lost = code == "broken-character" or "\ue000" <= line[index] <= "\uf8ff"
        left_out.append(LeftOut(number, line[index], "damaged" if lost else "invisible"))
        shown[index] = GETA if lost else ""
    return "".join(shown)
