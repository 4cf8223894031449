"""What a browser says about its languages → one of the three interface languages.

Browsers send tags with hyphens, regions and scripts; Babel knows folders with underscores and raises on
anything else. So nothing from outside ever reaches Babel: it is matched against a fixed list first.
"""

from __future__ import annotations

from collections.abc import Iterable

LOCALES = ("zh", "zh_Hant", "en")
DEFAULT_LOCALE = "zh"

# The value of <html lang> and of Content-Language.
HTML_LANG = {"zh": "zh-Hans", "zh_Hant": "zh-Hant", "en": "en"}

# The name of each language in itself, for the language switch. Never translated.
OWN_NAMES = {"zh": "简体中文", "zh_Hant": "繁體中文", "en": "English"}

CHINESE = frozenset({"zh", "cmn", "yue"})
TRADITIONAL_REGIONS = frozenset({"tw", "hk", "mo"})


def match_tag(tag: str) -> str | None:
    """`zh-HK` → `zh_Hant`; `fr` and garbage → None. A script in the tag says more than its region."""
    language, *rest = tag.strip().lower().replace("_", "-").split("-")
    if language == "en":
        return "en"
    if language not in CHINESE:
        return None
    if "hant" in rest or ("hans" not in rest and TRADITIONAL_REGIONS.intersection(rest)):
        return "zh_Hant"
    return "zh"


def choose(tags: Iterable[str], default: str = DEFAULT_LOCALE) -> str:
    """The first tag that we speak, otherwise the default."""
    for tag in tags:
        found = match_tag(tag)
        if found:
            return found
    return default if default in LOCALES else DEFAULT_LOCALE
