"""How much of a long piece of work is done → a line for the person who waits, now and then."""

from __future__ import annotations

from collections.abc import Callable

from webapp.cli.arguments import say

LONG = 500  # documents; what is shorter is over before one asks
LINES = 6


def progress(zh: str, en: str, long: int = LONG) -> Callable[[int, int], None]:
    """Told (done, of all), it says so about six times, and nothing about short work."""

    def tell(done: int, total: int) -> None:
        if total >= long and done and done * LINES // total != (done - 1) * LINES // total:
            say(f"{zh} {done}/{total}", f"{en} {done}/{total}")

    return tell
