"""Real questions over a library of laws → how well the phone engine finds the articles that answer them.

The engine runs under Node, beside a plain BM25 over the same characters and pairs, so that differences are paired.
With `--learn FILE` it knows the questions of that file and their answers; without, what learning is worth is measured
on the questions themselves, five-fold: each fifth by an engine that knows the other four (`learned_…`).
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

from tests.bench.figures import interval, measures, percentile, summary
from tests.bench.laws import DAY, Laws, load_laws
from tests.bench.node import node
from tests.bench.options import Figures, add_laws, add_questions, run
from tests.bench.questions import Question, read_questions
from webapp.analysis.tables import build_tables

PROGRAM = Path(__file__).with_suffix(".mjs")
DEPTH = 100
FOLDS = 5
Rows = list[dict[str, float]]


def main(words: Sequence[str]) -> int:
    return run("statutes", __doc__, words, _measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    add_questions(parser)
    parser.add_argument("--learn", type=Path, metavar="FILE", help="questions with answers to learn from")


def _measure(arguments: Namespace) -> Figures:
    laws = load_laws(arguments.laws)
    known = read_questions(laws, arguments.learn) if arguments.learn else None
    return measure(laws, read_questions(laws, arguments.questions), known)


def measure(laws: Laws, questions: list[Question], known: list[Question] | None = None) -> dict[str, float]:
    """Both engines over the same questions, and what lies between them."""
    folds = [questions[place::FOLDS] for place in range(FOLDS)] if known is None else []
    tasks = [(known or [], questions)]
    tasks += [([each for fold in folds if fold is not asked for each in fold], asked) for asked in folds]
    answers = _answers(laws, tasks)
    first, *others = answers["runs"]
    plain = _judged(first["rows"], questions, "plain")
    took = [row["took"] for row in first["rows"]]
    figures = _compared("", _judged(first["rows"], questions), plain)
    if folds:
        learned = [_judged(run["rows"], fold) for run, fold in zip(others, folds, strict=True)]
        in_order = [learned[place % FOLDS][place // FOLDS] for place in range(len(questions))]
        figures |= _compared("learned_", in_order, plain)
    return {
        **figures,
        **summary("plain_", plain),
        "questions": len(questions),
        "without_results": sum(not row["engine"] for row in first["rows"]),
        "articles": answers["articles"],
        "ready_ms": round(first["ready"], 1),
        "question_ms_p50": round(percentile(took, 0.5), 3),
        "question_ms_p95": round(percentile(took, 0.95), 3),
    }


def _judged(rows: list[dict[str, Any]], questions: list[Question], whose: str = "engine") -> Rows:
    return [measures(row[whose], question.right) for row, question in zip(rows, questions, strict=True)]


def _compared(prefix: str, ours: Rows, plain: Rows) -> dict[str, float]:
    gains = [mine["ndcg10"] - theirs["ndcg10"] for mine, theirs in zip(ours, plain, strict=True)]
    low, high = interval(gains)
    return {
        **summary(prefix, ours),
        f"{prefix}gain_ndcg10": round(statistics.fmean(gains), 4),
        f"{prefix}gain_ndcg10_low": round(low, 4),
        f"{prefix}gain_ndcg10_high": round(high, 4),
    }


def _answers(laws: Laws, tasks: list[tuple[list[Question], list[Question]]]) -> dict[str, Any]:
    runs = [
        {
            "links": [{"asked": each.text, "rules": sorted(each.right)} for each in known],
            "questions": [question.text for question in asked],
        }
        for known, asked in tasks
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([laws.documents], file, ensure_ascii=False)
        file.flush()
        task = {"file": file.name, "tables": build_tables(), "today": DAY, "limit": DEPTH, "runs": runs}
        done = subprocess.run(
            [node(), str(PROGRAM)], input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True
        )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
