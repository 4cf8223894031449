"""An engine over the vectors' small library."""

from __future__ import annotations

import pytest

from tests.vectors.make_search import DOCUMENTS
from webapp.analysis.tables import build_tables
from webapp.query.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(DOCUMENTS, build_tables())
