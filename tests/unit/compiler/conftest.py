"""Content trees for the compiler tests: a small right one, and that one with a mistake laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.fixture
def small() -> Path:
    """One document of every type, nothing wrong."""
    return CORPORA / "small"


@pytest.fixture
def with_files(tmp_path: Path, small: Path) -> Callable[[Path], Path]:
    """`with_files(folder)` → a copy of the small content with the files of `folder` laid over it."""

    def lay(folder: Path) -> Path:
        content = tmp_path / "content"
        shutil.copytree(small, content)
        shutil.copytree(folder, content, dirs_exist_ok=True)
        return content

    return lay
