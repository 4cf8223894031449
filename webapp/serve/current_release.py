"""The folder `site/` of the data directory → the release to serve now, with its library and search engine.

`sync/head.json` is looked at (one `stat`) on every use; when it has changed, the first request to notice
loads the new release while the others go on with the old one. A release that cannot be read never replaces
one that can.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from webapp.errors import AppError, ReleaseError
from webapp.query.engine import Engine
from webapp.release.location import site_folder
from webapp.release.store import HEAD, Release, ReleaseStore
from webapp.rules.library import Library
from webapp.serve.engine_of import engine_of
from webapp.serve.stamp import Stamp, stamp_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """One release, loaded. `before`: the engine of the one before, until this one has its own."""

    release: Release
    library: Library
    fingerprint: str
    index_folder: Path
    building: threading.Lock
    before: list[Engine] = field(default_factory=list)

    @cached_property
    def _engine(self) -> Engine:
        before = self.before.pop() if self.before else None
        return engine_of(self.release, self.library, self.index_folder, before)

    @property
    def engine(self) -> Engine:
        """Built on the first search of a release, once, whoever asks."""
        with self.building:
            return self._engine

    def lend(self) -> list[Engine]:
        """What the next release may build on."""
        ready = vars(self).get("_engine")  # not waiting for one that is being built
        return [ready] if ready else [*self.before]


class CurrentRelease:
    """What is published in one data directory."""

    def __init__(self, data: Path) -> None:
        self._site = site_folder(data)
        self._index_folder = data / "index"
        self._loading = threading.Lock()
        self._stamp: Stamp | None = None
        self._served: Served | None = None

    def get(self) -> Served:
        """The release to serve; raises `ReleaseError` when there is none."""
        stamp = stamp_of(self._site / HEAD)
        if stamp != self._stamp and self._loading.acquire(blocking=self._served is None):
            try:
                if stamp != self._stamp:
                    self._reload(stamp)
            finally:
                self._loading.release()
        if self._served is None:
            raise ReleaseError(
                "还没有发布过内容。请在服务器上运行 ./run release create，或者直接运行 ./run。",
                "Nothing has been published yet. Run ./run release create on the server, or simply ./run.",
            )
        return self._served

    def _reload(self, stamp: Stamp | None) -> None:
        try:
            store = ReleaseStore(self._site)
            release, fingerprint = store.current(), store.fingerprint()
            library = release.library() if release else None
        except AppError as error:
            # The old release stays; a broken one is looked at again only after its head has changed.
            log.error("%s", error)
            if self._served is None:
                raise
            self._stamp = stamp
            return
        self._stamp = stamp
        if release is not None and library is not None:
            before = self._served.lend() if self._served else []
            self._served = Served(release, library, fingerprint, self._index_folder, threading.Lock(), before)
