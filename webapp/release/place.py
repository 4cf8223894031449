"""What holds named bytes, as whoever publishes or reads releases sees it: a folder, or an object store."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import PurePath
from typing import Protocol


class Place(Protocol):
    """What holds named bytes."""

    @property
    def root(self) -> PurePath:
        """The folder, or bucket and prefix, as people are told of it."""

    def read(self, name: str) -> bytes | None:
        """The bytes under a name as they were given to `write`, or None."""

    def modified(self, name: str) -> int:
        """When what is there was written, or the time that `write` gave it, in seconds since 1970 (UTC)."""

    def names(self, below: str = "") -> list[str]:
        """All names below a prefix (a folder, without the last slash), sorted; hidden ones are left out."""

    def locked(self) -> AbstractContextManager[None]:
        """Around everything that reads in order to write; raises PublishError when the place fails or cannot be locked.

        A folder lets one publisher in at a time; a bucket tells whoever comes second.
        """

    def write(self, files: Iterable[tuple[str, bytes]], *, modified: int | None = None) -> int:
        """Writes what differs, in this order, and each file whole or not at all; → how many files were written.

        `modified` gives them a time, in seconds since 1970 (UTC). When it returns they are stored.
        PublishError when somebody else has written another head or statement meanwhile.
        """

    def remove(self, names: Iterable[str]) -> None:
        """Takes names away where that is safe: a bucket keeps them, for another publisher may name them."""
