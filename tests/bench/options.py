"""What the benchmarks' command lines share, and how figures are printed."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Figures = Mapping[str, float]


def run(
    name: str,
    about: str | None,
    words: Sequence[str],
    measure: Callable[[Namespace], Figures],
    add: Callable[[ArgumentParser], None] = lambda _parser: None,
) -> int:
    """Parse, measure, print: one flat JSON object with `--json`, else a line for each figure."""
    parser = ArgumentParser(prog=f"./run bench {name}", description=about)
    add(parser)
    parser.add_argument("--json", action="store_true", help="one flat JSON object")
    arguments = parser.parse_args(words)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load > 1:
        print(f"load {load:.1f}: others are at work, timings are too high", file=sys.stderr)
    figures = {**measure(arguments), "load": round(load, 1)}
    print(json.dumps(figures) if arguments.json else "\n".join(f"{k:<40}{v}" for k, v in figures.items()))
    return 0


def add_laws(parser: ArgumentParser, *, required: bool = True) -> None:
    """`--laws PATH`."""
    parser.add_argument(
        "--laws", type=Path, required=required, metavar="PATH", help="a folder or a .tar.xz of regulations"
    )


def add_questions(parser: ArgumentParser) -> None:
    """`--questions FILE`."""
    parser.add_argument(
        "--questions", type=Path, required=True, metavar="FILE", help="JSON: [{question, relevant}]"
    )
