"""Texts of laws → a content tree → a release with its index: how long each step takes, in how much memory.

Then one regulation is changed and everything is done again, as it would be at a desk.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from tests.bench.options import Figures, add_laws, run
from webapp.settings import PACKAGE

ROOT = PACKAGE.parent


def main(words: Sequence[str]) -> int:
    return run("build", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)


def measure(arguments: Namespace) -> Figures:
    """Each step is a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        content, data = Path(folder) / "content", Path(folder) / "data"
        figures = {
            **_step("import", "import", str(arguments.laws), "--out", str(content)),
            **_step("check", "check", str(content), "--data", str(data)),
            **_step("release", "release", "create", "--content", str(content), "--data", str(data)),
            **_step(
                "handbook", "release", "create", "--content", str(ROOT / "content"), "--data", f"{data}2"
            ),
        }
        _change(max((content / "ruleset").glob("*.md"), key=lambda path: path.stat().st_size))
        changed = _step("changed", "release", "create", "--content", str(content), "--data", str(data))
    return {**figures, **changed}


def _step(name: str, *words: str) -> dict[str, float]:
    """Seconds and the greatest memory of one command of the application."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "webapp", *words], env=environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{name}: {' '.join(words)} ended with {status}")
    return {
        f"{name}_s": round(time.perf_counter() - began, 2),
        f"{name}_mb": round(usage.ru_maxrss / 1024, 1),
    }


def _change(file: Path) -> None:
    """One more sentence in the last article of a rule set."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\s*\Z", "\n\n本条自公布之日起试行。\n", text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
