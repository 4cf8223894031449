"""Dates of documents and releases → text in the reader's language, by Beijing's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

from webapp.rules.status import BEIJING, beijing_today
from webapp.serve.locale import current_locale

ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def today() -> date:
    """The day by which status is judged, in Beijing, wherever the server stands."""
    return beijing_today(datetime.now(UTC))


def partial_date(value: str) -> str:
    """`2015-03` → 2015年3月 or Mar 2015. Babel cannot write a date without a day."""
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return value
    if current_locale() == "en":
        shown = [str(int(part)) for part in parts[:1:-1]]
        shown += [ENGLISH_MONTHS[int(part) - 1] for part in parts[1:2]]
        return " ".join([*shown, parts[0]])
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def instant(value: str) -> str:
    """`2026-03-01T20:05:06Z` → 2026年3月2日 04:05, as clocks in Beijing show it."""
    at = datetime.fromisoformat(value).astimezone(BEIJING)
    return f"{partial_date(at.date().isoformat())} {at:%H:%M}"
