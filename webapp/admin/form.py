"""A document type of the schema → inputs to fill in; what was filled in → values for the file. Pure.

The form and `./run check` read the same table, so they can never ask for different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from webapp.admin.yaml_text import Tree
from webapp.compiler.problems import Problem
from webapp.rules.schema import DocumentType, Field

# Rows for more, so that a list can grow without any script.
SPARE = 2
MOST_ROWS = 80
FIXED = ("id", "type")
# Seldom used: folded away while empty.
RARE = (
    "pinyin_override",
    "redirects",
    "editor_note",
    "date_note",
    "caution",
    "amount",
    "counted",
    "scope_verified",
)


class Posted(Protocol):
    """What came with a form."""

    def get(self, key: str, /) -> str | None:
        """The first value that was sent under this name, or None."""

    def getlist(self, key: str, /) -> list[str]:
        """All values under this name, in the order of the page; none for a list that nobody touched."""


@dataclass(frozen=True)
class Input:
    """One field of a form with what stands in it and what is wrong with it. `rows` are those of a group."""

    name: str
    field: Field
    values: tuple[str, ...] = ()
    rows: tuple[tuple[Input, ...], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def value(self) -> str:
        """The text of a field that has only one, "" where nothing is written."""
        return self.values[0] if self.values else ""

    @property
    def text(self) -> str:
        """A list as lines."""
        return "\n".join(self.values)

    @property
    def unwritten(self) -> bool:
        """Nothing is wrong but that nobody has come to it yet: a form says so without alarm."""
        return bool(self.problems) and all(problem.code == "missing-field" for problem in self.problems)

    @property
    def rare(self) -> bool:
        """Whether the form folds it away: seldom used, empty and not complained of."""
        return self.field.name in RARE and not self.values and not self.problems

    @property
    def widget(self) -> str:
        """Which control asks for it."""
        field = self.field
        if field.kind == "group":
            return "group"
        if field.kind == "choice":
            return "ticks" if field.many else "choice"
        if field.kind == "ref":
            return "refs" if field.many else "ref"
        if field.many or field.kind == "map":
            return "lines"
        return {"bool": "bool", "text": "text", "date": "date"}.get(field.kind, "line")


def inputs(kind: DocumentType, values: Mapping[str, Tree], problems: Iterable[Problem] = ()) -> list[Input]:
    """The form of a document."""
    found = [_input(field, values.get(field.name), "f") for field in kind.fields if field.name not in FIXED]
    return [_with_problems(each, list(problems)) for each in found]


def _input(field: Field, value: Tree, prefix: str) -> Input:
    name = f"{prefix}.{field.name}"
    if field.kind == "group":
        items = [item for item in _list(value) if isinstance(item, Mapping)]
        rows = tuple(
            tuple(_input(each, item.get(each.name), f"{name}.{at}") for each in field.fields)
            for at, item in enumerate([*items, {}])
        )
        return Input(name, field, rows=rows)
    if isinstance(value, Mapping):
        return Input(name, field, tuple(f"{word}: {each}" for word, each in value.items()))
    if _listed(value):
        return Input(name, field, tuple("" if item is None else str(item) for item in _list(value)))
    return Input(name, field, () if value is None else (str(value),))


def _listed(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _list(value: Any) -> Sequence[Any]:
    return value if _listed(value) else ()


def _with_problems(each: Input, problems: list[Problem]) -> Input:
    own = each.name.removeprefix("f.")
    mine = tuple(problem for problem in problems if re.split(r"[.\[]", problem.field)[0] == own)
    return replace(each, problems=mine)


def unplaced(kind: DocumentType, problems: Iterable[Problem]) -> list[Problem]:
    """Problems that belong to no input: of the body, or of the file as a whole."""
    names = {field.name for field in kind.fields} - set(FIXED)
    return [problem for problem in problems if re.split(r"[.\[]", problem.field)[0] not in names]


def values_of(kind: DocumentType, posted: Posted, before: Mapping[str, Tree]) -> dict[str, Tree]:
    """What the file's header should say. Keys keep the order that they had; what is not known stays as it was."""
    known = {field.name: field for field in kind.fields if field.name not in FIXED}
    fresh: dict[str, Tree] = {}
    for name, field in known.items():
        present, value = _posted(field, posted, "f", asked=before.get(name), there=name in before)
        if present:
            fresh[name] = value
    kept = {name: value for name, value in before.items() if name not in known}
    names = [*(name for name in before if name in fresh or name in kept), *fresh]
    return {name: kept[name] if name in kept else fresh[name] for name in dict.fromkeys(names)}


def _posted(
    field: Field, posted: Posted, prefix: str, *, asked: Tree = None, there: bool = False
) -> tuple[bool, Tree]:
    """Whether the key is to be there, and its value."""
    name = f"{prefix}.{field.name}"
    if field.kind == "group":
        rows = [row for at in range(MOST_ROWS) if (row := _row(field, posted, f"{name}.{at}"))]
        return bool(rows) or (there and _listed(asked)), rows
    if field.many:
        items = _items(field, posted, name)
        return bool(items) or (there and _listed(asked)), items
    text = _clean(posted.get(name) or "", lines=field.kind in ("text", "map"))
    if field.kind == "map":
        return bool(text), dict(_pair(line) for line in text.split("\n") if line.strip())
    if text:
        return True, text
    unknown = (field.nullable and field.required) or (there and asked is None)
    return unknown, None


def _row(field: Field, posted: Posted, prefix: str) -> dict[str, Tree]:
    found = ((each.name, _posted(each, posted, prefix)) for each in field.fields)
    return {name: value for name, (present, value) in found if present and value is not None}


def _items(field: Field, posted: Posted, name: str) -> list[str]:
    given = posted.getlist(name)
    if field.kind not in ("choice", "ref"):
        given = [line for text in given for line in _clean(text, lines=True).split("\n")]
    cleaned = [_clean(item) for item in given]
    return [item for item in cleaned if item]


def _pair(line: str) -> tuple[str, str]:
    word, _, reading = line.replace("：", ":", 1).partition(":")
    return word.strip(), reading.strip()


def _clean(text: str, *, lines: bool = False) -> str:
    """Browsers send line ends as Windows does; elsewhere a line end is a slip of the paste."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if lines else " ".join(text.split("\n")).strip()
