"""The title and the date of a regulation → its id: pinyin, or initials and a digest where that is too long.

The same title and date always give the same id, whatever else is imported with them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from webapp.analysis.pinyin import usual_reading
from webapp.analysis.tables import Tables
from webapp.rules.ids import MAX_LENGTH, article_id, is_id

_STATE = "中华人民共和国"
_LONGEST_ARTICLE = "9999-99"
_INITIALS = 24
_DIGITS = 6


def work_id(title: str, tables: Tables) -> str:
    """What all versions of a regulation are called. Two titles may share their pinyin; see `version_id`."""
    words = _syllables(title.removeprefix(_STATE) or title, tables)
    whole = "".join(words)
    if is_id(whole) and len(version_id(whole, "2000-01-01")) <= MAX_LENGTH - _length_of_articles():
        return whole
    initials = re.sub("^[0-9]+", "", "".join(word[0] for word in words))[:_INITIALS]
    return f"{initials or 'x'}-{hashlib.sha256(title.encode()).hexdigest()[:_DIGITS]}"


def version_id(work: str, date: str) -> str:
    """`xingfa` of 2020-12-26 → `xingfa-2020`; without a date only the work."""
    return f"{work}-{date[:4]}" if date else work


def _length_of_articles() -> int:
    return len(article_id("", _LONGEST_ARTICLE))


def _syllables(title: str, tables: Tables) -> list[str]:
    """A syllable for each character that has a reading, Latin letters and digits as they are."""
    simple = [tables.fold.get(char, char) for char in unicodedata.normalize("NFKC", title).lower()]
    return [word for char in simple if (word := usual_reading(char, tables))]
