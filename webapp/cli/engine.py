"""A content folder → the server's search engine over it."""

from __future__ import annotations

from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.settings import Settings


def content_engine(settings: Settings) -> Engine:
    """Ready to search what the files say now, published or not."""
    library = compile_content(settings.content)
    return Engine(library, build_tables(library))
