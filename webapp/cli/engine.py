"""A content folder → the server's search engine over it, with a Whoosh index of its own in the data folder."""

from __future__ import annotations

from webapp.cli.progress import progress
from webapp.cli.publishing import compiled
from webapp.query.engine import Engine
from webapp.serve.engine_of import engine_over
from webapp.settings import Settings


def content_engine(settings: Settings) -> Engine:
    """Ready to search what the files say now, published or not."""
    return engine_over(compiled(settings), settings.data, progress("已建索引", "indexed", long=8))
