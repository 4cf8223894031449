"""The vectors' small library, and an engine over it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from webapp.query.engine import Engine

VECTORS = Path(__file__).resolve().parents[2] / "vectors"


def load(name: str) -> ModuleType:
    """A module of tests/vectors, which is no package."""
    sys.path.insert(0, str(VECTORS))
    try:
        spec = importlib.util.spec_from_file_location(name, VECTORS / f"{name}.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(VECTORS))


@pytest.fixture(scope="session")
def make_search() -> ModuleType:
    return load("make_search")


@pytest.fixture(scope="session")
def engine(make_search: ModuleType) -> Engine:
    return Engine(make_search.DOCUMENTS, make_search.build_tables())
