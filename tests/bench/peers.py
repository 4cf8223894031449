"""The search engines of the field and the phone engine over the same articles and questions → quality, speed, bytes.

Every peer gets characters and pairs by whatever door it has for them. Slow ones answer as many questions as they can
in the time given; how many stands beside each figure. Packages come from npm, when first asked for.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import ndcg, percentile
from tests.bench.laws import DAY, load_laws
from tests.bench.node import node, npm
from tests.bench.options import Figures, add_laws, add_questions, run
from tests.bench.questions import Question, read_questions
from tests.bench.shelves import SIZES, article_text, articles_of, some_laws
from webapp.analysis.tables import build_tables

FOLDER = Path(__file__).parent / "peers"
NODE_PEERS = ("minisearch", "lunr", "flexsearch", "orama")
Answers = dict[str, Any]


def main(words: Sequence[str]) -> int:
    return run("peers", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    add_questions(parser)
    parser.add_argument("--sizes", nargs="+", default=list(SIZES), choices=SIZES)
    parser.add_argument("--engines", nargs="+", default=["hongxian", *NODE_PEERS, "sqlite"])
    parser.add_argument("--seconds", type=float, default=20, help="for the questions of one engine (20)")


def measure(arguments: Namespace) -> Figures:
    """Every engine over every size; whole rule sets, as many as fit."""
    _install()
    laws = load_laws(arguments.laws)
    figures: dict[str, float] = {}
    for size in arguments.sizes:
        documents = some_laws(laws.documents, SIZES[size])
        questions = read_questions(laws, arguments.questions, documents)
        for engine in arguments.engines:
            print(f"{size} {engine} …", file=sys.stderr, flush=True)
            row = _figures(_ask(engine, documents, questions, arguments.seconds), questions)
            figures.update({f"{size}_{engine}_{name}": value for name, value in row.items()})
        figures.update(_ratio(figures, size, arguments.engines))
    return figures


def _install() -> None:
    """Exactly the locked packages, once; nothing of theirs runs while it is installed."""
    if not (FOLDER / "node_modules").is_dir():
        subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, check=True)


def _ask(engine: str, documents: list[dict[str, Any]], questions: list[Question], seconds: float) -> Answers:
    texts = [question.text for question in questions]
    if engine == "sqlite":
        return _ask_sqlite(documents, texts, seconds)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        own = engine == "hongxian"
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


def _ask_sqlite(documents: list[dict[str, Any]], questions: list[str], seconds: float) -> Answers:
    """FTS5 over the terms as words between spaces, ranked by its own bm25()."""
    articles = articles_of(documents)
    began = time.perf_counter()
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(terms, content='', tokenize='unicode61')")
    base.executemany(
        "insert into texts(rowid, terms) values (?, ?)",
        ((number, " ".join(terms(article["text"]))) for number, article in enumerate(articles)),
    )
    built = (time.perf_counter() - began) * 1000
    answers, until = [], time.perf_counter() + seconds
    for question in questions:
        if time.perf_counter() > until:
            break
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms(question)))
        began = time.perf_counter()
        rows = base.execute(
            "select rowid from texts where texts match ? order by bm25(texts), rowid limit 10", (match,)
        ).fetchall()
        answers.append(
            {"took": (time.perf_counter() - began) * 1000, "found": [articles[n]["id"] for (n,) in rows]}
        )
    size = base.execute("select sum(length(block)) from texts_data").fetchone()[0]
    return {"built": built, "answers": answers, "heap": 0, "bytes": {"raw": size}}


def terms(text: str) -> list[str]:
    """Characters and pairs of what is visible, as measure.mjs makes them."""
    chars = article_text(text)
    return [*chars, *(chars[i : i + 2] for i in range(len(chars) - 1))]


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


def _ratio(figures: dict[str, float], size: str, engines: Sequence[str]) -> dict[str, float]:
    """How many times faster at the median than the fastest peer that answers as well as the issue asks (0.36)."""
    good = [
        figures[f"{size}_{engine}_ms_p50"]
        for engine in engines
        if engine != "hongxian" and figures[f"{size}_{engine}_ndcg10"] >= 0.36
    ]
    ours = figures.get(f"{size}_hongxian_ms_p50")
    return {f"{size}_times_faster": round(min(good) / ours, 1)} if good and ours else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
