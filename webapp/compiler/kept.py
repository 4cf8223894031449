"""Entries named by digests ⇄ a folder: what the compiler need not parse again. It may be deleted at any time.

Nothing here is trusted more than the folder it lies in, which is the one of the keys: whoever can write there needs no
entry to have something signed. Entries are read as JSON and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import unicodedata
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import mkstemp

from .parsed import KnownFiles

FOLDER = "parsed"
LIMIT = 256 * 1024 * 1024  # bytes that may lie there beside what the last compilation used
_SOURCES = ("compiler", "rules")
_PARSERS = ("PyYAML", "markdown-it-py")


def known_files(data: Path) -> KnownFiles:
    """What was parsed before for this data folder."""
    return KnownFiles(KeptFolder(data / FOLDER, compiler_digest()))


@lru_cache(maxsize=1)
def compiler_digest(package: Path = Path(__file__).parent.parent) -> str:
    """Changes with every line of the compiler and its schema, with its parsers and with Python."""
    sources = [path for folder in _SOURCES for path in sorted((package / folder).glob("*.py"))]
    if not sources:  # nothing to tell compilers apart by: nothing that another process kept is taken
        return secrets.token_hex(32)
    found = [sys.version, unicodedata.unidata_version, *map(version, _PARSERS)]
    found += [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sources]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


class KeptFolder:
    """Entries as files. What cannot be read is not there, and what cannot be written is done without."""

    def __init__(self, folder: Path, compiler: str) -> None:
        self.compiler = compiler
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """The bytes of an entry; None for one that is not there or cannot be read."""
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Under another name first: a reader sees a whole entry or none, whoever else is writing it."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, partial = mkstemp(prefix=".", dir=self._folder)
            try:
                with open(descriptor, "wb") as file:
                    file.write(data)
                os.replace(partial, self._folder / name)
            except OSError:
                os.unlink(partial)
        except OSError:
            return

    def tidy(self, used: set[str]) -> None:
        """The oldest entries that were not needed go until the others fit, and so does what was cut off in writing."""
        try:
            unused = sorted(
                (stat.st_mtime, stat.st_size, entry.path)
                for entry in os.scandir(self._folder)
                if entry.name not in used
                for stat in [entry.stat(follow_symlinks=False)]
            )
            excess = sum(size for _, size, _ in unused) - LIMIT
            for _, size, path in unused:
                if excess <= 0:
                    break
                os.unlink(path)
                excess -= size
        except OSError:  # another process tidies as well
            return
