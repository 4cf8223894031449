"""A regulation → the blocks of Markdown that say the same, character for character."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from webapp.rules.ids import ARTICLE_LABEL, NUMERAL, REFERENCE, article_number

from .places import Notice
from .reading import Paragraph
from .regulation import Regulation

# What Markdown would take for marks; the first group anywhere, the second where a line starts.
_MARKS = re.compile(r"[\\`*_\[\]<>~|&]")
_START = re.compile(r"(?:[#>=+-]|\d{1,9}(?=[.)]))")
_LABEL = re.compile(ARTICLE_LABEL)
_REFERENCE = re.compile(f"{REFERENCE}|款|项")
_CHAPTER = re.compile(
    rf"(第{NUMERAL}(?:分编|编|章|节))(?!{_REFERENCE.pattern})([^\s。；：，][^。；：，]{{0,30}})"
)
_LONGEST_HEADING = 60


@dataclass
class Body:
    """`last`: the number of the article before, by which the next one is known."""

    blocks: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    last: tuple[int, ...] = (0,)

    @property
    def text(self) -> str:
        """The Markdown below the header: blocks with an empty line between, one line end behind the last."""
        return "\n\n".join(self.blocks) + "\n"


def make_body(regulation: Regulation) -> Body:
    """One block for each paragraph that came, rows of a table together."""
    body = Body([_escaped(note.text) for note in regulation.notes])
    table: list[Paragraph] = []
    for line in regulation.lines:
        if table and line.kind != "row":
            body.blocks.append(_table(table))
            table = []
        if line.cells:
            table.append(line)
        else:
            body.blocks.append(_block(line, body))
    if table:
        body.blocks.append(_table(table))
    return body


def _block(line: Paragraph, body: Body) -> str:
    label = _label(line.text, body.last)
    if label:
        number = _order(label)
        rest = line.text[len(label) :].strip()
        if number > body.last:
            body.last = number
            return f"{label}\u3000{_escaped(rest)}"
        body.notices.append(Notice(line.place, label, "repeated-article"))
        return label + _escaped(rest)
    text = _CHAPTER.sub("\\1\u3000\\2", line.text) if _CHAPTER.fullmatch(line.text) else line.text
    if line.kind == "heading" and len(text) <= _LONGEST_HEADING:
        return f"{'#' * min(6, max(2, line.level))} {_escaped(text)}"
    return _escaped(text)


def _label(text: str, last: tuple[int, ...]) -> str:
    """第十二条 where it begins an article: a space behind it, or the next number and nothing that refers."""
    match = _LABEL.match(text)
    if not match or not article_number(match[0]):
        return ""
    rest = text[match.end() :]
    if not rest or rest[0].isspace():
        return match[0]
    follows = _order(match[0]) in ((last[0] + 1,), _next_inserted(last)) and not _REFERENCE.match(rest)
    return match[0] if follows else ""


def _next_inserted(last: tuple[int, ...]) -> tuple[int, ...]:
    """第十二条 → 第十二条之一 → 第十二条之二."""
    return (last[0], last[1] + 1 if len(last) > 1 else 1)


def _order(label: str) -> tuple[int, ...]:
    return tuple(int(part) for part in (article_number(label) or "0").split("-"))


def _table(rows: list[Paragraph]) -> str:
    """Every row as wide as the widest, because Markdown drops what stands beyond the head."""
    width = max(len(row.cells) for row in rows)
    lines = [_row([*row.cells, *[""] * (width - len(row.cells))]) for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(map(_escaped_marks, cells))} |"


def _escaped_marks(text: str) -> str:
    return _MARKS.sub(lambda match: "\\" + match[0], text)


def _escaped(text: str) -> str:
    text = _escaped_marks(text)
    start = _START.match(text)
    if not start:
        return text
    end = start.end() if start[0].isdigit() else 0
    return f"{text[:end]}\\{text[end:]}"
