"""Articles and questions → what SQLite FTS5 finds over characters and pairs."""

from __future__ import annotations

import sqlite3
import statistics
import time
from typing import Any

from tests.bench.shelves import article_text

ROUNDS = 3  # as many as the others get, in the time that there is


def ask_fts5(articles: list[dict[str, str]], questions: list[str], seconds: float) -> dict[str, Any]:
    """FTS5 over the terms as words between spaces, ranked by its own bm25()."""
    began = time.perf_counter()
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(terms, content='', tokenize='unicode61')")
    base.executemany(
        "insert into texts(rowid, terms) values (?, ?)",
        ((number, " ".join(terms(article["text"]))) for number, article in enumerate(articles)),
    )
    base.commit()
    built = (time.perf_counter() - began) * 1000
    found: list[list[str]] = []
    times: list[list[float]] = []
    until = time.perf_counter() + seconds
    for number, question in [*enumerate(questions)] * ROUNDS:
        if time.perf_counter() > until:
            break
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms(question)))
        began = time.perf_counter()
        rows = base.execute(
            "select rowid from texts where texts match ? order by bm25(texts), rowid limit 10", (match,)
        ).fetchall()
        took = (time.perf_counter() - began) * 1000
        if number == len(times):
            found.append([articles[n]["id"] for (n,) in rows])
            times.append([])
        times[number].append(took)
    answers = [
        {"found": ids, "took": statistics.median(each)} for ids, each in zip(found, times, strict=True)
    ]
    size = base.execute("select sum(length(block)) from texts_data").fetchone()[0]
    return {"built": built, "answers": answers, "heap": 0, "bytes": {"raw": size}}


def terms(text: str) -> list[str]:
    """Characters and pairs of what is visible, as measure.mjs makes them."""
    chars = article_text(text)
    return [*chars, *(chars[i : i + 2] for i in range(len(chars) - 1))]
