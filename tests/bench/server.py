"""The server engine over a Whoosh index of a ministry's shelf: real questions, and queries that nobody should type.

Asked through the application itself, without a network between.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.figures import percentile
from tests.bench.laws import load_laws
from tests.bench.options import Figures, add_laws, add_questions, run
from tests.bench.questions import read_questions
from tests.bench.shelves import SIZES, articles_of, some_laws
from webapp import create_app
from webapp.release.builder import publish
from webapp.rules.library import Library
from webapp.settings import PACKAGE, Settings

SIGNS = list(" 　\"“”-:：()（）*?~^\\/[]{}|&!<>'\n\t\x00👍１二")


def main(words: Sequence[str]) -> int:
    return run("server", __doc__, words, measure, _add)


def _add(parser: ArgumentParser) -> None:
    add_laws(parser)
    add_questions(parser)
    parser.add_argument("--fuzzed", type=int, default=10_000, metavar="N", help="queries made up (10,000)")


def measure(arguments: Namespace) -> Figures:
    """Latency of questions and of fuzzed queries, and what they were answered with."""
    laws = load_laws(arguments.laws)
    documents = some_laws(laws.documents, SIZES["medium"])
    questions = [question.text for question in read_questions(laws, arguments.questions, documents)]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            content=Path(folder), data=Path(folder) / "data", translations=PACKAGE.parent / "translations"
        )
        publish(Library(documents), settings)  # type: ignore[arg-type]
        client = create_app(settings).test_client()
        began = time.perf_counter()
        client.get("/api/search", query_string={"q": "第一条"})
        ready = time.perf_counter() - began
        asked, _ = _ask(client, iter(questions))
        fuzzed, statuses = _ask(client, _made_up(documents, arguments.fuzzed))
    return {
        "first_answer_s": round(ready, 2),
        "question_ms_p50": round(percentile(asked, 0.5), 2),
        "question_ms_p95": round(percentile(asked, 0.95), 2),
        "questions": len(asked),
        "fuzzed_ms_p99": round(percentile(fuzzed, 0.99), 2),
        "fuzzed_ms_max": round(max(fuzzed), 2),
        "fuzzed": len(fuzzed),
        "fuzzed_5xx": sum(count for status, count in statuses.items() if status >= 500),
    }


def _ask(client: Any, queries: Iterator[str]) -> tuple[list[float], Counter[int]]:
    took, statuses = [], Counter[int]()
    for query in queries:
        began = time.perf_counter()
        statuses[client.get("/api/search", query_string={"q": query}).status_code] += 1
        took.append((time.perf_counter() - began) * 1000)
    return took, statuses


def _made_up(documents: list[dict[str, Any]], count: int) -> Iterator[str]:
    """Pieces of the texts, cut, turned round, and mixed with what query languages trip over."""
    chance = random.Random(1)
    texts = [article["text"] for article in articles_of(documents)]
    for _ in range(count):
        parts = []
        for _ in range(chance.randint(1, 4)):
            text = chance.choice(texts)
            start = chance.randrange(len(text))
            part = list(text[start : start + chance.randint(1, 16)])
            if chance.random() < 0.3:
                chance.shuffle(part)
            parts += [*part, *chance.choices(SIGNS, k=chance.randint(0, 2))]
        yield "".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
