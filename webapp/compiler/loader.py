"""Turns a content folder into texts with their headers, in one order on every machine.

A byte order mark at the start and Windows line ends are taken as they are common and change no text.
Everything else that could show one thing and search another (other encodings, invisible and control
characters, damaged text) is a problem with its place.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from webapp.rules.schema import TYPES

from .characters import bad_characters
from .front_matter import FrontMatter, split
from .parsed import KnownFiles, Parsed
from .problems import Place, Report, nearest

MAX_FILE = 1024 * 1024
_SHOWN_CHARACTERS = 20

Instead: TypeAlias = Mapping[str, bytes | None]
NOTHING: Instead = {}


@dataclass
class SourceFile:
    """One Markdown file. `front` is None when nothing could be made of it (the report says why).

    `kept_as`: the name of its entry among the known files; `parsed`: that entry, if there is one.
    """

    folder: str
    stem: str
    report: Report
    front: FrontMatter | None
    kept_as: str = ""
    parsed: Parsed | None = None


def load(
    folder: Path, instead: Instead = NOTHING, known: KnownFiles | None = None
) -> tuple[list[SourceFile], list[Report]]:
    """All files under their type folders, and reports on everything that is out of place.

    `instead` tries changes without making them: other bytes for a file, `None` for one that is taken away.
    `known`: what need not be parsed again.
    """
    files: list[SourceFile] = []
    strays: list[Report] = []
    for path in _with(_paths(folder, strays), folder, instead):
        parts = path.relative_to(folder).parts
        report = Report(path.as_posix())
        if len(parts) == 2 and parts[0] in TYPES and path.suffix == ".md":
            data = instead.get("/".join(parts))
            data = _read(path, report) if data is None else data
            files.append(_file(parts[0], path.stem, report, data, known))
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


def _with(paths: Iterator[Path], folder: Path, instead: Instead) -> Iterator[Path]:
    """The files as they would be, still in the order of their names."""
    if not instead:
        yield from paths
        return
    there = [path for path in paths if path.relative_to(folder).as_posix() not in instead]
    changed = [folder / name for name, data in instead.items() if data is not None]
    yield from sorted(there + changed, key=lambda path: path.relative_to(folder).parts)


def _paths(folder: Path, strays: list[Report]) -> Iterator[Path]:
    """Files in the order of their names. A README and what desktop systems leave behind are no content.

    A folder that cannot be listed, or is a link, is a problem: its documents would be missing without a word.
    """

    def refuse(path: str, reason: str) -> None:
        strays.append(Report(Path(path).as_posix()))
        strays[-1].add("unreadable", reason=reason)

    def failed(error: OSError) -> None:
        if Path(error.filename) != folder:  # a content folder that is not there is no content
            refuse(error.filename, _reason(error))

    found: list[Path] = []
    for above, folders, names in os.walk(folder, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith((".", "~"))]
        for name in folders:
            if os.path.islink(link := os.path.join(above, name)):
                refuse(link, "链接的文件夹 / a link to a folder")
        found += [Path(above, name) for name in names if not name.startswith((".", "~"))]
    for path in sorted(found, key=lambda path: path.relative_to(folder).parts):
        if path.name not in ("README.md", "Thumbs.db", "desktop.ini"):
            yield path


def _file(folder: str, stem: str, report: Report, data: bytes | None, known: KnownFiles | None) -> SourceFile:
    if data is None:
        return SourceFile(folder, stem, report, None)
    name = known.name(folder, stem, data) if known else ""
    parsed = known.get(name) if known else None
    front = _again(data, parsed, report) if parsed else parse(data, report)
    return SourceFile(folder, stem, report, front, name, parsed)


def _again(data: bytes, parsed: Parsed, report: Report) -> FrontMatter:
    """What `parse` would make of the same bytes."""
    report.lines = (_decode(data, report) or "").split("\n")
    return FrontMatter(parsed.header, "\n".join(report.lines[parsed.body_line - 1 :]), parsed.body_line)


def _read(path: Path, report: Report) -> bytes | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            report.add("unreadable", reason="不是普通文件 / not a regular file")
            return None
        return path.read_bytes()
    except OSError as error:
        report.add("unreadable", reason=_reason(error))
        return None


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def parse(data: bytes, report: Report) -> FrontMatter | None:
    """The bytes of one file → its header and body."""
    if len(data) > MAX_FILE:
        report.add("file-too-large", size=len(data), limit=MAX_FILE)
        return None
    text = _decode(data, report)
    if text is None:
        return None
    report.lines = text.split("\n")
    return split(report) if _characters_are_fine(report) else None


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
