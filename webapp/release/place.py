"""What holds named bytes, as whoever publishes or reads releases sees it: a folder, or an object store."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import Protocol


class Place(Protocol):
    """What holds named bytes."""

    @property
    def root(self) -> PurePath: ...

    def read(self, name: str) -> bytes | None: ...

    def modified(self, name: str) -> int: ...

    def names(self, below: str = "") -> list[str]: ...

    def locked(self) -> AbstractContextManager[None]: ...

    def write(self, files: Iterable[tuple[str, bytes]], *, modified: int | None = None) -> int: ...

    def remove(self, names: Iterable[str]) -> None: ...
