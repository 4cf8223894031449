"""The fault matrix → how many faults were injected, and how often a phone lost, tore, went back or told an untruth.

./run bench faults [--full [--resume]] [--json]

Runs every test that a row of the matrix names, with a sample of the faults or with all of them, and leaves the table
in `var/faults.md`. A full run takes an hour and more; one that was cut short goes on with
`--resume`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser.faults.matrix import read_rows

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "var" / "faults.json"
NOTHING_LEFT = pytest.ExitCode.NO_TESTS_COLLECTED
TWO_AT_A_TIME = ("-n", "2", "--dist", "worksteal")  # much of a fault is waiting


def named_tests() -> list[str]:
    """What the rows name, each once."""
    return sorted({name for row in read_rows() for tests in row.tests.values() for name in tests})


def main(words: Sequence[str]) -> int:
    """The command line described above."""
    parser = argparse.ArgumentParser(prog="./run bench faults", description=__doc__)
    parser.add_argument("--full", action="store_true", help="全部，一个多小时 / all, an hour and more")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    parser.add_argument(
        "--resume", action="store_true", help="从上次停下的地方继续 / go on after the last run"
    )
    asked = parser.parse_args(words)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TWO_AT_A_TIME, *named_tests()]
    if asked.full or asked.resume:
        command += ["--faults", "full"]
    if asked.resume:
        command += ["--resume"]
    done = subprocess.run(command, cwd=ROOT, stdout=sys.stderr)
    if not FOUND.is_file():
        print(f"没有结果 / no results: {FOUND}", file=sys.stderr)
        return done.returncode or 1
    found = json.loads(FOUND.read_text(encoding="utf-8"))
    lines = [f"{name:<14}{value:>9}" for name, value in found.items()]
    print(json.dumps(found) if asked.json else "\n".join(lines))
    return 0 if asked.resume and done.returncode == NOTHING_LEFT else done.returncode
