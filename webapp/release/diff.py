"""Two sets of documents → what was added, removed and changed, field by field. Pure.

Shown before publishing, after an update, and to whoever approves a release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from webapp.rules.model import Document

SHORTEST = 40  # characters of a value on each side of a change


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; None where it is absent."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """What happened to one document."""

    id: str
    title: str
    kind: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As `release diff --json` prints it; `before` and `after` are values of documents, null where absent."""
        fields = [{"name": each.name, "before": each.before, "after": each.after} for each in self.fields]
        return {"id": self.id, "title": self.title, "kind": self.kind, "fields": fields}


def changes(before: Mapping[str, Document], after: Mapping[str, Document]) -> list[Change]:
    """Every document that differs, by id."""
    return [_change(id_, before.get(id_), after.get(id_)) for id_ in _differing(before, after)]


def lines(found: list[Change]) -> Iterator[str]:
    """The changes for people: one line a document, one below it for every field."""
    for change in found:
        yield f"{SIGNS[change.kind]} {change.id}  {change.title}"
        for each in change.fields:
            yield f"    {each.name}: {_short(each.before, each.after)} → {_short(each.after, each.before)}"


SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def _differing(before: Mapping[str, Document], after: Mapping[str, Document]) -> list[str]:
    return sorted(id_ for id_ in {*before, *after} if before.get(id_) != after.get(id_))


def _change(id_: str, before: Document | None, after: Document | None) -> Change:
    if before is None or after is None:
        there = after or before or {}
        return Change(id_, there.get("title", id_), "added" if after else "removed")
    old: Mapping[str, Any] = before
    new: Mapping[str, Any] = after
    names = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    fields = tuple(FieldChange(name, old.get(name), new.get(name)) for name in names)
    return Change(id_, after["title"], "changed", fields)


def _short(value: Any, other: Any) -> str:
    """The part of a value that differs from the other one, with a little around it."""
    text, beside = _text(value), _text(other)
    shorter = min(len(text), len(beside))
    start = next((at for at, (a, b) in enumerate(zip(text, beside, strict=False)) if a != b), shorter)
    start = max(0, start - SHORTEST // 4) if len(text) > SHORTEST else 0
    cut = text[start : start + SHORTEST]
    return f"{'…' if start else ''}{cut}{'…' if start + SHORTEST < len(text) else ''}"


def _text(value: Any) -> str:
    """All the words of a value, without the braces around them."""
    if isinstance(value, dict):
        return " ".join(_text(each) for name, each in value.items() if name not in ("k", "m"))
    if isinstance(value, list):
        return " ".join(map(_text, value))
    return "—" if value is None else str(value)
