"""Named bytes ⇄ files in one folder, so that a name holds its old bytes or its new ones, whole, whatever happens.

A file is written under a temporary name beside its place, flushed to the disk, renamed, and the folder
flushed. What a killed run left under temporary names is removed by the next one. `bucket.py` has
the same methods over an object store (`place.py`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from webapp.errors import PublishError
from webapp.release.disk import Disk, exclusive

LOCK = ".hongxian"


class Folder:
    """A folder of ours. Names are relative, with forward slashes."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self.disk = disk or Disk()

    def read(self, name: str) -> bytes | None:
        """The bytes under a name, or None."""
        try:
            return (self.root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def modified(self, name: str) -> int:
        """The modification time of a file, in seconds."""
        return int((self.root / name).stat().st_mtime)

    def names(self, below: str = "") -> list[str]:
        """Every file below a folder, sorted, without temporary files and the lock."""
        return sorted(
            path.relative_to(self.root).as_posix() for path in _files(self.root / below, hidden=False)
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time; every failure of the system leaves as one error that says where."""
        with failures_told(self.root):
            self._make(self.root)
            with exclusive(self.root / LOCK):
                self._remove_leftovers()
                yield

    def write(self, files: Iterable[tuple[str, bytes]], *, modified: int | None = None) -> int:
        """Write what differs, then flush every folder concerned; → how many files were written.

        Folders are flushed even when their files were all there: an earlier run may have been cut off before.
        """
        folders: dict[Path, None] = {}
        written = 0
        for name, data in files:
            path = self.root / name
            self._make(path.parent)
            folders[path.parent] = None
            if self._differs(name, data, modified):
                self._replace(path, data, modified)
                written += 1
        for folder in folders:
            self.disk.fsync_folder(folder)
        return written

    def remove(self, names: Iterable[str]) -> None:
        """Take files away, and folders that are empty then."""
        for name in names:
            self.disk.unlink(self.root / name)
            for parent in PurePosixPath(name).parents:
                folder = self.root / parent
                if parent == PurePosixPath(".") or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()

    def _differs(self, name: str, data: bytes, modified: int | None) -> bool:
        return self.read(name) != data or (modified is not None and self.modified(name) != modified)

    def _replace(self, path: Path, data: bytes, modified: int | None) -> None:
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        descriptor = self.disk.create(temporary)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self.disk.write(descriptor, rest) :]
            self.disk.fsync(descriptor)
        finally:
            os.close(descriptor)
        if modified is not None:
            self.disk.set_time(temporary, modified)
        self.disk.rename(temporary, path)

    def _make(self, folder: Path) -> None:
        """Make a folder and those above it; a new name is durable when the folder around it is flushed."""
        if folder.is_dir():
            return
        self._make(folder.parent)
        self.disk.mkdir(folder)
        self.disk.fsync_folder(folder.parent)

    def _remove_leftovers(self) -> None:
        for path in _files(self.root, hidden=True):
            if path.suffix == ".tmp":
                self.disk.unlink(path)


@contextmanager
def failures_told(where: Path) -> Iterator[None]:
    """What the system refuses → what to do. Whether phones see the old release or the new one, it is whole."""
    try:
        yield
    except OSError as error:
        place = error.filename or where
        raise PublishError(
            f"{place}：读写失败（{error.strerror}）。手机看到的仍是完整的一版；解决后再运行一次即可。",
            f"{place}: reading or writing failed ({error.strerror}). Phones still see one whole release; "
            "mend this and run again.",
        ) from error


def _files(folder: Path, *, hidden: bool) -> Iterator[Path]:
    """Every file below; a folder that is not there has none.

    `rglob` would do, but newer Pythons pass over what cannot be read: a statement that is overlooked is a number that
    is signed again.
    """
    for here, _, names in os.walk(folder, onerror=_raise_unless_absent):
        yield from (Path(here) / name for name in names if name.startswith(".") is hidden)


def _raise_unless_absent(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error
