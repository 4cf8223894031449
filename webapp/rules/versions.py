"""A rule set → the versions of the same work, and which of them is in force.

Same in static/js/rules/versions.js; tests/properties/test_pages.py compares the two over all content.
"""

from __future__ import annotations

from datetime import date

from .library import Library
from .model import Document
from .status import status
from .vocabulary import NOT_YET_IN_FORCE, STATUS_LABELS

# What cannot be read as the text that holds today.
_NOT_NOW = (NOT_YET_IN_FORCE, *(STATUS_LABELS[name] for name in ("superseded", "repealed", "historical")))


def versions_of(library: Library, ruleset: Document) -> list[Document]:
    """All versions, this one too, the newest first; one without a date comes last."""
    work = ruleset.get("work")
    same = [
        other
        for other in library.of_type("ruleset")
        if other["id"] == ruleset["id"] or (work and other.get("work") == work)
    ]
    return sorted(same, key=_since, reverse=True)


def in_force(library: Library, ruleset: Document, today: date) -> Document | None:
    """None when none of the versions is known to hold."""
    holding = (each for each in versions_of(library, ruleset) if status(each, library, today) not in _NOT_NOW)
    return next(holding, None)


def _since(ruleset: Document) -> str:
    """The date that puts versions in order; `nd` is what content says when nobody knows."""
    known = ruleset.get("effective_on") or ruleset.get("issued_on") or ruleset.get("version", "")
    return "" if known == "nd" else known
