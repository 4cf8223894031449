"""A change touches the lines that it changes and no others, and the compiler reads back what was meant."""

from __future__ import annotations

import difflib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webapp.admin.contents import in_style_of
from webapp.admin.form import Input, inputs, values_of
from webapp.admin.source_text import changed, new_text, read_source
from webapp.admin.text_diff import pieces, shortened
from webapp.admin.yaml_text import entry
from webapp.compiler.characters import bad_characters
from webapp.rules.schema import TYPES

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted(
    path
    for folder in (ROOT / "content", ROOT / "tests" / "corpora" / "small")
    for path in folder.glob("*/*.md")
)
TEXT = (
    st.text(
        st.characters(exclude_categories=["C", "Z"], include_characters=" ：，。#&*!|>'\"%@`-?:{}[],\\"),
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    .filter(lambda text: not list(bad_characters(text)))
)
HEADER = """---
# 抬头的说明
id: a--b
type: rule
title: 甲   # 一句人话
topics: [x, y]
# 上面的说明
plain: 'it''s # no comment'   # 这是说明
related:
  - c
  - d
platforms: [微信]

updated_on: 2026-01-01
---
正文 #1

"""


def posted(found: list[Input]) -> MultiDict[str, str]:
    """What a browser sends of a form that nobody touched."""
    form: MultiDict[str, str] = MultiDict()
    for each in found:
        for row in each.rows:
            form.update(posted(list(row)))
        if each.widget in ("ticks", "refs"):
            form.setlist(each.name, [*each.values, *([""] if each.widget == "refs" else [])])
        elif each.widget != "group":
            form[each.name] = each.text.replace("\n", "\r\n")
    return form


def test_a_form_that_nobody_touched_changes_no_byte() -> None:
    """Of no document of any type that there is."""
    assert len(FILES) > 200
    for path in FILES:
        nothing_changes(path)


def nothing_changes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind, source = TYPES[path.parent.name], read_source(text)
    assert source, path
    values = values_of(kind, posted(inputs(kind, source.values)), source.values)
    assert values == source.values, path
    assert changed(source, kind, values, source.body.replace("\n", "\r\n").replace("\r\n", "\n")) == text


def differences(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "乙", ["- title: 甲   # 一句人话", "+ title: 乙   # 一句人话"]),
        ("plain", "新", ["- plain: 'it''s # no comment'   # 这是说明", "+ plain: 新   # 这是说明"]),
        ("topics", ["x"], ["- topics: [x, y]", "+ topics: [x]"]),
        ("related", ["c", "d", "e"], ["+   - e"]),
        ("caution", "注意", ["+ caution: 注意"]),
        ("red_line", "true", ["+ red_line: true"]),
        ("updated_on", "2026-02-02", ["- updated_on: 2026-01-01", "+ updated_on: 2026-02-02"]),
    ],
)
def test_one_field_is_one_difference(field: str, value: object, expected: list[str]) -> None:
    source = read_source(HEADER)
    assert source
    after = changed(source, TYPES["rule"], {**source.values, field: value}, source.body)  # type: ignore[dict-item]
    assert differences(HEADER, after) == expected
    again = read_source(after)
    assert again and again.values == {**source.values, field: value}


def test_a_field_that_is_emptied_goes_with_its_comment() -> None:
    source = read_source(HEADER)
    assert source
    values = {name: value for name, value in source.values.items() if name != "plain"}
    after = changed(source, TYPES["rule"], values, source.body)
    assert differences(HEADER, after) == ["- # 上面的说明", "- plain: 'it''s # no comment'   # 这是说明"]


@given(st.dictionaries(st.sampled_from(["title", "quote", "plain"]), TEXT), st.lists(TEXT, unique=True))
def test_every_text_is_read_back_as_it_was_typed(texts: dict[str, str], aliases: list[str]) -> None:
    kept = {name: text for name, text in texts.items() if text}
    values = {**kept, "aliases": [alias for alias in aliases if alias], "sources": [{"id": "s", **kept}]}
    source = read_source(new_text(TYPES["rule"], values, ""))
    assert source and source.values == values


@given(st.text(st.sampled_from("甲乙\n #:-'\"|>a1\\")).map(str.strip))
def test_texts_of_several_lines_are_read_back(text: str) -> None:
    if text:
        source = read_source("\n".join(["---", *entry("quote", text), "---", ""]))
        assert source and source.values == {"quote": text}


@given(st.text("红包收受不得\nab", max_size=60), st.text("红包收受不得\nab", max_size=60))
def test_a_difference_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "more") == before
    assert "".join(piece.text for piece in found if piece.kind != "less") == after
    assert all(a.kind != b.kind for a, b in pairwise(found))


def test_a_difference_is_precise_to_the_character() -> None:
    found = [
        (piece.kind, piece.text)
        for piece in pieces("不得收受红包。\n第二行\n", "不得收受微信红包。\n第二行\n")
    ]
    assert found == [("same", "不得收受"), ("more", "微信"), ("same", "红包。\n第二行\n")]


def test_where_nothing_changed_nothing_is_shown() -> None:
    text = "一行\n" * 40
    assert shortened(pieces(text, text)) == []
    assert [piece.kind for piece in shortened(pieces(text, text + "新\n"))] == ["same", "more"]


@pytest.mark.parametrize(
    ("base", "expected"),
    [("a\r\nb\r\n", "x\r\ny\r\n"), ("\ufeffa\nb\n", "\ufeffx\ny\n"), ("a\n", "x\ny\n"), (None, "x\ny\n")],
)
def test_line_ends_and_byte_order_mark_stay(base: str | None, expected: str) -> None:
    assert in_style_of(base, "x\r\ny\n") == expected
