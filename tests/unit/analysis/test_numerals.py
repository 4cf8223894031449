"""Numbers in any form are one number, and words that look like numbers stay words."""

from __future__ import annotations

import pytest

from webapp.analysis.normalizer import Normalizer
from webapp.analysis.numerals import is_small_number, numbers, numeral_form, stretches
from webapp.analysis.tables import Tables, build_tables

NORMALIZER = Normalizer(Tables.from_json(build_tables()))


def folded(text: str) -> str:
    return numeral_form(NORMALIZER.mapped_form(text)).form.replace("\x02", "[").replace("\x03", "]")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("十条戒律", "[10]条戒律"),
        ("10條戒律", "[10]条戒律"),
        ("拾条", "[10]条"),
        ("10个严禁", "[10]严禁"),
        ("十嚴禁", "[10]严禁"),
        ("第三十九条", "第[39]条"),
        ("第３９条", "第[39]条"),
        ("第一百五十三条", "第[153]条"),
        ("第一百零五条", "第[105]条"),
        ("二〇一七年六月", "[2017]年[6]月"),
        ("二○一七", "[2017]"),
        ("两千三百万", "[23000000]"),
        ("二三十", "[2][30]"),
        ("第一、二条", "第[1][2]条"),
        ("十一、二十", "[11][20]"),
        ("三个月", "[3]个月"),
        ("一律、统一、收拾、两会", "一律统一收拾两会"),
        ("一国两制", "一国两制"),
        ("第一条、两条", "第[1]条[2]条"),
        ("007", "[7]"),
        ("1" * 30, "1" * 30),
        ("没有数", "没有数"),
    ],
)
def test_numeral_form(text: str, form: str) -> None:
    assert folded(text) == form


def test_a_number_does_not_lie_inside_another() -> None:
    assert (
        numeral_form(NORMALIZER.mapped_form("10条")).form
        not in numeral_form(NORMALIZER.mapped_form("110条")).form
    )


def test_terms_of_a_numeral_form() -> None:
    form = numeral_form(NORMALIZER.mapped_form("条例第39条")).form
    assert (numbers(form), stretches(form)) == (["#39"], ["条例第", "条"])
    assert not is_small_number(form)
    assert is_small_number(numeral_form(NORMALIZER.mapped_form("10")).form)
    assert not is_small_number(numeral_form(NORMALIZER.mapped_form("2017")).form)


def test_offsets_lead_to_the_whole_number() -> None:
    mapped = numeral_form(NORMALIZER.mapped_form("见第十二条"))
    at = mapped.form.index("\x02")
    assert (mapped.starts[at], mapped.ends[at]) == (2, 4)
