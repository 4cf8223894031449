"""Markdown becomes blocks of text with marks: Chinese bold works, ordinary Markdown stays, nothing is dropped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from webapp.compiler.articles import texts
from webapp.compiler.markdown import _PARSER, MAX_PARAGRAPH, parse_body
from webapp.compiler.problems import Report


def blocks(text: str, link: Any = lambda *_: None) -> list[Any]:
    report = Report("x.md", text.split("\n"))
    placed = parse_body(text, 1, report, link)
    assert not report.problems, report.problems
    return [block for _, block in placed]


def paragraph(text: str) -> tuple[str, list[Any]]:
    (block,) = blocks(text)
    return block["t"], block.get("m", [])


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("**注意：**不得转发", "注意：不得转发", [[0, 3, "b"]]),
        ("不得**（一）公款吃喝**。", "不得（一）公款吃喝。", [[2, 9, "b"]]),
        ("**“红线”**不可碰", "“红线”不可碰", [[0, 4, "b"]]),
        ("这是**《条例》**规定", "这是《条例》规定", [[2, 6, "b"]]),
        ("见**第3条、**应当", "见第3条、应当", [[1, 5, "b"]]),
        ("~~废止：~~现行", "废止：现行", [[0, 3, "s"]]),
        ("这是“**红线**”", "这是“红线”", [[3, 5, "b"]]),
        ("达到**2.5%**以上", "达到2.5%以上", [[2, 6, "b"]]),
        ("**甲。**乙**丙。**丁", "甲。乙丙。丁", [[0, 2, "b"], [3, 5, "b"]]),
        ("*甲：*乙", "甲：乙", [[0, 2, "i"]]),
        ("***甲。***乙", "甲。乙", [[0, 2, "b"], [0, 2, "i"]]),
        ("**甲*乙：*丙**丁", "甲乙：丙丁", [[0, 4, "b"], [1, 3, "i"]]),
        ("姓名____年龄____", "姓名____年龄____", []),
        ("每天10~20条，约~5个", "每天10~20条，约~5个", []),
        ("3 * 4 * 5", "3 * 4 * 5", []),
        ("a*b*c snake_case_name", "abc snake_case_name", [[1, 2, "i"]]),
        (r"\*不是强调\*", "*不是强调*", []),
        ("**没有结束", "**没有结束", []),
        ("😀**红包：**不收", "😀红包：不收", [[2, 5, "b"]]),
    ],
)
def test_emphasis(source: str, text: str, marks: list[Any]) -> None:
    assert paragraph(source) == (text, marks)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("不得\n转发", "不得转发"),
        ("不得。\n“转发”", "不得。“转发”"),
        ("“不得”\n转发", "“不得”转发"),
        ("不得\n　　转发", "不得转发"),
        ("WeChat\ngroup", "WeChat group"),
        ("用\nWeChat", "用 WeChat"),
        ("第一行  \n第二行", "第一行\n第二行"),
    ],
)
def test_a_line_break_between_chinese_characters_leaves_no_space(source: str, text: str) -> None:
    assert paragraph(source)[0] == text


def test_a_mark_after_a_line_break_starts_behind_the_space() -> None:
    assert paragraph("see\n**this**") == ("see this", [[4, 8, "b"]])


def text_of(text: str) -> dict[str, str]:
    return {"k": "p", "t": text}


def test_blocks() -> None:
    source = "## 题\n\n- 甲\n- 乙\n\n  丙\n\n3. 子\n4. 丑\n\n> 引\n\n---\n\n|头|二|\n|-|-|\n|**一**|2|\n"
    assert blocks(source) == [
        {"k": "h", "l": 2, "t": "题"},
        {"k": "ul", "c": [[text_of("甲")], [text_of("乙"), text_of("丙")]]},
        {"k": "ol", "s": 3, "c": [[text_of("子")], [text_of("丑")]]},
        {"k": "quote", "c": [text_of("引")]},
        {"k": "hr"},
        {
            "k": "table",
            "head": [{"t": "头"}, {"t": "二"}],
            "rows": [[{"t": "一", "m": [[0, 1, "b"]]}, {"t": "2"}]],
        },
    ]


def test_links_and_code() -> None:
    known = {"jia-guiding": "甲规定"}
    link = lambda text, is_code, place: (text, known[text]) if text in known else None  # noqa: E731
    (block,) = blocks("见`jia-guiding`、`x=1`、[文](#jia-guiding)、<https://例.cn>", link)
    assert block["t"] == "见甲规定、x=1、文、https://例.cn"
    assert [mark[2:] for mark in block["m"]] == [
        ["a", "#jia-guiding"], ["code"], ["a", "#jia-guiding"], ["a", "https://xn--fsq.cn"],
    ]  # fmt: skip


def test_nothing_reads_as_a_definition_or_an_underlined_heading() -> None:
    assert blocks("[注]: https://example.org") == [{"k": "p", "t": "[注]: https://example.org"}]
    assert blocks("甲\n---") == [{"k": "p", "t": "甲"}, {"k": "hr"}]


def test_a_place_is_that_of_the_line_inside_a_paragraph() -> None:
    text = "- 甲\n\n  乙\n  丙 [丁](ftp://x)\n"
    report = Report("x.md", ["---", "---", *text.split("\n")])
    parse_body(text, 3, report, lambda *_: None)
    assert [(problem.code, problem.line, problem.column) for problem in report.problems] == [
        ("unsafe-link", 6, 9)
    ]


def test_an_endless_paragraph_is_refused() -> None:
    report = Report("x.md")
    parse_body("红" * (MAX_PARAGRAPH + 1), 1, report, lambda *_: None)
    assert [problem.code for problem in report.problems] == ["line-too-long"]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1 *_~`.,!()\n-\\[]", max_size=40))
def test_without_chinese_everything_is_as_in_commonmark(source: str) -> None:
    stock = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["reference", "lheading"])
    ours, theirs = _PARSER.parse(source), stock.parse(source)
    if "~~~" not in source:  # the stock rule takes two of three tildes; we and GitHub leave them alone
        assert [token.as_dict() for token in ours] == [token.as_dict() for token in theirs]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="红包不得：。“”《》（）、 *~\n", max_size=40))
@example("~~~“")
@example("    红包")
def test_no_character_is_lost(source: str) -> None:
    """Only four spaces before a line, which is code, may cost text, and then the author is told."""
    report = Report("x.md", source.split("\n"))
    found = "".join(texts(block for _, block in parse_body(source, 1, report, lambda *_: None)))
    visible = [char for char in source if char not in " *~\n"]
    kept = [char for char in found if char not in " *~\n"] == visible
    refused = [problem.code for problem in report.problems]
    assert kept or ("code-block" in refused and "    " in source)


def test_a_line_of_tildes_is_text() -> None:
    assert blocks("甲\n~~~“\n乙") == [{"k": "p", "t": "甲 ~~~“乙"}]
