"""The bytes or the text of a file without layout, Markdown or plain → a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from .places import LeftOut, Place
from .reading import MAX_COLUMNS, Paragraph, Reading, visible
from .refusals import refused

# How texts of this kind mark where the notes on their history end.
_END_OF_NOTES = "<!-- INFO END -->"
_COMMENT = ("<!--", "-->")
_STRONG = "**"
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or, as older Chinese systems write, GB 18030."""
    encodings = ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("not-text")


def read_plain(text: str) -> Reading:
    """Every line with something in it is a paragraph."""
    reading = Reading(visible([text]))
    for number, line in enumerate(_LINE_END.split(text), 1):
        place = Place("line", number)
        shown = reading.shown(line, place)
        if shown:
            reading.paragraphs.append(Paragraph("text", shown, place))
    return reading


def read_markdown(text: str) -> Reading:
    """Headings and tables are read as such; other marks stay, because laws use these characters as text."""
    reading = Reading(visible([text]))
    lines = list(_clean_lines(text, reading))
    for is_row, group in groupby(lines, key=lambda line: _ROW.fullmatch(line[1]) is not None):
        rows = list(group)
        # Rows are a table when the second of them is the rule under its head; other lines with bars are text.
        narrow = all(line.count("|") <= MAX_COLUMNS for _, line in rows)
        if is_row and narrow and len(rows) > 1 and _RULE.fullmatch(rows[1][1]):
            reading.paragraphs += _table(rows, reading)
        else:
            reading.paragraphs += (_paragraph(place, line, reading) for place, line in rows)
    return reading


def _paragraph(place: Place, line: str, reading: Reading) -> Paragraph:
    heading = _HEADING.fullmatch(line)
    if heading:
        reading.left_out.append(LeftOut(place, heading[1], "mark"))
        return Paragraph("heading", heading[2].strip(), place, len(heading[1]))
    if line == _END_OF_NOTES:
        reading.left_out.append(LeftOut(place, line, "mark"))
        return Paragraph("end-of-notes", "", place)
    return Paragraph("text", line, place)


def _table(rows: list[tuple[Place, str]], reading: Reading) -> Iterator[Paragraph]:
    """The row before a rule is the head of a table, also where two tables stand one under the other."""
    rules = {place for place, (_, line) in enumerate(rows) if _RULE.fullmatch(line)}
    for index, (place, line) in enumerate(rows):
        if index in rules:
            reading.left_out.append(LeftOut(place, line, "mark"))
            continue
        cells = tuple(cell.strip() for cell in line[1:-1].split("|"))
        reading.left_out.append(LeftOut(place, "|" * line.count("|"), "mark"))
        yield Paragraph("head" if index + 1 in rules else "row", "", place, cells=cells)


def _clean_lines(text: str, reading: Reading) -> Iterator[tuple[Place, str]]:
    """Lines with something in them, without the file's header, comments, and characters that cannot be shown."""
    for place, raw in _without_header(_LINE_END.split(text), reading):
        line = raw.strip()
        if line != _END_OF_NOTES:
            line = _without_strong(_without_comments(line, place, reading), place, reading)
            line = reading.shown(line, place)
        if line:
            yield place, line


def _without_comments(line: str, place: Place, reading: Reading) -> str:
    """Looked for from left to right: a pattern would begin anew at every `<!--` that nothing closes."""
    kept, start = "", 0
    while (begin := line.find(_COMMENT[0], start)) >= 0 and (end := line.find(_COMMENT[1], begin)) >= 0:
        end += len(_COMMENT[1])
        reading.left_out.append(LeftOut(place, line[begin:end], "comment"))
        kept += line[start:begin]
        start = end
    return kept + line[start:]


def _without_strong(line: str, place: Place, reading: Reading) -> str:
    """Editors write labels of articles in bold; what no second mark closes is text."""
    parts = line.split(_STRONG)
    closed = (len(parts) - 1) // 2 * 2
    reading.leave(place, _STRONG * closed, "mark")
    return _STRONG.join(["".join(parts[: closed + 1]), *parts[closed + 1 :]])


def _without_header(lines: list[str], reading: Reading) -> Iterator[tuple[Place, str]]:
    end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else -1
    for number, line in enumerate(lines):
        place = Place("line", number + 1)
        if number > end:
            yield place, line
        elif line.strip():
            reading.left_out.append(LeftOut(place, line, "front-matter"))
