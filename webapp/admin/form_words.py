"""A file's text → the same text with its header in the words of the forms, for reading. Pure.

Only what the schema has words for is replaced, in its place, so that a difference stays a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from webapp.admin.source_text import read_source
from webapp.compiler.front_matter import Mapping, Scalar, Sequence, Value
from webapp.rules.schema import DocumentType, Field

Said = Callable[[Field, str], str | None]
"""The words for a value of a field; None where there are none."""


@dataclass(frozen=True)
class _Word:
    """At this line and column stands `raw`, which people call `said`."""

    line: int
    column: int
    raw: str
    said: str


def in_form_words(text: str, kind: DocumentType, label: Callable[[str], str], said: Said) -> str:
    """Keys as the forms label them, values as the forms offer them."""
    source = read_source(text)
    if source is None:
        return text
    lines = text.split("\n")
    found = _words(source.front.header, kind.fields, label, said)
    for word in sorted(found, key=lambda each: (each.line, each.column), reverse=True):
        line = lines[word.line - 1]
        before, after = line[: word.column - 1], line[word.column - 1 :]
        if after.startswith(word.raw):
            lines[word.line - 1] = (before + word.said + after[len(word.raw) :]).rstrip()
    return "\n".join(lines)


def _words(
    header: Mapping, fields: Iterable[Field], label: Callable[[str], str], said: Said
) -> Iterator[_Word]:
    for field in fields:
        if field.name not in header.entries:
            continue
        key, value = header.keys[field.name], header.entries[field.name]
        for end in (": ", ":"):
            yield _Word(key.line, key.column, field.name + end, f"{label(field.label)}：")
        for each in _single(value):
            if isinstance(each, Mapping):
                yield from _words(each, field.fields, label, said)
            elif each.text and (words := said(field, each.text)):
                for raw in (each.text, f'"{each.text}"', f"'{each.text}'"):
                    yield _Word(each.place.line, each.place.column, raw, words)


def _single(value: Value) -> Iterator[Scalar | Mapping]:
    if isinstance(value, Sequence):
        for item in value.items:
            yield from _single(item)
    else:
        yield value
