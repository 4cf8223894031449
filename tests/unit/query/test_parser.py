"""The query language, and that nothing typed is an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.analysis.tables import Tables, build_tables
from webapp.query.parser import Word, parse

TABLES = Tables.from_json(build_tables())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("红包 赌博", [Word("红包"), Word("赌博")]),
        ("红包\u3000\t赌博\n", [Word("红包"), Word("赌博")]),
        ('"妄议 中央"', [Word("妄议 中央", phrase=True)]),
        ("什么是“十条戒律”", [Word("什么是“十条戒律”")]),
        ("什么是 “十条戒律”", [Word("什么是"), Word("十条戒律", phrase=True)]),
        ("“热词”“姓名”商标", [Word("“热词”“姓名”商标")]),
        ('他说:"红包 礼金"', [Word("他说:"), Word("红包 礼金", phrase=True)]),
        ("他说:“红包”能收", [Word("他说:"), Word("“红包”能收")]),
        ('5" 屏', [Word('5"'), Word("屏")]),
        ("“现有”应收账款 “质权”", [Word("“现有”应收账款"), Word("质权", phrase=True)]),
        ("使用微信“十严禁”行为规范", [Word("使用微信“十严禁”行为规范")]),
        ("「关系网", [Word("关系网", phrase=True)]),
        ("红包 -赌博 －“电子礼券”", [Word("红包"), Word("赌博", exclude=True), Word("电子礼券", True, True)]),
        ("- 红包 反-腐", [Word("-"), Word("红包"), Word("反-腐")]),
        ("时间:今天", [Word("时间:今天")]),
        ("地区:", [Word("地区:")]),
        ("", []),
    ],
)
def test_words(text: str, words: list[Word]) -> None:
    assert parse(text, TABLES).words == words


def test_filters() -> None:
    query = parse('地区:天津 类别：红线 主题:"红包 礼金" 抢', TABLES)
    assert query.filters == {"region": "天津", "kind": "红线", "topic": "红包 礼金"}
    assert query.words == [Word("抢")]


def test_too_long_is_cut_and_noted() -> None:
    query = parse("字 " * 40, TABLES)
    assert [note["code"] for note in query.notes] == ["cut-characters", "cut-terms"]
    assert len(query.words) == 16


@given(st.text(max_size=200))
def test_nothing_is_an_error(text: str) -> None:
    query = parse(text, TABLES)
    assert len(query.words) <= 16
    assert sum(len(word.text) for word in query.words) <= 64
