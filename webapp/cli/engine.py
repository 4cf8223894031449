"""A content folder → the server's search engine over it, with its Whoosh index below the data folder."""

from __future__ import annotations

import hashlib

from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.index.whoosh_index import ensure_index
from webapp.query.engine import Engine
from webapp.rules.canonical import canonical_json
from webapp.rules.units import units_of
from webapp.settings import Settings


def content_engine(settings: Settings) -> Engine:
    """The index is named by the digest of what it was made from, and kept for the next question."""
    library = compile_content(settings.content)
    tables = build_tables(library)
    digest = hashlib.sha256(canonical_json([tables, *library.documents.values()])).hexdigest()
    read = Tables.from_json(tables)
    candidates = ensure_index(digest, units_of(library), read, settings.data / "index")
    return Engine(library, read, candidates)
