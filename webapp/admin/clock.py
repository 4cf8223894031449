"""The time, as the desk asks for it: tests put another clock in its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time of this machine, with its zone (UTC); never a time that knows no zone."""
    return datetime.now(UTC)
