"""The content folder → one row a document for the list: title, type, status, and when it wants to be looked at again.

Files are listed as they lie there, also while something in them is wrong: that is when one needs the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.admin.contents import Contents, parts_of
from webapp.admin.tables import Draft
from webapp.admin.yaml_text import Tree
from webapp.rules.schema import TYPES

NEAR = timedelta(days=30)


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

    @classmethod
    def of_draft(cls, draft: Draft) -> Listed:
        """A document that is not there yet."""
        type_, id_ = parts_of(draft.name)
        return cls(draft.name, type_, id_, draft.title, f"{id_} {draft.title}".lower())

    def matches(self, words: str, type_: str) -> bool:
        """Every word somewhere in id, title or other names."""
        return (not type_ or type_ == self.type) and all(word in self.words for word in words.lower().split())


def listed(contents: Contents, today: date) -> list[Listed]:
    """All documents, in the order of the types and then of the ids."""
    rows = [_row(name, header, today) for name, header in contents.headers().items()]
    order = {type_: at for at, type_ in enumerate(TYPES)}
    return sorted(rows, key=lambda row: (order[row.type], row.id))


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
