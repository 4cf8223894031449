"""Headers are texts with places: what YAML would make of them does not matter, what the schema asks for does."""

from __future__ import annotations

import pytest

from webapp.compiler.fields import read_fields
from webapp.compiler.front_matter import Mapping, Scalar
from webapp.compiler.loader import parse
from webapp.compiler.problems import Report
from webapp.rules.schema import DocumentType, Field

FIELDS = (
    Field("title", "line", "标题"),
    Field("flag", "bool", "是否"),
    Field("count", "int", "条数", nullable=True),
    Field("day", "date", "日期"),
    Field("month", "partial_date", "年月"),
    Field("names", "line", "又称", many=True),
    Field("long", "text", "长文"),
)


def header(text: str) -> tuple[Mapping, Report]:
    report = Report("x.md")
    front = parse(f"---\n{text}\n---\n".encode(), report)
    assert front, report.problems
    return front.header, report


def read(text: str) -> tuple[dict[str, object], list[str]]:
    values, report = header(text)
    fields = read_fields(values, DocumentType("x", "某", FIELDS), report)
    return fields, [
        f"{problem.line}:{problem.column} {problem.code} {problem.field}" for problem in report.problems
    ]


def test_every_value_knows_its_place() -> None:
    values, _ = header("title: 红包  # 注\nnames:\n  - 甲\n  - {a: 乙}")
    assert values.entries["title"] == Scalar("红包", values.entries["title"].place)
    assert values.entries["title"].place == (2, 8)
    assert values.keys["names"] == (3, 1)
    names = values.entries["names"]
    assert [item.place for item in getattr(names, "items")] == [(4, 5), (5, 5)]  # noqa: B009


@pytest.mark.parametrize("text", ["no", "010", "1:30", "2017-06-12", "1e3", "true", "0x10", "12_000", ".5"])
def test_what_yaml_would_convert_stays_text(text: str) -> None:
    assert read(f"title: {text}") == ({"title": text}, [])


@pytest.mark.parametrize("text", ["no", "yes", "True", "on", "1", "是"])
def test_only_true_and_false_are_flags(text: str) -> None:
    assert read(f"flag: {text}") == ({}, ["2:7 bad-bool flag"])


@pytest.mark.parametrize("text", ["010", "1:30", "1_000", "-1", "1.5", "十", "１０", "9999999999"])
def test_only_plain_numbers_are_numbers(text: str) -> None:
    assert read(f"count: {text}") == ({}, ["2:8 bad-int count"])


@pytest.mark.parametrize("text", ["null", "~", "", "Null"])
def test_null_is_no_value_and_quoted_it_is_text(text: str) -> None:
    assert read(f"count: {text}") == ({}, [])
    if text:
        assert read(f"title: '{text}'") == ({"title": text}, [])


@pytest.mark.parametrize("text", ["2015", "2015-03", "2015-03-01", "2024-02-29"])
def test_partial_dates(text: str) -> None:
    assert read(f"month: {text}") == ({"month": text}, [])


@pytest.mark.parametrize(
    "text",
    ["2015-13", "2015-00", "2015-3", "2015-02-29", "2015-03-00", "15-03", "1850", "2015.03", "2015-03-01T00"],
)
def test_what_is_no_date(text: str) -> None:
    assert read(f"month: {text}") == ({}, ["2:8 bad-date month"])


def test_a_whole_date_is_asked_for_by_name() -> None:
    _, report = header("day: 2015-03")
    read_fields(header("day: 2015-03")[0], DocumentType("x", "某", FIELDS), report)
    assert report.problems[0].hint_zh == "请写到日；只知道年月的字段才可以不写。"


def test_long_text_keeps_its_lines_and_a_line_is_one_line() -> None:
    assert read("long: |\n  甲\n  乙")[0] == {"long": "甲\n乙"}
    assert read("title: >\n  甲\n  乙")[0] == {"title": "甲 乙"}
    assert read("title: |\n  甲\n  乙")[1] == ["2:8 multi-line title"]


def test_all_problems_of_a_header_are_found() -> None:
    assert read("flag: 是\ntitel: 甲\ncount: 一\nnames: [甲, 甲]")[1] == [
        "2:7 bad-bool flag",
        "3:1 unknown-field titel",
        "4:8 bad-int count",
        "5:12 duplicate-item names[1]",
    ]
