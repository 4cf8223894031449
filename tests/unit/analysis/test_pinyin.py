"""Letters become syllables, whole before unfinished; documents may teach readings."""

from __future__ import annotations

from webapp.analysis.pinyin import Pinyin
from webapp.analysis.tables import Tables, build_tables

TABLES = Tables.from_json(build_tables())
PINYIN = Pinyin(TABLES)


def reads(letters: str, word: str, pinyin: Pinyin = PINYIN) -> bool:
    return any(
        len(slots) == len(word) and all(char in slot for char, slot in zip(word, slots, strict=True))
        for slots in pinyin.slots(letters)
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
    assert sum(map(len, TABLES.syllables.values())) > 6700
    assert all(char in TABLES.readings for char in "红包群主微信微博纪律处分条例保密举报妄议")


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
