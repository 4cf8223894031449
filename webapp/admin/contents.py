"""The folder `content/` as the desk sees it: texts with what is wrong in them, as they are and as they would be.

Files are compiled again only when one of them has changed; a change is tried without touching any of them.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from webapp.admin.source_text import header_of
from webapp.admin.yaml_text import Tree
from webapp.compiler.compile import compile_content
from webapp.compiler.loader import load
from webapp.compiler.parsed import KnownFiles
from webapp.compiler.problems import InvalidContentError, Problem
from webapp.errors import ContentError
from webapp.release.disk import Disk
from webapp.release.folder import Folder
from webapp.rules.library import Library
from webapp.rules.schema import TYPES

KEPT = 6
BOM = "\ufeff"


@dataclass(frozen=True)
class Compiled:
    """A library, or every problem that stands in its way."""

    library: Library | None
    problems: tuple[Problem, ...]


class Contents:
    """One content folder."""

    def __init__(self, folder: Path, known: KnownFiles, disk: Disk | None = None) -> None:
        self.folder = folder
        self._known_files = known
        self._disk = disk
        self._lock = threading.Lock()
        self._stamp: object = None
        self._compiled: OrderedDict[tuple[tuple[str, str | None], ...], Compiled] = OrderedDict()
        self._headers: Mapping[str, Mapping[str, Tree]] | None = None

    def read(self, name: str) -> str | None:
        """The text of `rule/x.md` as it lies there, line ends and all; None when there is no such file."""
        data = Folder(self.folder).read(name)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError:
            raise ContentError(
                f"{name} 不是 UTF-8 编码，请先用编辑器另存为 UTF-8。",
                f"{name} is not UTF-8; save it as UTF-8 first.",
            ) from None

    def write(self, texts: Mapping[str, str | None]) -> None:
        """Put texts in their place, each whole or not at all; None takes a file away."""
        folder = Folder(self.folder, self._disk)
        folder.write((name, text.encode()) for name, text in texts.items() if text is not None)
        folder.remove(name for name, text in texts.items() if text is None)

    def compiled(self, instead: Mapping[str, str | None] | None = None) -> Compiled:
        """What the compiler makes of the folder, with other texts in place of some."""
        key = tuple(sorted((instead or {}).items()))
        with self._lock:
            self._look()
            if key not in self._compiled:
                self._compiled[key] = self._compile(dict(key))
            self._compiled.move_to_end(key)
            while len(self._compiled) > KEPT:
                self._compiled.popitem(last=False)
            return self._compiled[key]

    def compiled_now(self) -> Library:
        """What is to be released: every file read from the disk, whatever is remembered of times and sizes."""
        with self._lock:
            return compile_content(self.folder, known=self._known_files)

    def headers(self) -> Mapping[str, Mapping[str, Tree]]:
        """Every file with what its header says, as far as it can be read: also while something is wrong."""
        with self._lock:
            self._look()
            if self._headers is None:
                files, _ = load(self.folder, known=self._known_files)
                self._headers = {
                    name_of(file.folder, file.stem): header_of(file.front) if file.front else {}
                    for file in files
                }
            return self._headers

    def _look(self) -> None:
        """Forget what was known when a file has changed."""
        stamp = _stamp(self.folder)
        if stamp != self._stamp:
            self._stamp, self._compiled, self._headers = stamp, OrderedDict(), None

    def _compile(self, instead: Mapping[str, str | None]) -> Compiled:
        texts = {
            name: None if text is None else text.encode("utf-8", "surrogatepass")
            for name, text in instead.items()
        }
        try:
            return Compiled(compile_content(self.folder, texts, self._known_files), ())
        except InvalidContentError as error:
            return Compiled(None, tuple(error.problems))


def without_style(text: str | None) -> str:
    """As the desk keeps and shows a text: no byte order mark, one kind of line end."""
    return (text or "").removeprefix(BOM).replace("\r\n", "\n")


def in_style_of(base: str | None, text: str) -> str:
    """Line ends and byte order mark as the file had them, so that a change is no larger than it is."""
    text = without_style(text)
    if base is None:
        return text
    text = text.replace("\n", "\r\n") if "\r\n" in base else text
    return BOM + text if base.startswith(BOM) else text


def name_of(type_: str, id_: str) -> str:
    """Where a document lies."""
    return f"{type_}/{id_}.md"


def parts_of(name: str) -> tuple[str, str]:
    """Type and id of `rule/x.md`."""
    type_, _, file = name.partition("/")
    return type_, file.removesuffix(".md")


def _stamp(folder: Path) -> object:
    """Changes when a file does."""
    found = []
    for type_ in TYPES:
        try:
            entries = list(os.scandir(folder / type_))
        except OSError:
            continue
        for entry in entries:
            stat = entry.stat()
            found.append((type_, entry.name, stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(sorted(found))
