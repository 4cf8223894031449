"""Turns a date as people type it (2017-06, 20170612, 二〇一七年六月) into the numeral form of 2017年6月12日.

The match form drops what stands between the numbers, so a date has to be read from the text itself.
"""

from __future__ import annotations

import re
import unicodedata

from .normalizer import MappedForm
from .numerals import CLOSE, OPEN, numeral_form

_TYPED = re.compile(r"((?:19|20)[0-9]{2})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
_RUN = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])?")
_WRITTEN = re.compile(
    f"{OPEN}([0-9]{{4}}){CLOSE}年{OPEN}([0-9]{{1,2}}){CLOSE}月?(?:{OPEN}([0-9]{{1,2}}){CLOSE}[日号]?)?"
)


def date_form(text: str, mapped: MappedForm) -> str:
    """The numeral form of a text that is a date and nothing else, or nothing."""
    typed = unicodedata.normalize("NFKC", text)
    found = _TYPED.fullmatch(typed) or _RUN.fullmatch(typed) or _WRITTEN.fullmatch(numeral_form(mapped).form)
    if not found:
        return ""
    year, month, day = (int(part or 0) for part in found.groups())
    return _of(year, month, day) if 1 <= month <= 12 and day <= 31 else ""


def _of(year: int, month: int, day: int) -> str:
    parts = [(year, "年"), (month, "月"), (day, "日")]
    return "".join(f"{OPEN}{number}{CLOSE}{unit}" for number, unit in parts if number)
