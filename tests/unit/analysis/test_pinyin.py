"""Letters become syllables, whole before unfinished; documents may teach readings."""

from __future__ import annotations

import pytest

from webapp.analysis.pinyin import Pinyin, near
from webapp.analysis.syllables import gb2312
from webapp.analysis.tables import Tables, build_tables

TABLES = Tables.from_json(build_tables())
PINYIN = Pinyin(TABLES)


def reads(letters: str, word: str, pinyin: Pinyin = PINYIN) -> bool:
    return any(
        len(cut) == len(word)
        and all(char in pinyin.chars(each) for char, each in zip(word, cut, strict=True))
        for cut in pinyin.cuts(letters)
    )


def test_whole_and_unfinished_syllables() -> None:
    assert reads("hongbao", "红包")
    assert reads("hongba", "红包")
    assert reads("hongb", "红包")
    assert not reads("hb", "红包")
    assert reads("xian", "西安")
    assert reads("xian", "县")


def test_u_umlaut_is_typed_as_v_or_u() -> None:
    assert reads("lvxing", "旅行")
    assert reads("qinlue", "侵略")
    assert reads("qinlve", "侵略")


def test_heteronyms_have_their_readings() -> None:
    assert reads("yinhang", "银行")
    assert reads("xingwei", "行为")
    assert reads("kuaiji", "会计")
    assert reads("chaoyang", "朝阳")


def test_common_characters_all_have_a_reading() -> None:
    assert set(gb2312()[:3755]) - {"乾"} <= set(TABLES.readings)  # folded to 干
    assert len(TABLES.readings) > 4200
    assert all(char in TABLES.readings for char in "红包群主微信微博纪律处分条例保密举报妄议")


def test_words_with_heteronyms_are_known_by_their_reading() -> None:
    assert PINYIN.misread("行为规范", ["hang", "wei", "gui", "fan"])
    assert not PINYIN.misread("行为规范", ["xing", "wei", "gui", "f*"])
    assert not PINYIN.misread("行为", ["行", "wei"])


@pytest.mark.parametrize(
    ("said", "typed"), [("zhang", "zan"), ("nin", "lin"), ("huang", "fuan"), ("shui", "sui"), ("ren", "leng")]
)
def test_like_sounds_are_one(said: str, typed: str) -> None:
    assert near(said) == near(typed)


def test_like_sounds_come_with_the_syllable_and_other_ones_do_not() -> None:
    assert set("网玩") <= set(PINYIN.chars("wan", nearly=True))
    assert "网" not in PINYIN.chars("wan")
    assert "红" not in PINYIN.near_sound("黄")


def test_letters_among_characters_may_be_syllables_or_initials() -> None:
    assert ["微", "信", "h*", "b*"] in PINYIN.mixed_cuts("微信hb")
    assert ["hong", "包"] in PINYIN.mixed_cuts("hong包")


def test_a_document_can_teach_a_reading() -> None:
    taught = Pinyin(TABLES, {"牟某": "mumou"})
    assert not reads("mumou", "牟某") or "mu" in TABLES.readings["牟"]
    assert reads("mumou", "牟某", taught)


def test_initials_and_same_sound() -> None:
    assert PINYIN.initials("行") == ["h", "x"]
    assert PINYIN.initials("a") == ["a"]
    assert PINYIN.initials("𠮷"[:1]) == []
    assert "妄" in PINYIN.same_sound("网")
    assert PINYIN.same_sound("q") == "q"
