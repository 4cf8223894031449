"""What the match form keeps, folds and drops; and that offsets lead back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.analysis.normalizer import Normalizer, code_units, utf16_length
from webapp.analysis.tables import Tables, build_tables

NORMALIZER = Normalizer(Tables.from_json(build_tables()))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("微信紅包、支付寶紅包", "微信红包支付宝红包"),
        ("羣裏佈綫洩圏", "群里布线泄圈"),
        ("ＷｅＣｈａｔ　１２", "wechat12"),
        ("“十条戒律”\n（试行）", "十条戒律试行"),
        ("cafe\u0301 café", "cafécafé"),
        ("互联网＋", "互联网"),
        ("二○一七", "二〇一七"),
        ("\U0002ebf0", code_units("\U0002ebf0")),  # Unicode 15: neither engine may ask its own tables
        ("\x00\ud800\u200b", ""),
    ],
)
def test_match_form(text: str, form: str) -> None:
    assert NORMALIZER.match_form(text) == form


def test_symbols_are_kept_apart() -> None:
    assert NORMALIZER.symbols("互联网＋50％👍") == "+" + code_units("👍")


@given(st.text())
def test_the_mapped_form_is_the_match_form_and_its_offsets_lie_in_the_text(text: str) -> None:
    mapped = NORMALIZER.mapped_form(text)
    assert mapped.form == NORMALIZER.match_form(text)
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.form)
    assert mapped.starts == sorted(mapped.starts)
    assert all(0 <= a < b <= utf16_length(text) for a, b in zip(mapped.starts, mapped.ends, strict=True))


@given(st.text(), st.text())
def test_a_run_stays_a_run(before: str, after: str) -> None:
    """What stands around a run of starters never changes its form."""
    run = NORMALIZER.match_form("微信红包")
    assert run in NORMALIZER.match_form(f"{before}微信 红，包{after}")


@given(st.text(alphabet=st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs", "Cn"])))
def test_composed_and_decomposed_text_have_one_form(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    assert NORMALIZER.match_form(decomposed) == NORMALIZER.match_form(composed)


@given(st.text())
def test_forming_twice_changes_nothing(text: str) -> None:
    form = NORMALIZER.match_form(text)
    whole = form.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    assert NORMALIZER.match_form(whole) == form
