"""Random runs of 1 to 24 visible characters → do both engines find every unit that holds them?

The oracle is a plain search through all texts: handbook, a ministry's shelf (5,000 articles), law book. The server's
engine is asked the same runs over a Whoosh index, for what a phrase finds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.laws import load_laws
from tests.bench.node import node
from tests.bench.options import Figures, add_laws, run
from tests.bench.shelves import SIZES, some_laws
from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.index.whoosh_index import ensure_index
from webapp.query.engine import Engine
from webapp.rules.units import units
from webapp.settings import PACKAGE

PROGRAM = Path(__file__).with_suffix(".mjs")
LIBRARIES = ("handbook", "shelf", "laws")
SHOWN = 20


def main(words: Sequence[str]) -> int:
    return run("recall", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser, required=False)
    parser.add_argument("--runs", type=int, default=200_000, metavar="N", help="for each library (200,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=LIBRARIES, help="one library")


def measure(arguments: Namespace) -> Figures:
    """The handbook always, shelf and law book when `--laws` is given."""
    figures: dict[str, float] = {}
    for name in [arguments.only] if arguments.only else LIBRARIES if arguments.laws else LIBRARIES[:1]:
        documents = _documents(name, arguments.laws)
        phone = _phone(documents, arguments.runs, arguments.seed)
        server = _server(documents, phone["asked"])
        for miss in [*phone["missed"], *server][:SHOWN]:
            print(f"{name}: {miss}", file=sys.stderr)
        figures[f"{name}_runs"], figures[f"{name}_units"] = phone["tried"], phone["units"]
        figures[f"{name}_recall"] = 1 - phone["wrong"] / phone["tried"]
        figures[f"{name}_more"] = phone["more"]
        figures[f"{name}_server_recall"] = 1 - len(server) / phone["tried"]
    return figures


def _documents(name: str, laws: Path | None) -> list[dict[str, Any]]:
    if name == "handbook" or not laws:
        return [dict(each) for each in compile_content(PACKAGE.parent / "content").documents.values()]
    documents = load_laws(laws).documents
    return some_laws(documents, SIZES["medium"]) if name == "shelf" else documents


def _phone(documents: list[dict[str, Any]], runs: int, seed: int) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(documents, file, ensure_ascii=False)
        file.flush()
        task = json.dumps({"documents": file.name, "tables": build_tables(), "runs": runs, "seed": seed})
        done = subprocess.run(
            [node(), str(PROGRAM)], input=task, stdout=subprocess.PIPE, text=True, check=True
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _server(documents: list[dict[str, Any]], asked: list[tuple[str, int]]) -> list[str]:
    """The runs for which the server's engine finds another number of units than the oracle."""
    library, tables = {each["id"]: each for each in documents}, Tables.from_json(build_tables())
    with tempfile.TemporaryDirectory() as folder:
        candidates = ensure_index(units(library), tables, Path(folder))
        engine = Engine(library, tables, candidates)
        try:
            return [
                f"server: {run}: {found}, not {expected}"
                for run, expected in _told(asked)
                if (found := len(engine.holding(run))) != expected
            ]
        finally:
            candidates.close()


def _told(asked: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Each in turn; every tenth part is told, for a law book takes more than an hour."""
    for number, each in enumerate(asked, 1):
        yield each
        if number % max(1, len(asked) // 10) == 0:
            print(f"server: {number} of {len(asked)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
