"""Random runs of 1 to 24 visible characters → does the phone engine find every unit that holds them?

The oracle is a plain search through all texts. Handbook, a ministry's shelf (5,000 articles), the law book.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.laws import load_laws
from tests.bench.node import node
from tests.bench.options import Figures, add_laws, run
from tests.bench.shelves import SIZES, some_laws
from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.settings import PACKAGE

PROGRAM = Path(__file__).with_suffix(".mjs")


def main(words: Sequence[str]) -> int:
    return run("recall", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser, required=False)
    parser.add_argument("--runs", type=int, default=200_000, metavar="N", help="for each library (200,000)")
    parser.add_argument("--seed", type=int, default=1)


def measure(arguments: Namespace) -> Figures:
    """The handbook always, shelf and law book when `--laws` is given."""
    libraries: dict[str, list[dict[str, Any]]] = {
        "handbook": [dict(each) for each in compile_content(PACKAGE.parent / "content").documents.values()]
    }
    if arguments.laws:
        laws = load_laws(arguments.laws).documents
        libraries |= {"shelf": some_laws(laws, SIZES["medium"]), "laws": laws}
    figures: dict[str, float] = {}
    for name, documents in libraries.items():
        found = _runs(documents, arguments.runs, arguments.seed)
        for miss in found["missed"]:
            print(f"{name}: {miss}", file=sys.stderr)
        figures[f"{name}_runs"], figures[f"{name}_units"] = found["tried"], found["units"]
        figures[f"{name}_recall"], figures[f"{name}_more"] = (
            1 - found["wrong"] / found["tried"],
            found["more"],
        )
    return figures


def _runs(documents: list[dict[str, Any]], runs: int, seed: int) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(documents, file, ensure_ascii=False)
        file.flush()
        task = json.dumps({"documents": file.name, "tables": build_tables(), "runs": runs, "seed": seed})
        done = subprocess.run(
            [node(), str(PROGRAM)], input=task, stdout=subprocess.PIPE, text=True, check=True
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
