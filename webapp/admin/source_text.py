"""A file's text + changed values → the same text with only those lines changed. Pure.

Order, comments and everything that was not touched stay as they are, byte by byte, so that those who work with git see
a difference of the lines that really changed.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from typing import Any

from webapp.admin.yaml_text import Tree, entry
from webapp.compiler.front_matter import FrontMatter, Mapping, Scalar, Value
from webapp.compiler.loader import parse
from webapp.compiler.problems import Report
from webapp.rules.schema import DocumentType

TYPED = ("bool", "int", "date", "partial_date")
FENCE = "---"


@dataclass(frozen=True)
class Source:
    """A file that has a header which can be read."""

    text: str
    front: FrontMatter

    @property
    def values(self) -> dict[str, Tree]:
        """The header as texts."""
        return header_of(self.front)

    @property
    def body(self) -> str:
        """What stands below the header, as it is, with `\\n` as line end."""
        return self.front.body


def read_source(text: str) -> Source | None:
    """None when the header cannot be read; then only the whole text can be edited."""
    front = parse(text.encode("utf-8", "surrogatepass"), Report("x"))
    return Source(text.removeprefix("\ufeff").replace("\r\n", "\n"), front) if front else None


def header_of(front: FrontMatter) -> dict[str, Tree]:
    """A header as texts."""
    return {name: tree_of(value) for name, value in front.header.entries.items()}


def tree_of(value: Value) -> Tree:
    """Without places."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {name: tree_of(each) for name, each in value.entries.items()}
    return [tree_of(item) for item in value.items]


def new_text(kind: DocumentType, values: AbstractMapping[str, Tree], body: str) -> str:
    """A file that did not exist: fields in the order of the schema."""
    lines = [
        line for field in kind.fields if field.name in values for line in _entry(kind, field.name, values)
    ]
    return "\n".join([FENCE, *lines, FENCE, body.strip("\n"), ""])


def changed(source: Source, kind: DocumentType, values: AbstractMapping[str, Tree], body: str) -> str:
    """The text with these values. A key that is not in `values` goes; a new one stands where the schema has it."""
    lines = source.text.split("\n")
    end = source.front.body_line - 2  # the second fence, counted from 0
    blocks = _blocks(lines[1:end], source.front.header)
    before = source.values
    kept = [
        _replaced(name, block, kind, values) if name and values[name] != before[name] else block
        for name, block in blocks
        if not name or name in values
    ]
    names = [name for name, _ in blocks if not name or name in values]
    for name in values:
        if name not in before:
            at = _place_for(name, names, kind)
            names.insert(at, name)
            kept.insert(at, _entry(kind, name, values))
    header = [line for block in kept for line in block]
    text_body = source.body if body.strip("\n") == source.body.strip("\n") else body.strip("\n") + "\n"
    return "\n".join([FENCE, *header, FENCE, text_body])


def _blocks(lines: list[str], header: Mapping) -> list[tuple[str, list[str]]]:
    """The header cut before each key; comments above a key belong to it, what stands before the first has no name."""
    starts = sorted((place.line - 2, name) for name, place in header.keys.items())
    cuts = []
    for start, name in starts:
        while start > 0 and lines[start - 1].startswith("#"):
            start -= 1
        cuts.append((start, name))
    ends = [start for start, _ in cuts[1:]] + [len(lines)]
    blocks = [(name, lines[start:end]) for (start, name), end in zip(cuts, ends, strict=True)]
    head = lines[: cuts[0][0]] if cuts else lines
    return [("", head), *blocks] if head else blocks


def _replaced(
    name: str, block: list[str], kind: DocumentType, values: AbstractMapping[str, Tree]
) -> list[str]:
    """New lines for a key, below the comments that stood above it; a comment behind a single line stays behind it."""
    above = [line for line in block if line.startswith("#")]
    above = above[: next((at for at, line in enumerate(block) if not line.startswith("#")), 0)]
    own = block[len(above) :]
    fresh = _entry(kind, name, values, flat=own[0].removeprefix(f"{name}:").lstrip().startswith("["))
    used = len(own) - next((at for at, line in enumerate(reversed(own)) if line.strip()), 0)
    if used == 1 and len(fresh) == 1 and (mark := own[0].rfind(" #")) > 0 and _is_comment(own[0], mark):
        fresh = [fresh[0] + own[0][len(own[0][:mark].rstrip()) :]]
    return [*above, *fresh, *own[used:]]


def _is_comment(line: str, mark: int) -> bool:
    """A `#` after a space is a comment unless quotation marks are open there."""
    before = line[:mark]
    return before.count('"') % 2 == 0 and before.count("'") % 2 == 0


def _place_for(name: str, names: list[str], kind: DocumentType) -> int:
    """Behind the last key that stands before it in the schema."""
    order = {field.name: at for at, field in enumerate(kind.fields)}
    here = order.get(name, len(order))
    before = [at for at, each in enumerate(names) if each and order.get(each, len(order)) < here]
    return before[-1] + 1 if before else len(names)


def _entry(
    kind: DocumentType, name: str, values: AbstractMapping[str, Any], flat: bool | None = None
) -> list[str]:
    field = kind.field(name)
    return entry(name, values[name], typed=bool(field and field.kind in TYPED), flat=flat)
