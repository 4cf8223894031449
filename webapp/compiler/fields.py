"""Turns the texts of a header into typed fields, as the schema of the document's type says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from webapp.rules.ids import is_id
from webapp.rules.schema import DocumentType, Field

from .front_matter import Mapping, Scalar, Sequence, Value
from .problems import Place, Report, nearest

_FULL_DATE = "2015-03-01"
_PARTIAL_DATE = "2015、2015-03 / 2015-03-01"
_KIND_NAMES = {
    "group": ("一组字段", "a group of fields"), "map": ("“词: 拼音”对照", "a map"),
}  # fmt: skip


def read_fields(header: Mapping, kind: DocumentType, report: Report) -> dict[str, Any]:
    """Every field that is right; every problem of the others goes to the report."""
    return _group(header, kind.fields, kind.name, report, "")


def _group(
    header: Mapping, fields: tuple[Field, ...], owner: str, report: Report, path: str
) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    values: dict[str, Any] = {}
    for name, entry in header.entries.items():
        if name not in known:
            near_zh, near_en = nearest(name, known)
            report.add(
                "unknown-field", header.keys[name], path + name, type=owner, near_zh=near_zh, near_en=near_en
            )
            continue
        values[name] = _field(entry, known[name], report, path + name)
    for field in fields:
        if field.required and field.name not in header.entries:
            note = f"（{field.note}）" if field.note else ""
            report.add("missing-field", header.place, path + field.name, label=field.label, note=note)
    return {name: value for name, value in values.items() if value is not None}


def _field(entry: Value, field: Field, report: Report, path: str) -> Any:
    if isinstance(entry, Scalar) and entry.text is None:
        if field.required and not field.nullable:
            report.add("empty-value", entry.place, path, label=field.label)
        return None
    if not field.many:
        return _single(entry, field, report, path)
    if not isinstance(entry, Sequence):
        return _wrong_type(entry, ("一个列表", "a list"), f"{field.name}: [甲, 乙]", report, path)
    if field.required and not entry.items and field.name != "answer_basis":  # a check says it better
        report.add("empty-value", entry.place, path, label=field.label)
    return _items(entry, field, report, path)


def _items(entry: Sequence, field: Field, report: Report, path: str) -> list[Any]:
    values: list[Any] = []
    for index, item in enumerate(entry.items):
        item_path = f"{path}[{index}]"
        value = _single(item, field, report, item_path)
        if value is not None and field.kind != "group" and value in values:
            report.add("duplicate-item", item.place, item_path, got=value)
        # A bad item keeps its place in the list, so that later checks count as the author does.
        values.append(value)
    return values


def _single(entry: Value, field: Field, report: Report, path: str) -> Any:
    if field.kind == "group":
        if isinstance(entry, Mapping):
            return _group(entry, field.fields, field.name, report, path + ".")
        return _wrong_type(entry, _KIND_NAMES["group"], "- {id: …, level: …}", report, path)
    if field.kind == "map":
        if isinstance(entry, Mapping):
            return _pinyin(entry, report, path)
        return _wrong_type(entry, _KIND_NAMES["map"], "行为: xingwei", report, path)
    if not isinstance(entry, Scalar):
        return _wrong_type(entry, ("一个值", "a single value"), f"{field.name}: …", report, path)
    if not entry.text:
        report.add("empty-value", entry.place, path, label=field.label)
        return None
    return _CONVERTERS[field.kind](entry.text, field, entry.place, path, report)


def _wrong_type(entry: Value, expected: tuple[str, str], example: str, report: Report, path: str) -> None:
    got = {
        Scalar: ("一个值", "a single value"),
        Sequence: ("一个列表", "a list"),
        Mapping: ("一组字段", "a map"),
    }
    got_zh, got_en = got[type(entry)]
    texts = {"expected_zh": expected[0], "expected_en": expected[1], "got_zh": got_zh, "got_en": got_en}
    report.add("wrong-type", entry.place, path, example=example, **texts)


def _pinyin(entry: Mapping, report: Report, path: str) -> dict[str, str]:
    readings: dict[str, str] = {}
    for word, value in entry.entries.items():
        text = value.text or "" if isinstance(value, Scalar) else ""
        if not re.fullmatch("[a-z]+(?: [a-z]+)*", text):
            report.add("bad-pinyin", value.place, f"{path}.{word}", got=text)
        readings[word] = text
    return readings


def _line(text: str, field: Field, place: Place, path: str, report: Report) -> str:
    if "\n" in text:
        report.add("multi-line", place, path)
    return _text(text, field, place, path, report)


def _text(text: str, field: Field, place: Place, path: str, report: Report) -> str:
    if field.max_length and len(text) > field.max_length:
        report.add("too-long", place, path, got=len(text), limit=field.max_length)
    return text


def _id(text: str, field: Field, place: Place, path: str, report: Report) -> str:
    if not is_id(text):
        report.add("bad-id", place, path, got=text)
    return text


def _reference(text: str, field: Field, place: Place, path: str, report: Report) -> str:
    return text  # whether it leads anywhere is known when all files are read


def _bool(text: str, field: Field, place: Place, path: str, report: Report) -> bool | None:
    if text not in ("true", "false"):
        report.add("bad-bool", place, path, got=text)
        return None
    return text == "true"


def _int(text: str, field: Field, place: Place, path: str, report: Report) -> int | None:
    if not re.fullmatch("0|[1-9][0-9]{0,8}", text):
        report.add("bad-int", place, path, got=text)
        return None
    return int(text)


def _date(text: str, field: Field, place: Place, path: str, report: Report) -> str | None:
    partial = field.kind == "partial_date"
    expected = _PARTIAL_DATE if partial else _FULL_DATE
    reason = _what_is_wrong(text, partial)
    if reason is None:
        return text
    report.add("bad-date", place, path, got=text, expected=expected, reason_zh=reason[0], reason_en=reason[1])
    return None


def _what_is_wrong(text: str, partial: bool) -> tuple[str, str] | None:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not match:
        return "年四位、月日各两位，用连字符。", "Four digits, two and two, joined by hyphens."
    year, month, day = (int(part) if part else None for part in match.groups())
    if not partial and day is None:
        return "请写到日；只知道年月的字段才可以不写。", "Give the day as well."
    if not 1900 <= (year or 0) < 2200:
        return "年份应在 1900 到 2199 之间。", "The year must be between 1900 and 2199."
    if month is not None and not 1 <= month <= 12:
        return f"没有 {month} 月。", f"There is no month {month}."
    try:
        date(year or 0, month or 1, 1 if day is None else day)
    except ValueError:
        return f"{year} 年 {month} 月没有 {day} 日。", f"There is no day {day} in {year}-{month}."
    return None


def _url(text: str, field: Field, place: Place, path: str, report: Report) -> str:
    if not re.fullmatch(r"https?://[^\s/\"<>]+\.[^\s\"<>]+", text):
        report.add("bad-url", place, path, got=text)
    return text


def _choice(text: str, field: Field, place: Place, path: str, report: Report) -> str | None:
    if field.choices and text not in field.choices:
        near_zh, near_en = nearest(text, field.choices)
        expected = "、".join(field.choices)
        report.add("not-a-choice", place, path, got=text, expected=expected, near_zh=near_zh, near_en=near_en)
        return None
    return text


_CONVERTERS: dict[str, Callable[[str, Field, Place, str, Report], Any]] = {
    "line": _line,
    "text": _text,
    "id": _id,
    "ref": _reference,
    "bool": _bool,
    "int": _int,
    "date": _date,
    "partial_date": _date,
    "url": _url,
    "choice": _choice,
}
