"""Two changes of one text become one text, whatever they are; what both changed is told and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.admin.merging import Overlap, merge

LINES = st.lists(st.sampled_from("甲乙丙丁"), max_size=8).map(
    lambda found: "".join(f"{each}\n" for each in found)
)


@pytest.mark.parametrize(
    ("theirs", "mine", "text", "overlaps"),
    [
        ("甲\n乙\n丙\n", "甲\n乙\n丙！\n", "甲\n乙\n丙！\n", ()),
        ("甲！\n乙\n丙\n", "甲\n乙\n丙！\n", "甲！\n乙\n丙！\n", ()),
        ("甲！\n乙\n丙\n", "甲\n乙！\n丙\n", "甲！\n乙！\n丙\n", ()),  # neighbours, as fields of a header are
        ("甲\n乙！\n丙\n", "甲\n乙！\n丙\n", "甲\n乙！\n丙\n", ()),
        ("甲\n乙他\n丙\n", "甲\n乙我\n丙\n", "甲\n乙我\n丙\n", (Overlap("乙\n", "乙他\n", "乙我\n"),)),
        ("甲\n丙\n", "甲\n乙我\n丙\n", "甲\n乙我\n丙\n", (Overlap("乙\n", "", "乙我\n"),)),
        ("甲\n他\n乙\n丙\n", "甲\n我\n乙\n丙\n", "甲\n我\n乙\n丙\n", (Overlap("", "他\n", "我\n"),)),
        ("甲\n乙\n丙\n他\n", "我\n甲\n乙\n丙\n", "我\n甲\n乙\n丙\n他\n", ()),
    ],
)  # fmt: skip
def test_both_changes_are_in_it(theirs: str, mine: str, text: str, overlaps: tuple[Overlap, ...]) -> None:
    merged = merge("甲\n乙\n丙\n", theirs, mine)
    assert (merged.text, merged.overlaps) == (text, overlaps)


@given(LINES, LINES, LINES)
def test_one_change_alone_is_taken_whole_and_two_keep_mine(base: str, theirs: str, mine: str) -> None:
    assert merge(base, theirs, base).text == theirs and not merge(base, theirs, base).overlaps
    assert merge(base, base, mine).text == mine and not merge(base, base, mine).overlaps
    assert merge(base, mine, mine).text == mine and not merge(base, mine, mine).overlaps
    both, turned = merge(base, theirs, mine), merge(base, mine, theirs)
    assert len(both.overlaps) == len(turned.overlaps)
    if not both.overlaps:
        assert both.text == turned.text, "where nothing overlaps it does not matter whose is whose"
