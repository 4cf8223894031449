"""The real content, compiled, with an engine over it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
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


@pytest.fixture(scope="session")
def typed_queries() -> Callable[..., list[str]]:
    """`typed_queries(units, tables, count, seed)`; tests are no package, so a neighbour is read by its path."""
    spec = importlib.util.spec_from_file_location(
        "typed_queries", Path(__file__).with_name("typed_queries.py")
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Callable[..., list[str]] = module.typed_queries
    return made
