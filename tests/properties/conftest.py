"""The real content, compiled, with an engine over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.rules.library import Library

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def content() -> Library:
    return compile_content(ROOT / "content")


@pytest.fixture(scope="session")
def content_engine(content: Library) -> Engine:
    return Engine(content, build_tables())
