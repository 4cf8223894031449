"""Turns the header of a Markdown file into a tree of texts, each with its line and column.

Scalars stay text: `no`, `010` and `1:30` mean what the author typed until the schema asks for something
else. The only importer of PyYAML, and of that only `compose`: nothing in a header can make an object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from .characters import bad_characters
from .problems import Place, Report

MAX_HEADER = 64 * 1024
MAX_DEPTH = 8
_NULLS = ("", "~", "null")


@dataclass(frozen=True)
class Scalar:
    """Text as typed; None for an unquoted null."""

    text: str | None
    place: Place


@dataclass(frozen=True)
class Sequence:
    """A list, block or flow, and where it begins."""

    items: list[Value]
    place: Place


@dataclass(frozen=True)
class Mapping:
    """A map: `entries` in the order of the file, `keys` says where each key stands. No key twice."""

    entries: dict[str, Value]
    keys: dict[str, Place]
    place: Place


Value: TypeAlias = "Scalar | Sequence | Mapping"


@dataclass(frozen=True)
class FrontMatter:
    """The header, and the body with the number of its first line."""

    header: Mapping
    body: str
    body_line: int


def split(report: Report) -> FrontMatter | None:
    """None when there is no usable header; why is in the report."""
    if report.lines[:1] != ["---"]:
        report.add("no-front-matter")
        return None
    try:
        end = report.lines.index("---", 1)
    except ValueError:
        report.add("unclosed-front-matter")
        return None
    header = _parse(report.lines[1:end], report)
    return FrontMatter(header, "\n".join(report.lines[end + 1 :]), end + 2) if header else None


def _parse(lines: list[str], report: Report) -> Mapping | None:
    text = "\n".join(lines) + "\n"
    size = len(text.encode())
    if size > MAX_HEADER:
        report.add("header-too-large", Place(2, 1), size=size, limit=MAX_HEADER)
        return None
    if "\t" in text:
        for number, line in enumerate(lines, 2):
            if "\t" in line:
                report.add("tab", Place(number, line.index("\t") + 1))
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _Refused as error:
        report.add(error.code, _place(error.problem_mark))
    except yaml.MarkedYAMLError as error:
        _explain(error, lines, report)
    else:
        value = _value(node, report, "") if node else None
        if isinstance(value, Mapping):
            return value
        report.add("not-a-mapping", Place(2, 1))
    return None


# What PyYAML says → what that means to an author. Marks that point at the end of the header help nobody,
# so for those the start of the broken value is shown.
_REASONS = (
    ("mapping values are not allowed", "这里不能再有冒号"),
    ("could not find expected ':'", "缺少冒号"),
    ("unexpected end of stream", "引号没有结束"),
    ("expected ',' or", "括号没有结束，或缺少逗号"),
    ("expected <block end>", "缩进或写法与上面各行不一致"),
    ("cannot start any token", "值不能以这个字符开头"),
    ("unknown escape character", "双引号里的反斜线写法有误"),
)


def _explain(error: yaml.MarkedYAMLError, lines: list[str], report: Report) -> None:
    # The slip of every Chinese keyboard; PyYAML would complain of the line below.
    for number, line in enumerate(lines, 2):
        if match := re.match(r"[a-z_]+ *：", line):
            report.add("full-width-colon", Place(number, match.end()))
            return
    problem = error.problem or ""
    unclosed = "end of stream" in problem or "expected ',' or" in problem
    place = _place(error.context_mark if unclosed else error.problem_mark)
    if "another document" in problem or "<document start>" in problem:
        report.add("multiple-documents", place)
        return
    reason_zh = next((zh for part, zh in _REASONS if part in problem), problem)
    report.add("yaml", place, reason_zh=reason_zh, reason=problem)


class _Refused(yaml.MarkedYAMLError):
    """Valid YAML that we do not take."""

    def __init__(self, code: str, mark: Any) -> None:
        super().__init__(problem=code, problem_mark=mark)
        self.code = code


class _Loader(yaml.SafeLoader):
    """A composer that refuses what makes YAML surprising, before it costs anything."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or getattr(event, "tag", None):
            raise _Refused("yaml-anchor", event.start_mark)
        if self.depth == MAX_DEPTH:
            raise _Refused("too-deep", event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _place(mark: Any) -> Place:
    """The header starts on line 2 of the file; marks count from 0."""
    return Place(mark.line + 2, mark.column + 1) if mark else Place(2, 1)


def _value(node: yaml.Node, report: Report, path: str) -> Value:
    place = _place(node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        for _, code, name in bad_characters(node.value):  # "\\u200b" in double quotes
            report.add(code, place, path, name=name)
        null = node.style is None and node.value.lower() in _NULLS
        return Scalar(None if null else node.value.strip(), place)
    if isinstance(node, yaml.SequenceNode):
        return Sequence([_value(item, report, path) for item in node.value], place)
    return _mapping(node, report, path)


def _mapping(node: yaml.Node, report: Report, path: str) -> Mapping:
    mapping = Mapping({}, {}, _place(node.start_mark))
    for key, value in node.value:
        name, place = str(key.value) if isinstance(key, yaml.ScalarNode) else "?", _place(key.start_mark)
        name_path = f"{path}.{name}" if path else name
        if name in mapping.entries:
            report.add("duplicate-key", place, name_path, first=mapping.keys[name].line)
            continue
        mapping.keys[name] = place
        mapping.entries[name] = _value(value, report, name_path)
    return mapping
