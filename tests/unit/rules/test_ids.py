"""The grammar of ids, and the names of articles in numerals and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.ids import (
    article_label,
    article_number,
    chinese_numeral,
    is_id,
    parse_numeral,
    split_article_id,
)


@pytest.mark.parametrize(
    "name", ["hongbao", "chufen-tiaoli-2023", "a--b", "a-1--b-2", "baomi-fa-2024--art-29", "a" * 64]
)
def test_ids(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize(
    "name", ["", "1a", "-a", "a-", "a--b--c", "a---b", "A", "红包", "a_b", "a b", "a\n", "a" * 65]
)
def test_what_is_no_id(name: str) -> None:
    assert not is_id(name)


@pytest.mark.parametrize(
    ("text", "number"),
    [("第十二条之一", "12-1"), ("十二", "12"), ("第12条", "12"), ("12-1", "12-1"), ("第一百零五条", "105"),
     ("第一〇五条", "105"), ("第３９条", "39"), ("一千二百三十四", "1234")],
)  # fmt: skip
def test_article_numbers(text: str, number: str) -> None:
    assert article_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "第零条", "0", "012", "第某条", "第十二条第一款", "12-0", "art-1", "-1"]
)
def test_what_is_no_article_number(text: str) -> None:
    assert article_number(text) is None


@given(st.integers(1, 9999))
def test_numerals_go_there_and_back(number: int) -> None:
    assert parse_numeral(chinese_numeral(number)) == number
    assert article_number(article_label(str(number))) == str(number)


def test_labels_read_as_laws_print_them() -> None:
    labels = [article_label(number) for number in ("1", "10", "12-1", "20", "105", "110", "153", "1005")]
    assert " ".join(labels) == (
        "第一条 第十条 第十二条之一 第二十条 第一百零五条 第一百一十条 第一百五十三条 第一千零五条"
    )


def test_article_ids() -> None:
    assert split_article_id("baomi-fa-2024--art-29-1") == ("baomi-fa-2024", "29-1")
    assert split_article_id("baomi-fa-2024--artikel") is None
