"""The content folder → one row a document for the list: title, type, states, and when it wants to be looked at again.

Files are listed as they lie there, also while something in them is wrong: that is when one needs the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from webapp.admin import states
from webapp.admin.contents import Contents, parts_of
from webapp.admin.yaml_text import Tree
from webapp.rules.schema import TYPES

NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Change:
    """A change that a document has seen, and how far it came."""

    name: str
    title: str
    state: str


@dataclass(frozen=True)
class Listed:
    """One row."""

    name: str
    type: str
    id: str
    title: str
    words: str
    review_on: str = ""
    repealed_on: str = ""
    review_near: bool = False
    repeal_near: bool = False
    states: tuple[str, ...] = ()

    @classmethod
    def of_change(cls, change: Change) -> Listed:
        """A document that is not there yet, or no more."""
        type_, id_ = parts_of(change.name)
        return cls(change.name, type_, id_, change.title, f"{id_} {change.title}".lower())

    def matches(self, words: str, type_: str) -> bool:
        """Every word somewhere in id, title or other names."""
        return (not type_ or type_ == self.type) and all(word in self.words for word in words.lower().split())


def listed(contents: Contents, today: date) -> list[Listed]:
    """All documents, in the order of the types and then of the ids."""
    rows = [_row(name, header, today) for name, header in contents.headers().items()]
    order = {type_: at for at, type_ in enumerate(TYPES)}
    return sorted(rows, key=lambda row: (order[row.type], row.id))


def with_states(rows: Sequence[Listed], changes: Iterable[Change], released: Collection[str]) -> list[Listed]:
    """Each row with where it stands. `changes`: of all documents, oldest first; `released`: ids that phones have."""
    of: dict[str, list[Change]] = {}
    for change in changes:
        of.setdefault(change.name, []).append(change)
    lying = {row.name for row in rows}
    all_rows = [*rows, *(Listed.of_change(of[name][-1]) for name in of if name not in lying)]
    return [
        replace(
            row,
            states=states.of_document(
                [change.state for change in of.get(row.name, ())], row.name in lying, row.id in released
            ),
        )
        for row in all_rows
    ]


def _row(name: str, header: Mapping[str, Tree], today: date) -> Listed:
    type_, id_ = parts_of(name)
    title = str(header.get("title") or id_)
    others = " ".join(str(each) for field in ("aliases", "known_as") for each in (header.get(field) or ()))
    review_on, repealed_on = (str(header.get(name) or "") for name in ("review_due_on", "repealed_on"))
    soon = (today + NEAR).isoformat()
    return Listed(
        name,
        type_,
        id_,
        title,
        f"{id_} {title} {others}".lower(),
        review_on,
        repealed_on,
        "" < review_on <= soon,
        today.isoformat() <= repealed_on <= soon,
    )
