"""A quotation is compared word by word; only the shape of punctuation and spaces may differ."""

from __future__ import annotations

import pytest

from webapp.compiler.quotations import fold


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("“上网不涉密、涉密不上网”", '"上网不涉密、涉密不上网"'),
        ("红包，无论数额大小。", "红包,无论数额大小."),
        ("（试行）", "(试行)"),
        ("甲……乙", "甲…乙"),
        ("甲……乙", "甲...乙"),
        ("甲——乙", "甲--乙"),
        ("第３９条", "第39条"),
        ("甲 乙\u3000丙\n丁", "甲乙丙丁"),
    ],
)
def test_shapes_do_not_count(ours: str, theirs: str) -> None:
    assert fold(ours) == fold(theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"), [("收受", "收取"), ("甲……乙", "甲乙"), ("甲、乙", "甲，乙"), ("红包", "紅包")]
)
def test_words_count(ours: str, theirs: str) -> None:
    assert fold(ours) != fold(theirs)
