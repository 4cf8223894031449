"""A release → the search engine over it, with Whoosh for candidates; the index is built when there is none yet."""

from __future__ import annotations

from pathlib import Path

from webapp.index.whoosh_index import ensure_index
from webapp.query.engine import Engine
from webapp.release.store import Release
from webapp.rules.library import Library
from webapp.rules.units import units


def engine_of(release: Release, library: Library, index_folder: Path) -> Engine:
    """Ready to search. The index lies below `index_folder` and is never shipped."""
    tables = release.tables()
    try:
        candidates = ensure_index(release.digest, units(library.documents), tables, index_folder)
    except OSError:  # a folder that nobody may write: the engine answers the same from memory
        return Engine(library, tables)
    return Engine(library, tables, candidates)
