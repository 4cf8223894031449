"""`bench NAME`: hands over to one of the benchmarks of a checkout, which live in `tests/bench`."""

from __future__ import annotations

import sys
from argparse import REMAINDER, Namespace
from importlib import import_module
from pathlib import Path

from webapp.cli.arguments import Parser
from webapp.errors import AppError
from webapp.settings import PACKAGE

BENCH = PACKAGE.parent / "tests" / "bench"


def configure(parser: Parser) -> None:
    """`bench NAME …`: what follows the name belongs to the benchmark; `bench NAME --help` explains it."""
    parser.add_argument("name", choices=names(), help="哪一项 / which one")
    parser.add_argument("rest", nargs=REMAINDER, help="该项自己的参数 / its own arguments")


def names() -> list[str]:
    """Every benchmark: a module of tests/bench that can be run."""
    return sorted(path.stem for path in BENCH.glob("*.py") if "def main(" in path.read_text(encoding="utf-8"))


def run(arguments: Namespace) -> int:
    """Benchmarks print numbers and judge nothing; only a failure to run is one."""
    _require_checkout()
    sys.path.insert(0, str(BENCH.parents[1]))
    return int(import_module(f"tests.bench.{arguments.name}").main(arguments.rest) or 0)


def _require_checkout() -> None:
    if not Path(BENCH).is_dir():
        raise AppError(
            "测速程序只在源代码里：请取得源代码，在那里运行 ./run bench。",
            "The benchmarks are part of the source tree: get it and use ./run bench there.",
        )
