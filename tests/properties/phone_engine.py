"""Queries → the whole answers of the phone's engine, which runs under Node; and the server's answers in the same form."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from webapp.analysis.tables import build_tables
from webapp.query.answer import Answer

HERE = Path(__file__).resolve().parent
TODAY = date(2026, 11, 22)


def phone_answers(
    node: str,
    documents: Mapping[str, Any],
    queries: Sequence[str],
    limit: int = 20,
    program: str = "answer_all.mjs",
) -> list[Any]:
    """One answer for each query, on `TODAY`; `program`: what is asked of the engine."""
    given = {
        "documents": list(documents.values()),
        "tables": build_tables(),
        "today": TODAY.isoformat(),
        "limit": limit,
        "queries": queries,
    }
    done = subprocess.run(
        [node, str(HERE / program)], input=json.dumps(given).encode(), capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    answers: list[Any] = json.loads(done.stdout)
    assert len(answers) == len(queries)
    return answers


def as_on_phone(answer: Answer) -> Any:
    """The server's answer as the phone would give it; the sentence why is the server's alone."""
    given = asdict(answer)
    for result in given["results"]:
        result["titleMarks"] = result.pop("title_marks")
        del result["why"]
    return json.loads(json.dumps(given))
