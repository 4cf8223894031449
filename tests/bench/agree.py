"""Random and real queries → do server and phone give the same whole answers: hits, order, scores, reasons, facets?

The handbook always; a ministry's shelf of laws as well when `--laws` is given. The test run asks a sample.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.laws import load_laws
from tests.bench.node import node
from tests.bench.options import Figures, add_laws, run
from tests.bench.shelves import SIZES, some_laws
from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.rules.units import units
from webapp.settings import PACKAGE

PROPERTIES = Path(__file__).resolve().parents[1] / "properties"
TODAY = date(2026, 11, 22)
AT_ONCE = 1000


def main(words: Sequence[str]) -> int:
    return run("agree", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser, required=False)
    parser.add_argument("--queries", type=int, default=10_000, metavar="N", help="made up (10,000)")
    parser.add_argument("--seed", type=int, default=1)


def measure(arguments: Namespace) -> Figures:
    """How many queries were asked, and how many were answered otherwise."""
    libraries: dict[str, Mapping[str, Any]] = {
        "handbook": compile_content(PACKAGE.parent / "content").documents
    }
    if arguments.laws:
        shelf = some_laws(load_laws(arguments.laws).documents, SIZES["medium"])
        libraries["shelf"] = {document["id"]: document for document in shelf}
    figures: dict[str, float] = {}
    for name, documents in libraries.items():
        made = _typed(documents, arguments.queries, arguments.seed)
        queries = [*made, *_real()]
        different = _different(documents, queries)
        for query in different[:10]:
            print(f"{name}: {query!r}", file=sys.stderr)
        figures[f"{name}_queries"], figures[f"{name}_different"] = len(queries), len(different)
    return figures


def _typed(documents: Mapping[str, Any], count: int, seed: int) -> list[str]:
    """Made by the program of the property tests, which are no package."""
    spec = importlib.util.spec_from_file_location("typed_queries", PROPERTIES / "typed_queries.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: list[str] = module.typed_queries(units(documents), Tables.from_json(build_tables()), count, seed)
    return made


def _real() -> list[str]:
    """What people ask, from the test cases."""
    names = ("colloquial.json", "officials.json", "unseen.json")
    return [case["query"] for name in names for case in json.loads((PROPERTIES / name).read_text("utf-8"))]


def _different(documents: Mapping[str, Any], queries: list[str]) -> list[str]:
    engine = Engine(documents, build_tables())
    found = []
    for start in range(0, len(queries), AT_ONCE):
        some = queries[start : start + AT_ONCE]
        for query, theirs in zip(some, _phone(documents, some), strict=True):
            ours = asdict(engine.search(query, limit=8, today=TODAY))
            for result in ours["results"]:
                result["titleMarks"] = result.pop("title_marks")
                del result["why"]
            if json.loads(json.dumps(ours)) != theirs:
                found.append(query)
    return found


def _phone(documents: Mapping[str, Any], queries: list[str]) -> list[Any]:
    given = {
        "documents": list(documents.values()),
        "tables": build_tables(),
        "today": TODAY.isoformat(),
        "limit": 8,
        "queries": queries,
    }
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(given).encode())
        file.seek(0)
        done = subprocess.run(
            [node(), str(PROPERTIES / "answer_all.mjs")], stdin=file, stdout=subprocess.PIPE, check=True
        )
    answers: list[Any] = json.loads(done.stdout)
    return answers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
