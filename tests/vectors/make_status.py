"""Writes `status.json`: what Python says a text is worth on a day, for JavaScript to say the same.

    python -m tests.vectors.make_status

Whether Python is right is tested by tests/unit/rules/test_status.py, in words and not by this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any, cast

from tests.vectors.rows import rows_of
from webapp.rules.model import Document
from webapp.rules.status import beijing_today, status
from webapp.rules.vocabulary import STATUSES

FILE = Path(__file__).resolve().parent / "status.json"

EFFECTIVE = (None, "2024", "2024-05", "2024-05-01")
REPEALED = (None, "2025-03", "2025-03-15")
DAYS = ("2024-04-30", "2024-05-01", "2024-05-31", "2025-03-01", "2025-03-15", "2026-01-01")
CHECKED = ("2023-12-31", "2024-02-29", "2024-12-31")
CHECK_DAYS = ("2024-12-31", "2025-02-28", "2025-03-01", "2025-12-31", "2026-01-01")
INSTANTS = (
    "2026-03-08T15:59:59+00:00",
    "2026-03-08T16:00:00+00:00",
    "2024-02-28T16:00:00+00:00",
    "1999-12-31T23:00:00+00:00",
)


def vectors() -> dict[str, list[dict[str, Any]]]:
    """`cases`: a document, its rule set or null, a day, the word; `instants`: milliseconds and the day in Beijing."""
    return {"cases": list(_cases()), "instants": [_instant(text) for text in INSTANTS]}


def _cases() -> Iterator[dict[str, Any]]:
    for authored, effective, repealed, day in product(STATUSES, EFFECTIVE, REPEALED, DAYS):
        dates = {"effective_on": effective, "repealed_on": repealed, "status_checked_on": "2024-05-01"}
        yield _case(_ruleset(authored, dates), None, day)
    for authored, checked, day in product(STATUSES, CHECKED, CHECK_DAYS):
        yield _case(_ruleset(authored, {"status_checked_on": checked}), None, day)
    issued = {
        "type": "ruleset",
        "status": "effective",
        "issued_on": "2026-02",
        "status_checked_on": "2026-01-01",
    }
    for day in ("2026-01-31", "2026-02-01", "2026-02-28"):
        yield _case(issued, None, day)
        yield _case({"type": "rule", "ruleset": "x"}, issued, day)
    yield _case({"type": "ruleset"}, None, "2026-01-01")
    yield _case({"type": "rule", "ruleset": "x"}, None, "2026-01-01")
    yield _case({"type": "topic"}, issued, "2026-01-01")
    yield _case({"type": "case"}, None, "2026-01-01")


def _ruleset(authored: str, dates: dict[str, str | None]) -> dict[str, Any]:
    return {"type": "ruleset", "status": authored, **{name: day for name, day in dates.items() if day}}


def _case(document: dict[str, Any], ruleset: dict[str, Any] | None, day: str) -> dict[str, Any]:
    expected = status(cast(Document, document), cast(Document, ruleset), date.fromisoformat(day))
    return {"document": document, "ruleset": ruleset, "today": day, "expected": expected}


def _instant(text: str) -> dict[str, Any]:
    moment = datetime.fromisoformat(text).astimezone(UTC)
    return {"ms": int(moment.timestamp() * 1000), "expected": beijing_today(moment).isoformat()}


def text() -> str:
    """The whole file."""
    return rows_of(vectors())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
