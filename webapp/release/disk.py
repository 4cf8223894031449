"""The few file operations that publishing needs, as methods, so that a test can make the n-th one fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Disk:
    """Real files. Nothing is hidden: every error of the system comes through."""

    def mkdir(self, path: Path) -> None:
        """A folder, if it is not there; the one above it must be."""
        path.mkdir(exist_ok=True)

    def create(self, path: Path) -> int:
        """An empty file to write to, whatever it held before; → its descriptor, which the caller closes."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """→ how many bytes were taken, perhaps fewer than given."""
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        """Returns when the bytes are on the disk; their name may still be lost (see `fsync_folder`)."""
        os.fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """At once and over what is there: a reader finds the old file or the new one."""
        os.replace(old, new)

    def set_time(self, path: Path, seconds: int) -> None:
        """Sets when it was read and changed, in seconds since 1970 (UTC)."""
        os.utime(path, (seconds, seconds))

    def unlink(self, path: Path) -> None:
        """Takes a file away; one that is gone already is no error."""
        path.unlink(missing_ok=True)

    def fsync_folder(self, path: Path) -> None:
        """A name is durable only when its folder is; Windows has no such call and needs none."""
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_new(path: Path, data: bytes, mode: int = 0o600) -> None:
    """A file that was not there before, on the disk when this returns; as it is, nobody else may ever read it."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """One process at a time; the lock goes away with the process that held it, however it ended."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
