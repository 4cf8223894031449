"""Turns the schema of front matter into a JSON Schema, so that editors complete and check while one types.

It sees one file at a time, so it knows less than the compiler: not whether a reference leads anywhere.
"""

from __future__ import annotations

from typing import Any

from webapp.rules.ids import MAX_LENGTH, PATTERN
from webapp.rules.schema import TYPES, DocumentType, Field

_PARTIAL_DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_FULL_DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
# An editor reads `version: 2015` as a number; the compiler reads text.
_TEXT = ["string", "number"]


def json_schema() -> dict[str, Any]:
    """One schema with a branch for each document type, chosen by `type`."""
    branches = [
        {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": _object(kind.fields, kind)}
        for name, kind in TYPES.items()
    ]  # fmt: skip
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "红线随身查：内容文件头",
        "type": "object",
        "required": ["id", "type"],
        "properties": {"type": {"enum": list(TYPES)}},
        "allOf": branches,
    }


def _object(fields: tuple[Field, ...], kind: DocumentType | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        **({"title": kind.label} if kind else {}),
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    value = _value(field)
    if field.many:
        value = {"type": "array", "items": value}
        if field.kind != "group":
            value["uniqueItems"] = True
        if field.required:
            value["minItems"] = 1
    may_be_null = field.nullable or not field.required
    described = {"anyOf": [value, {"type": "null"}]} if may_be_null else value
    text = f"{field.label}：{field.note}" if field.note else field.label
    return {**described, "description": text}


def _value(field: Field) -> dict[str, Any]:
    if field.kind == "group":
        return _object(field.fields)
    if field.kind == "choice":
        return {"enum": list(field.choices)} if field.choices else {"type": "string"}
    return dict(_VALUES[field.kind], **({"maxLength": field.max_length} if field.max_length else {}))


_VALUES: dict[str, dict[str, Any]] = {
    "line": {"type": _TEXT, "minLength": 1, "pattern": r"^[^\n]*$"},
    "text": {"type": _TEXT, "minLength": 1},
    "id": {"type": "string", "pattern": f"^{PATTERN}$", "maxLength": MAX_LENGTH},
    "ref": {"type": "string", "pattern": f"^{PATTERN}$", "maxLength": MAX_LENGTH},
    "bool": {"type": "boolean"},
    "int": {"type": "integer", "minimum": 0},
    "date": {"type": "string", "pattern": _FULL_DATE},
    "partial_date": {"type": _TEXT, "pattern": _PARTIAL_DATE},
    "url": {"type": "string", "pattern": "^https?://"},
    "map": {"type": "object", "additionalProperties": {"type": "string", "pattern": "^[a-z]+( [a-z]+)*$"}},
}
