"""Random and real queries → do server and phone give the same whole answers: hits, order, scores, reasons, facets?

The handbook always; a ministry's shelf of laws as well when `--laws` is given. The test run asks a sample.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.laws import load_laws
from tests.bench.node import node
from tests.bench.options import Figures, add_laws, run
from tests.bench.shelves import SIZES, some_laws
from tests.properties.phone_engine import TODAY, as_on_phone, phone_answers
from tests.properties.typed_queries import typed_queries
from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.rules.units import units
from webapp.settings import PACKAGE

PROPERTIES = Path(__file__).resolve().parents[1] / "properties"
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
        made = typed_queries(
            units(documents), Tables.from_json(build_tables()), arguments.queries, arguments.seed
        )
        queries = [*made, *_real()]
        different = _different(documents, queries)
        for query in different[:10]:
            print(f"{name}: {query!r}", file=sys.stderr)
        figures[f"{name}_queries"], figures[f"{name}_different"] = len(queries), len(different)
    return figures


def _real() -> list[str]:
    """What people ask, from the test cases."""
    names = ("colloquial.json", "officials.json", "unseen.json")
    return [case["query"] for name in names for case in json.loads((PROPERTIES / name).read_text("utf-8"))]


def _different(documents: Mapping[str, Any], queries: list[str]) -> list[str]:
    engine = Engine(documents, build_tables())
    found = []
    for start in range(0, len(queries), AT_ONCE):
        some = queries[start : start + AT_ONCE]
        for query, theirs in zip(some, phone_answers(node(), documents, some, limit=8), strict=True):
            if as_on_phone(engine.search(query, limit=8, today=TODAY)) != theirs:
                found.append(query)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
