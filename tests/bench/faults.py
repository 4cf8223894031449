"""The fault matrix → how many faults were injected, and how often a phone lost, tore, went back or told an untruth.

./run bench faults [--full] [--json]

Runs `tests/browser/faults` (a sample, or all that a night has time for) and leaves the table in `var/faults.md`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(words: Sequence[str]) -> int:
    """The command line described above."""
    parser = argparse.ArgumentParser(prog="./run bench faults", description=__doc__)
    parser.add_argument("--full", action="store_true", help="全部，要几小时 / all, for hours")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    asked = parser.parse_args(words)
    size = "full" if asked.full else "sample"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/browser/faults",
        "--faults",
        size,
    ]
    done = subprocess.run(command, cwd=ROOT, stdout=sys.stderr)
    found = json.loads((ROOT / "var" / "faults.json").read_text(encoding="utf-8"))
    lines = [f"{name:<14}{value:>9}" for name, value in found.items()]
    print(json.dumps(found) if asked.json else "\n".join(lines))
    return done.returncode
