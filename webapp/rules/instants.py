"""A moment ⇄ the text by which statements, roots and the desk know it: `2026-11-26T08:00:00Z`, sorting as time does."""

from __future__ import annotations

from datetime import UTC, datetime


def stored(moment: datetime) -> str:
    """In whole seconds of UTC. `moment` must know its time zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text: str) -> datetime:
    """The moment that was stored; ValueError for anything that is none."""
    return datetime.fromisoformat(text)
