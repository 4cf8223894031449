"""Numbers as Word shows them (ECMA-376, 17.18.59), and back as the numbers of articles."""

from __future__ import annotations

import pytest

from webapp.importer.word.numerals import numeral
from webapp.rules.ids import article_number

SHOWN = {
    "chineseCounting": {
        1: "一",
        10: "十",
        11: "十一",
        20: "二十",
        99: "九十九",
        100: "一〇〇",
        108: "一〇八",
    },
    "chineseCountingThousand": {
        10: "十",
        100: "一百",
        101: "一百零一",
        110: "一百一十",
        1260: "一千二百六十",
    },
    "japaneseCounting": {12: "十二", 101: "百一", 1200: "千二百"},
    "taiwaneseCounting": {12: "十二", 100: "一○○"},
    "ideographDigital": {5: "五", 10: "一〇", 12: "一二"},
    "chineseLegalSimplified": {1: "壹", 15: "壹拾伍", 100: "壹佰"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {12: "亥", 13: "13"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedParen": {3: "⑶"},
    "decimalEnclosedFullstop": {3: "⒊"},
    "upperRoman": {4: "IV", 1999: "MCMXCIX"},
    "lowerRoman": {9: "ix"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 28: "BB"},
    "lowerLetter": {3: "c"},
    "decimalZero": {9: "09", 10: "10"},
    "decimalFullWidth": {12: "１２"},
    "numberInDash": {1: "- 1 -"},
    "decimal": {0: "0", 12: "12"},
}


@pytest.mark.parametrize(("kind", "numbers"), SHOWN.items(), ids=SHOWN)
def test_a_number_is_shown_as_word_does(kind: str, numbers: dict[int, str]) -> None:
    assert {number: numeral(number, kind) for number in numbers} == numbers


@pytest.mark.parametrize(
    "kind", ["chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting"]
)
def test_what_is_shown_is_the_number_of_an_article(kind: str) -> None:
    assert all(article_number(f"第{numeral(number, kind)}条") == str(number) for number in range(1, 1500))


@pytest.mark.parametrize("kind", SHOWN)
@pytest.mark.parametrize("number", [0, 10_000, 999_999_999])
def test_every_number_has_some_form(kind: str, number: int) -> None:
    assert numeral(number, kind)


def test_a_format_nobody_knows_is_said_to_be_unknown() -> None:
    assert numeral(1, "hebrew1") is None
