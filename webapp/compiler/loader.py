"""Turns a content folder into texts with their headers, in one order on every machine.

A byte order mark at the start and Windows line ends are taken as they are common and change no text.
Everything else that could show one thing and search another (other encodings, invisible and control
characters, damaged text) is a problem with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from webapp.rules.schema import TYPES

from .characters import bad_characters
from .front_matter import FrontMatter, split
from .problems import Place, Report, nearest

MAX_FILE = 1024 * 1024
_SHOWN_CHARACTERS = 20


@dataclass
class SourceFile:
    """One Markdown file. `front` is None when nothing could be made of it (the report says why)."""

    folder: str
    stem: str
    report: Report
    front: FrontMatter | None


def load(folder: Path) -> tuple[list[SourceFile], list[Report]]:
    """All files under their type folders, and reports on everything that is out of place."""
    files: list[SourceFile] = []
    strays: list[Report] = []
    for path in _paths(folder):
        parts = path.relative_to(folder).parts
        report = Report(path.as_posix())
        if len(parts) == 2 and parts[0] in TYPES and path.suffix == ".md":
            files.append(SourceFile(parts[0], path.stem, report, _read(path, report)))
            continue
        strays.append(report)
        if len(parts) == 2 and path.suffix == ".md":
            near_zh, near_en = nearest(parts[0], TYPES)
            report.add(
                "unknown-folder", got=parts[0], expected="、".join(TYPES), near_zh=near_zh, near_en=near_en
            )
        else:
            report.add("misplaced-file")
    if not files:
        strays.append(Report(folder.as_posix()))
        strays[-1].add("no-content")
    return files, strays


def _paths(folder: Path) -> Iterator[Path]:
    """Files in the order of their names. A README and what desktop systems leave behind are no content."""
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).parts):
        hidden = any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
        if not hidden and path.name not in ("README.md", "Thumbs.db", "desktop.ini") and not path.is_dir():
            yield path


def _read(path: Path, report: Report) -> FrontMatter | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        report.add("unreadable", reason=error.strerror or type(error).__name__)
        return None
    return parse(data, report)


def parse(data: bytes, report: Report) -> FrontMatter | None:
    """The bytes of one file → its header and body."""
    if len(data) > MAX_FILE:
        report.add("file-too-large", size=len(data), limit=MAX_FILE)
        return None
    text = _decode(data, report)
    if text is None:
        return None
    report.lines = text.split("\n")
    return split(text, report) if _characters_are_fine(report) else None


def _decode(data: bytes, report: Report) -> str | None:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        guess_zh, guess_en = _guess(data)
        report.lines = before.replace("\r\n", "\n").split("\n")
        report.add(
            "not-utf8",
            place,
            byte=data[error.start],
            offset=error.start,
            guess_zh=guess_zh,
            guess_en=guess_en,
        )
        return None


def _guess(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "（看来是 UTF-16）", " (it looks like UTF-16)"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "", ""
    return "（看来是 GBK/GB18030）", " (it looks like GBK/GB18030)"


def _characters_are_fine(report: Report) -> bool:
    """Reports the first twenty: a damaged file has thousands."""
    found = 0
    for number, line in enumerate(report.lines, 1):
        for index, code, name in bad_characters(line):
            report.add(code, Place(number, index + 1), name=name)
            found += 1
            if found == _SHOWN_CHARACTERS:
                return False
    return not found
