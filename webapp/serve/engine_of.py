"""A release or a library → the search engine over it, with Whoosh for candidates; builds what is not indexed yet."""

from __future__ import annotations

import logging
from pathlib import Path

from webapp.analysis.tables import Tables, build_tables
from webapp.index.whoosh_index import Tell, WhooshCandidates, ensure_index
from webapp.query.engine import Engine
from webapp.query.postings import Candidates
from webapp.release.store import Release
from webapp.rules.known_units import KnownUnits
from webapp.rules.library import Library

log = logging.getLogger(__name__)

OF_RELEASES, OF_CONTENT = "index", "index-of-content"


def engine_of(release: Release, library: Library, index_folder: Path, before: Engine | None = None) -> Engine:
    """Ready to search. The index lies below `index_folder` and is never shipped. `before`: see `Engine`."""

    def tell(done: int, total: int) -> None:
        log.info("indexing: %d of %d", done, total)

    return _engine(library, release.tables(), index_folder, None, tell, before)


def engine_over(
    library: Library, data: Path, tell: Tell | None = None, before: Engine | None = None
) -> Engine:
    """Ready to search what no release has yet.

    Its index lies apart from that of the releases, so that trying a draft never makes a server build its own anew, and
    takes from there what both have in common.
    """
    tables = Tables.from_json(build_tables())
    return _engine(library, tables, data / OF_CONTENT, data / OF_RELEASES, tell, before)


def _engine(
    library: Library,
    tables: Tables,
    folder: Path,
    beside: Path | None,
    tell: Tell | None,
    before: Engine | None,
) -> Engine:
    candidates: Candidates | None = None
    known = KnownUnits(library.documents, before.known if before else None)
    try:
        like = before.candidates if before and isinstance(before.candidates, WhooshCandidates) else None
        candidates = ensure_index(known.listed, tables, folder, beside=beside, tell=tell, before=like)
    except OSError as error:
        # Searching goes on from memory: the same results in the same order, only more memory.
        log.warning("%s: cannot write the index (%s), searching from memory", folder, error.strerror)
    return Engine(library, tables, candidates, known, before)
