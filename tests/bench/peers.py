"""The search engines of the field and the phone engine over the same articles and questions → quality, speed, bytes.

Every peer gets characters and pairs by whatever door it has for them. Slow ones answer as many questions as they can
in the time given, quick ones all of them three times, and of each question the median counts; how many were asked
stands beside each figure. Packages come from npm, when first asked for. `--report DIR` also draws the figures and
writes them as tables.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import ndcg, percentile
from tests.bench.fts5 import ask_fts5
from tests.bench.laws import DAY, load_laws
from tests.bench.node import node, npm
from tests.bench.options import Figures, add_laws, add_questions, run
from tests.bench.pagefind import ask_pagefind
from tests.bench.plot import rows_of, svg, table
from tests.bench.questions import Question, read_questions
from tests.bench.shelves import SIZES, TITLES, articles_of, some_laws
from webapp.analysis.tables import build_tables

FOLDER = Path(__file__).parent / "peers"
NODE_PEERS = ("minisearch", "lunr", "flexsearch", "orama", "sqlite")
OWN = "hongxian"
# SQLite as a phone runs it, and as a server does: that one stands beside the others, and no phone has it.
NATIVE = "sqlite-native"
ENGINES = (OWN, *NODE_PEERS, NATIVE, "pagefind")
REAL = 20  # questions, below which a library is too small to say anything
Answers = dict[str, Any]


def main(words: Sequence[str]) -> int:
    return run("peers", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    add_questions(parser)
    parser.add_argument("--sizes", nargs="+", default=list(SIZES), choices=SIZES)
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--report", type=Path, metavar="DIR", help="draw and tabulate the figures there")
    parser.add_argument("--seconds", type=float, default=120, help="for the questions of one engine (120)")


def measure(arguments: Namespace) -> Figures:
    """Every engine over every size; whole rule sets, as many as fit."""
    _install()
    laws = load_laws(arguments.laws)
    figures: dict[str, float] = {}
    for size in arguments.sizes:
        took: dict[str, list[float]] = {}
        documents = some_laws(laws.documents, SIZES[size])
        questions = read_questions(laws, arguments.questions, documents)
        # Pagefind writes a file for every article: it is asked about the smaller libraries only.
        engines = [each for each in arguments.engines if (each, size) != ("pagefind", "full")]
        for engine in engines:
            print(f"{size} {engine} …", file=sys.stderr, flush=True)
            try:
                answers = _ask(engine, documents, questions, arguments.seconds)
            except subprocess.CalledProcessError as error:
                if engine == OWN:
                    raise
                print(f"{size} {engine}: gave up ({error})", file=sys.stderr, flush=True)
                continue
            took[engine] = [answer["took"] for answer in answers["answers"]]
            row = _figures(answers, questions) | _times(took, engine)
            figures.update({f"{size}_{engine}_{name}": value for name, value in row.items()})
        figures.update(_ratio(figures, size, engines))
        if arguments.report and len(questions) >= REAL:
            _report(arguments.report, size, figures, engines)
    return figures


def _report(folder: Path, size: str, figures: Figures, engines: Sequence[str]) -> None:
    """`peers-SIZE.svg` and `peers-SIZE.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = rows_of(figures, size, engines)
    title = f"{TITLES[size]} · {max(row.asked for row in rows)} 个真实问题 / real questions"
    (folder / f"peers-{size}.svg").write_text(svg(rows, title, OWN), encoding="utf-8")
    (folder / f"peers-{size}.md").write_text(table(rows), encoding="utf-8")


def _install() -> None:
    """Exactly the locked packages, when one is missing; nothing of theirs runs while it is installed."""
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if {name: _version(name) for name in wanted} != wanted:
        subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, check=True)


def _version(package: str) -> str:
    described = FOLDER / "node_modules" / package / "package.json"
    return str(json.loads(described.read_text(encoding="utf-8"))["version"]) if described.is_file() else ""


def _ask(engine: str, documents: list[dict[str, Any]], questions: list[Question], seconds: float) -> Answers:
    texts = [question.text for question in questions]
    if engine == NATIVE:
        return ask_fts5(articles_of(documents), texts, seconds)
    if engine == "pagefind":
        return ask_pagefind(articles_of(documents), texts, seconds)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        own = engine == OWN
        json.dump(documents if own else articles_of(documents), file, ensure_ascii=False)
        file.flush()
        task = (
            {"documents": file.name, "tables": build_tables(), "today": DAY, "questions": texts}
            if own
            else {"engine": engine, "articles": file.name, "questions": texts, "seconds": seconds}
        )
        program = FOLDER / ("own.mjs" if own else "measure.mjs")
        done = subprocess.run(
            [node(), "--max-old-space-size=8000", str(program)],
            input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    answers: Answers = json.loads(done.stdout)
    return answers


def _figures(answers: Answers, questions: list[Question]) -> dict[str, float]:
    rows = list(zip(answers["answers"], questions, strict=False))
    took = [row["took"] for row, _ in rows]
    return {
        "ndcg10": round(statistics.fmean(ndcg(row["found"], question.right) for row, question in rows), 4),
        "ms_p50": round(percentile(took, 0.5), 3),
        "ms_p95": round(percentile(took, 0.95), 3),
        "questions": len(rows),
        "build_ms": round(answers["built"], 1),
        "heap_mb": round(answers["heap"] / 2**20, 1),
        **{f"index_{name}": value for name, value in answers["bytes"].items()},
    }


def _times(took: dict[str, list[float]], engine: str) -> dict[str, float]:
    """How many times as long as the phone engine an engine takes at the median, both over the questions it got to."""
    ours = took.get(OWN, [])[: len(took[engine])]
    if engine == OWN or not ours:
        return {}
    return {"times": round(percentile(took[engine], 0.5) / percentile(ours, 0.5), 1)}


def _ratio(figures: dict[str, float], size: str, engines: Sequence[str]) -> dict[str, float]:
    """How many times faster than the fastest peer on a phone that answers as well as the issue asks (0.36)."""
    good = [
        figures[f"{size}_{engine}_times"]
        for engine in engines
        if engine != NATIVE
        and figures.get(f"{size}_{engine}_ndcg10", 0) >= 0.36
        and f"{size}_{engine}_times" in figures
    ]
    return {f"{size}_times_faster": min(good)} if good else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
