"""What the contract tests share: the source tree, its files, its tools and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Everything .gitignore names, so that a tree without git (a copied folder) is judged alike.
NOT_OURS = {
    ".git",
    ".venv",
    "var",
    "dist",
    "build",
    "node_modules",
    "__pycache__",
    "test-results",
    ".hypothesis",
}
Run = Callable[..., subprocess.CompletedProcess[str]]


def own_files(folder: Path = ROOT, *suffixes: str) -> Iterator[Path]:
    """Every file of the repository under `folder`, in order."""
    for path in sorted(folder.iterdir()):
        if (
            path.name in NOT_OURS
            or path.name.endswith(("_cache", ".egg-info", ".venv.lock"))
            or path.is_symlink()
        ):
            continue
        if path.is_dir():
            yield from own_files(path, *suffixes)
        elif not suffixes or path.suffix in suffixes:
            yield path


@pytest.fixture(scope="session")
def root() -> Path:
    """The source tree."""
    return ROOT


@pytest.fixture(scope="session")
def files() -> Callable[..., list[Path]]:
    """`files(folder, ".py")` → the repository's own files."""
    return lambda *arguments: list(own_files(*arguments))


@pytest.fixture(scope="session")
def js_checks(root: Path) -> Path:
    """The folder of the JavaScript checkers, installed."""
    folder = root / "tests" / "js"
    if not (folder / "node_modules" / "acorn").is_dir():
        pytest.fail(
            "tests/js/node_modules is missing: run ./run test once, it installs the JavaScript checkers"
        )
    return folder


@pytest.fixture
def clean(root: Path) -> Callable[..., None]:
    """`clean("ruff", "check")` fails the test with the tool's own words unless the tool is content."""

    def check(*command: str, cwd: Path = root) -> None:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(
                f"{' '.join(command)[:200]}\n{done.stdout[-6000:]}{done.stderr[-3000:]}", pytrace=False
            )

    return check


@pytest.fixture
def hongxian(root: Path, tmp_path: Path) -> Run:
    """`hongxian("check", "DIR")` runs the command line with a data folder of its own."""
    environment = {**os.environ, "HONGXIAN_DATA": str(tmp_path / "var"), "PYTHONPATH": str(root)}

    def run(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "webapp", *words]
        return subprocess.run(
            command,
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            **options,  # type: ignore[call-overload]
        )

    return run
