"""An official text becomes articles, each with label, chapters and words; the rest stays in the body."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.compiler.articles import STARTS, split_articles, texts
from webapp.compiler.markdown import parse_body
from webapp.compiler.problems import Report


def compiled(text: str) -> tuple[list[Any], list[Any], list[str]]:
    report = Report("x.md", text.split("\n"))
    articles, body = split_articles(parse_body(text, 1, report, lambda *_: None, STARTS), "fa", report)
    return articles, body, [f"{problem.line}:{problem.column} {problem.code}" for problem in report.problems]


def words(blocks: list[Any]) -> list[str]:
    return list(texts(blocks))


def test_articles_with_chapters() -> None:
    articles, body, problems = compiled(
        "（2020年通过）\n\n## 第一编  总编\n\n### 第一章 总则\n\n第一条　为了保密。\n\n"
        "## 第二编 分编\n\n第二条\n\n甲。\n\n乙。\n"
    )
    assert not problems
    assert [(each["id"], each["no"], each["label"], each["path"]) for each in articles] == [
        ("fa--art-1", "1", "第一条", ["第一编 总编", "第一章 总则"]),
        ("fa--art-2", "2", "第二条", ["第二编 分编"]),
    ]
    assert [words(each["blocks"]) for each in articles] == [["为了保密。"], ["甲。", "乙。"]]
    assert words(body) == ["（2020年通过）"]


@pytest.mark.parametrize(
    "source",
    [
        "第一条 甲。\n第二条 乙。\n（一）丙；\n（二）丁。",
        "### 第一条\n甲。\n\n**第二条**乙。\n\n（一）丙；\n\n（二）丁。",
    ],
)
def test_ways_to_write_articles(source: str) -> None:
    articles, body, problems = compiled(source)
    assert not problems and not body
    assert [(each["label"], words(each["blocks"])) for each in articles] == [
        ("第一条", ["甲。"]), ("第二条", ["乙。", "（一）丙；", "（二）丁。"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("第十二条之一", "12-1"),
        ("第一百零五条", "105"),
        ("第一百五十三条", "153"),
        ("第12条", "12"),
        ("第二十条", "20"),
    ],
)
def test_labels(label: str, number: str) -> None:
    (article,), _, _ = compiled(f"{label} 甲。")
    assert (article["id"], article["label"]) == (f"fa--art-{number}", label)


def test_a_reference_at_the_start_of_a_paragraph_is_no_label() -> None:
    articles, _, problems = compiled("第一条 甲。\n\n第二条规定的除外。\n\n第九条所称乙。\n\n第二条 丙。")
    assert not problems
    assert [words(each["blocks"]) for each in articles] == [
        ["甲。", "第二条规定的除外。", "第九条所称乙。"],
        ["丙。"],
    ]


def test_marks_move_with_the_text() -> None:
    (article,), _, _ = compiled("**第一条** 见**红线**。")
    assert article["blocks"] == [{"k": "p", "t": "见红线。", "m": [[1, 3, "b"]]}]


def test_contents_and_annexes_stay_in_the_body() -> None:
    articles, body, problems = compiled(
        "目录\n第一章 总则\n第二章 附则\n\n## 第一章 总则\n\n第一条 甲。\n\n## 第二章 附则\n\n第二条 乙。\n\n"
        "## 附件\n\n表格。\n"
    )
    assert not problems
    assert [each["path"] for each in articles] == [["第一章 总则"], ["第二章 附则"]]
    assert words(body) == ["目录", "第一章 总则", "第二章 附则", "附件", "表格。"]


def test_lists_and_tables_belong_to_their_article() -> None:
    articles, _, _ = compiled("第一条 甲：\n\n- 乙\n- 丙\n\n|丁|\n|-|\n|戊|\n")
    assert words(articles[0]["blocks"]) == ["甲：", "乙", "丙", "丁", "戊"]


def test_wrong_numbers_are_told_with_their_lines() -> None:
    assert compiled("第一条 甲。\n\n第三条 乙。\n\n第二条 丙。\n\n第一条 丁。")[2] == [
        "5:1 article-order", "7:1 article-duplicate",
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "第一条 甲。",
                "第二条乙",
                "第三条",
                "## 第一章 总",
                "第一节 节",
                "# 题",
                "（一）丙",
                "附件",
                "- 丁",
                "> 戊",
                "**己",
                "庚",
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(["\n", "\n\n"]),
)
def test_no_visible_character_is_lost(lines: list[str], between: str) -> None:
    """The compiler's own check raises when one is; here the count is taken from the source."""
    articles, body, _ = compiled(between.join(lines))
    paths = {title for each in articles for title in each["path"]}
    found = (
        words(body)
        + [each["label"] for each in articles]
        + [t for each in articles for t in words(each["blocks"])]
    )
    visible = "".join(found) + "".join(paths)
    for char in "甲乙丙丁戊己庚":
        assert visible.count(char) == "".join(lines).count(char)
