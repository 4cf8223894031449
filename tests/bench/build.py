"""Texts of laws and the handbook → a release with its index: how long each step takes, in how much memory.

Then one regulation is changed and compiled, released and indexed again, as a server does it that starts anew; and one
rule is changed and published at the desk (`tests/bench/one_change.py`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
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
INDEX = (
    "import sys, pathlib, webapp.serve.current_release as current; "
    "current.CurrentRelease(pathlib.Path(sys.argv[1])).get().engine.search('公务员')"
)


def main(words: Sequence[str]) -> int:
    return run("build", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave content and data there")


def measure(arguments: Namespace) -> Figures:
    """Each step is a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        content, data = folder / "content", folder / "data"
        where = ("--content", str(content), "--data", str(data))
        handbook = ("--content", str(ROOT / "content"), "--data", str(folder / "handbook"))
        figures = {
            **_step("handbook", "-m", "webapp", "release", "create", *handbook),
            **_step("import", "-m", "webapp", "import", str(arguments.laws), "--out", str(content)),
        }
        shutil.copytree(ROOT / "content", content, dirs_exist_ok=True)
        figures |= _step("release", "-m", "webapp", "release", "create", *where)
        figures |= _step("index", "-c", INDEX, str(data))
        figures["full_s"] = round(figures["release_s"] + figures["index_s"], 2)
        _change(max((content / "ruleset").glob("*.md"), key=lambda path: path.stat().st_size))
        figures |= _step("changed_release", "-m", "webapp", "release", "create", *where)
        figures |= _step("changed_index", "-c", INDEX, str(data))
        figures["changed_s"] = round(figures["changed_release_s"] + figures["changed_index_s"], 2)
        figures |= _step("desk", "-m", "tests.bench.one_change", str(content), str(data), tells=True)
    return figures


def _step(name: str, *words: str, tells: bool = False) -> dict[str, float]:
    """Seconds and the greatest memory of one Python process, and what it `tells` as JSON."""
    print(f"{name} …", file=sys.stderr, flush=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen([sys.executable, "-P", *words], env=environment, stdout=told)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{name}: {' '.join(words)} ended with {status}")
        told.seek(0)
        figures: dict[str, float] = json.load(told) if tells else {}
    return {
        f"{name}_s": round(time.perf_counter() - began, 2),
        f"{name}_mb": round(usage.ru_maxrss / 1024, 1),
        **{f"{name}_{key}": value for key, value in figures.items()},
    }


def _change(file: Path) -> None:
    """One more sentence in the last article of a rule set."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\s*\Z", "\n\n本条自公布之日起试行。\n", text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
