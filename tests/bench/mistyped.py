"""How often what people type instead of a term still finds it: the share of terms with success within three results.

    ./run bench mistyped [--content DIR] [--count 500] [--seed 1] [--json]

Python's engine answers; the phone's gives the same answers (tests/properties/test_search.py). A result is right when
it holds the term itself: in its title, quotation or text, or in an alias or name.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.properties.mistyped_terms import Typist, terms_of
from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.rules.units import units

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
FIRST = 3


class Judge:
    """Whether a term is still found, over one library."""

    def __init__(self, documents: object, count: int, seed: int) -> None:
        tables = Tables.from_json(build_tables())
        self._engine = Engine(documents, tables)
        self._terms = terms_of(units(getattr(documents, "documents", documents)))
        self._typist = Typist(tables, seed)
        self._count = count
        self.kinds = list(self._typist.kinds)

    def holding(self, term: str) -> set[str]:
        """The ids that a term leads to as it stands."""
        results = self._engine.search(f'"{term}"', limit=100_000, today=TODAY).results
        return {result.id for result in results}

    def judge(self, kind: str) -> tuple[float, int, list[tuple[str, str, list[str]]]]:
        """The share that is right, of how many, and the wrong ones: term, typed, what came first."""
        cases = self._typist.mistyped(self._terms, kind, self._count, lambda typed: bool(self.holding(typed)))
        wrong = []
        for case in cases:
            found = [
                result.id for result in self._engine.search(case.typed, limit=FIRST, today=TODAY).results
            ]
            if not self.holding(case.term) & set(found):
                wrong.append((case.term, case.typed, found))
        return 1 - len(wrong) / len(cases), len(cases), wrong


def main(words: Sequence[str]) -> int:
    """Prints one flat JSON object with `--json`, a table without."""
    parser = argparse.ArgumentParser(prog="./run bench mistyped", description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list what is not found")
    options = parser.parse_args(words)
    judge = Judge(compile_content(options.content), options.count, options.seed)
    report: dict[str, float | int] = {}
    for kind in judge.kinds:
        share, count, wrong = judge.judge(kind)
        report[f"{kind}_success3"], report[f"{kind}_terms"] = round(share, 4), count
        if not options.json:
            print(f"{kind:18} {share:6.3f}  of {count}")
            if options.wrong:
                for case in wrong:
                    print("   ", *case)
    if options.json:
        print(json.dumps(report))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
