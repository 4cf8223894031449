"""A content folder → the server's search engine over it, with a Whoosh index of its own in the data folder."""

from __future__ import annotations

from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.compiler.kept import known_files
from webapp.index.whoosh_index import ensure_index
from webapp.query.engine import Engine
from webapp.rules.units import units
from webapp.settings import Settings


def content_engine(settings: Settings) -> Engine:
    """Ready to search what the files say now, published or not.

    The index lies apart from that of the releases, so that trying a draft never makes a server build its own anew.
    """
    library = compile_content(settings.content, known=known_files(settings.data))
    tables = Tables.from_json(build_tables(library))
    try:
        candidates = ensure_index(units(library.documents), tables, settings.data / "index-of-content")
    except OSError:  # a data folder that may not be written: the engine answers the same from memory
        return Engine(library, tables)
    return Engine(library, tables, candidates)
