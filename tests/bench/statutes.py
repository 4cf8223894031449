"""Real questions over a library of laws → how well the phone engine finds the articles that answer them.

The engine runs under Node, beside a plain BM25 over the same characters and pairs, so that differences are paired.
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


def main(words: Sequence[str]) -> int:
    return run("statutes", __doc__, words, _measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    add_questions(parser)


def _measure(arguments: Namespace) -> Figures:
    laws = load_laws(arguments.laws)
    return measure(laws, read_questions(laws, arguments.questions))


def measure(laws: Laws, questions: list[Question]) -> dict[str, float]:
    """Both engines over the same questions, and what lies between them."""
    answers = _answers(laws, [question.text for question in questions])
    rows = list(zip(answers["rows"], questions, strict=True))
    engine = [measures(row["engine"], question.right) for row, question in rows]
    plain = [measures(row["plain"], question.right) for row, question in rows]
    gains = [ours["ndcg10"] - theirs["ndcg10"] for ours, theirs in zip(engine, plain, strict=True)]
    took = [row["took"] for row in answers["rows"]]
    return {
        **summary("", engine),
        **summary("plain_", plain),
        "gain_ndcg10": round(statistics.fmean(gains), 4),
        "gain_ndcg10_low": round(interval(gains)[0], 4),
        "gain_ndcg10_high": round(interval(gains)[1], 4),
        "questions": len(questions),
        "without_results": sum(not row["engine"] for row in answers["rows"]),
        "articles": answers["articles"],
        "ready_ms": round(answers["ready"], 1),
        "question_ms_p50": round(percentile(took, 0.5), 3),
        "question_ms_p95": round(percentile(took, 0.95), 3),
    }


def _answers(laws: Laws, questions: list[str]) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([laws.documents], file, ensure_ascii=False)
        file.flush()
        task = {
            "file": file.name, "tables": build_tables(), "today": DAY, "limit": DEPTH, "questions": questions,
        }  # fmt: skip
        done = subprocess.run(
            [node(), str(PROGRAM)], input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True
        )
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
