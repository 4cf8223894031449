"""A release → the search engine over it, with Whoosh for candidates; builds the index when there is none."""

from __future__ import annotations

import logging
from pathlib import Path

from webapp.index.whoosh_index import ensure_index
from webapp.query.engine import Engine
from webapp.query.postings import Candidates
from webapp.release.store import Release
from webapp.rules.library import Library
from webapp.rules.units import units

log = logging.getLogger(__name__)


def engine_of(release: Release, library: Library, index_folder: Path) -> Engine:
    """Ready to search. The index lies below `index_folder` and is never shipped."""
    tables = release.tables()
    candidates: Candidates | None = None
    try:
        candidates = ensure_index(units(library.documents), tables, index_folder)
    except OSError as error:
        # Searching goes on from memory: the same results in the same order, only more memory.
        log.warning("%s: cannot write the index (%s), searching from memory", index_folder, error.strerror)
    return Engine(library, tables, candidates)
