"""Whatever a browser sends becomes one of the three languages, and nothing it sends is an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.i18n.locales import HTML_LANG, LOCALES, OWN_NAMES, choose, match_tag

TAGS = {
    "zh": "zh", "zh-CN": "zh", "zh-SG": "zh", "zh-MY": "zh", "zh-Hans": "zh", "zh-Hans-CN": "zh", "zh_CN":
    "zh", "ZH-cn": "zh", "zh-Hans-HK": "zh", "cmn-Hans-CN": "zh", "zh-TW": "zh_Hant", "zh-HK": "zh_Hant",
    "zh-MO": "zh_Hant", "zh-Hant": "zh_Hant", "zh-Hant-TW": "zh_Hant", "zh_TW": "zh_Hant", "zh-hant-cn":
    "zh_Hant", "yue-Hant-HK": "zh_Hant", "en": "en", "en-US": "en", "en-GB": "en", "EN-us-posix": "en",
    "fr": None, "ja": None, "*": None, "": None, "-": None, "zhx": None, "english": None, "../../etc": None,
    "zh-\x00": "zh", "ｚｈ": None,
}  # fmt: skip


@pytest.mark.parametrize(("tag", "locale"), TAGS.items())
def test_tag(tag: str, locale: str | None) -> None:
    assert match_tag(tag) == locale


@given(st.text(max_size=40))
def test_any_text_is_a_locale_or_none(tag: str) -> None:
    assert match_tag(tag) in (None, *LOCALES)


@pytest.mark.parametrize(
    ("tags", "default", "chosen"),
    [
        (["fr", "en", "zh"], "zh", "en"),
        (["fr"], "zh", "zh"),
        ([], "zh_Hant", "zh_Hant"),
        (["fr"], "klingon", "zh"),
    ],
)
def test_first_tag_that_we_speak(tags: list[str], default: str, chosen: str) -> None:
    assert choose(tags, default) == chosen


def test_every_locale_has_a_tag_and_a_name() -> None:
    assert tuple(HTML_LANG) == tuple(OWN_NAMES) == LOCALES
