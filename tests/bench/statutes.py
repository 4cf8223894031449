"""Real questions over a library of laws → how well the phone engine finds the articles that answer them.

The engine runs under Node, beside a plain BM25 over the same characters and pairs, so that differences are paired.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import interval, measures, percentile, summary
from tests.bench.laws import DAY, Laws, load_laws
from tests.bench.node import node
from webapp.analysis.tables import build_tables

PROGRAM = Path(__file__).with_suffix(".mjs")
DEPTH = 100


def main(words: Sequence[str]) -> int:
    """Prints one flat JSON object with `--json`, a table without."""
    parser = ArgumentParser(prog="./run bench statutes", description=__doc__)
    parser.add_argument("--laws", type=Path, required=True, metavar="PATH", help="a folder or a .tar.xz")
    parser.add_argument(
        "--questions", type=Path, required=True, metavar="FILE", help="JSON: question, relevant"
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(words)
    figures = measure(load_laws(arguments.laws), json.loads(arguments.questions.read_text(encoding="utf-8")))
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:<24}{value}" for name, value in figures.items()))
    return 0


def measure(laws: Laws, questions: list[dict[str, Any]]) -> dict[str, float]:
    """Questions none of whose articles are in the library are left out, and counted."""
    right = [_right(laws, question) for question in questions]
    asked = [question["question"] for question, answer in zip(questions, right, strict=True) if answer]
    right = [answer for answer in right if answer]
    answers = _answers(laws, asked)
    engine = [measures(row["engine"], answer) for row, answer in zip(answers["rows"], right, strict=True)]
    plain = [measures(row["plain"], answer) for row, answer in zip(answers["rows"], right, strict=True)]
    gains = [ours["ndcg10"] - theirs["ndcg10"] for ours, theirs in zip(engine, plain, strict=True)]
    took = [row["took"] for row in answers["rows"]]
    return {
        **summary("", engine),
        **summary("plain_", plain),
        "gain_ndcg10": round(statistics.fmean(gains), 4),
        "gain_ndcg10_low": round(interval(gains)[0], 4),
        "gain_ndcg10_high": round(interval(gains)[1], 4),
        "questions": len(asked),
        "left_out": len(questions) - len(asked),
        "without_results": sum(not row["engine"] for row in answers["rows"]),
        "articles": answers["articles"],
        "ready_ms": round(answers["ready"], 1),
        "question_ms_p50": round(percentile(took, 0.5), 3),
        "question_ms_p95": round(percentile(took, 0.95), 3),
    }


def _right(laws: Laws, question: dict[str, Any]) -> set[str]:
    found = (laws.article(each["path"], each["article"]) for each in question["relevant"])
    return {id_ for id_ in found if id_}


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
