"""However a date is typed, it is looked for as 2017年6月12日."""

from __future__ import annotations

import pytest

from webapp.analysis.dates import date_form
from webapp.analysis.normalizer import Normalizer
from webapp.analysis.numerals import numeral_form
from webapp.analysis.tables import Tables, build_tables

NORMALIZER = Normalizer(Tables.from_json(build_tables()))


def read(text: str) -> str:
    return date_form(text, NORMALIZER.mapped_form(text))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2017-06", "2017年6月"),
        ("2017.6", "2017年6月"),
        ("２０１７／６／１２", "2017年6月12日"),
        ("20170612", "2017年6月12日"),
        ("201706", "2017年6月"),
        ("二〇一七年六月", "2017年6月"),
        ("二零一七年六月十二号", "2017年6月12日"),
        ("2017年06月", "2017年6月"),
    ],
)
def test_dates_as_people_type_them(typed: str, written: str) -> None:
    assert read(typed) == numeral_form(NORMALIZER.mapped_form(written)).form


@pytest.mark.parametrize(
    "typed", ["2017", "2017-13", "2017.6.40", "12388", "3.15", "2017-06规定", "红包", ""]
)
def test_other_texts_are_no_dates(typed: str) -> None:
    assert read(typed) == ""
