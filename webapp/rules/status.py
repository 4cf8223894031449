"""Says what a text is worth on a day: `status(document, library_or_ruleset, today)` → one of ten words.

A pure function, the same in static/js/rules/status.js, tied by tests/vectors/status.json. Dates are compared
as text: an ISO date sorts as it counts. A partial date stands for every day it may mean, so `2015-03` lies
between `2015-03-01` and `2015-03-31`; where that leaves it open whether a text is in force, it is 需复核.

- Rules have the status of their rule set; other types have none ("").
- Dates win over the authored word: a text is 尚未施行 until its first day and out of force from
  `repealed_on` on, while a text called repealed or superseded is in force until that day.
- A claim to be in force (现行, 试行, 已修改) is good for 12 months after `status_checked_on`.
  The other words claim nothing that grows old: 未核实 and 试行(后续未查实) say that we do not know; what is
  repealed, replaced or history stays so.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from .library import Library
from .model import Document
from .vocabulary import NEEDS_REVIEW, NOT_YET_IN_FORCE, STATUS_LABELS

BEIJING = timezone(timedelta(hours=8))
_GROWS_OLD = ("effective", "trial", "amended")
_OUT_OF_FORCE = ("repealed", "superseded")
_FIRST = "-01-01"
_LAST = "-12-31"


def status(document: Document, library_or_ruleset: Library | Document | None, today: date) -> str:
    """The label of a rule set or a rule on a day; "" for all else. A rule set needs no second argument."""
    ruleset = _ruleset(document, library_or_ruleset)
    return _of_ruleset(ruleset, today.isoformat()) if ruleset else ""


def beijing_today(now: datetime) -> date:
    """The date in Beijing at a moment. `now` must know its time zone: a bare time is a mistake."""
    if now.tzinfo is None:
        raise ValueError("beijing_today needs a datetime with a time zone")
    return now.astimezone(BEIJING).date()


def _ruleset(document: Document, library_or_ruleset: Library | Document | None) -> Document | None:
    if document["type"] == "ruleset":
        return document
    if document["type"] != "rule" or library_or_ruleset is None:
        return None
    if isinstance(library_or_ruleset, Library):
        return library_or_ruleset.get(document["ruleset"])
    return library_or_ruleset


def _of_ruleset(ruleset: Document, today: str) -> str:
    authored = ruleset.get("status", "unknown")
    repealed = ruleset.get("repealed_on", "")
    if authored == "historical" or (authored in _OUT_OF_FORCE and not repealed):
        return STATUS_LABELS[authored]
    if repealed and _last_day(repealed) <= today:
        return STATUS_LABELS["superseded" if authored == "superseded" else "repealed"]
    if _first_day(ruleset.get("effective_on") or ruleset.get("issued_on", "")) > today:
        return NOT_YET_IN_FORCE
    in_force = "effective" if authored in _OUT_OF_FORCE else authored
    return NEEDS_REVIEW if _is_doubtful(ruleset, in_force, today) else STATUS_LABELS[in_force]


def _is_doubtful(ruleset: Document, in_force: str, today: str) -> bool:
    """Whether a claim has grown old, or today lies inside a partial date that decides it."""
    if in_force not in _GROWS_OLD:
        return False
    effective, repealed = ruleset.get("effective_on", ""), ruleset.get("repealed_on", "")
    checked = ruleset.get("status_checked_on", "0000-01-01")
    # The same day of the next year, as text: 29 February needs no special case.
    good_until = f"{int(checked[:4]) + 1:04}{checked[4:]}"
    return (
        today > good_until
        or (effective != "" and _last_day(effective) > today)
        or (repealed != "" and _first_day(repealed) <= today)
    )


def _first_day(partial: str) -> str:
    return partial + _FIRST[len(partial) - 4 :] if partial else ""


def _last_day(partial: str) -> str:
    """No month is longer than 31 days; as text that is late enough."""
    return partial + _LAST[len(partial) - 4 :]
