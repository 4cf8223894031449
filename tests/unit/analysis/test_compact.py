"""Numbers and readings come back from their short texts as they went in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.analysis.compact import SIGNS, compact, compact_steps, expand, expand_steps
from webapp.analysis.syllables import gb2312, pack_syllables, unpack_syllables


@given(st.lists(st.integers(0, 2**40)))
def test_numbers(numbers: list[int]) -> None:
    text = compact(numbers)
    assert expand(text) == numbers
    assert json.dumps(text) == f'"{text}"'


@given(st.lists(st.integers(0, 0x10FFFF)))
def test_steps(numbers: list[int]) -> None:
    assert expand_steps(compact_steps(numbers)) == numbers


def test_the_signs_are_those_that_javascript_counts() -> None:
    assert len(SIGNS) == 91
    assert len(compact(range(72))) == 72


def test_readings() -> None:
    assert len(gb2312()) == 6763
    syllables = {"a": "啊阿", "hang": "行", "xing": "行醒", "xiu": ""}
    assert unpack_syllables(pack_syllables(syllables)) == syllables


def test_a_character_outside_the_order_is_named() -> None:
    with pytest.raises(ValueError, match="囍"):
        pack_syllables({"xi": "囍"})
