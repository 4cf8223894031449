"""Says whether `**` or `~~` between two characters opens or closes, so that Chinese bold works.

CommonMark decides by spaces and punctuation. Chinese has no spaces, and its punctuation stands inside the
bold: in `**注意：**不得` CommonMark sees a closing mark after punctuation and before a letter, and gives up.
The rule here is that of the CJK-friendly draft: Chinese punctuation counts as a letter, and a Chinese
character beside a mark counts like a space. Where no Chinese character is near, nothing changes.
"""

from __future__ import annotations

import re
import unicodedata

# Fixed ranges, not unicodedata.east_asian_width: the same text must compile alike on every Python.
_CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uffee\U00020000-\U0003ffff]"
)
# Chinese texts share these with Latin ones; beside a Chinese character they are Chinese.
_SHARED = "“”‘’…—·"


def is_cjk(char: str) -> bool:
    """Whether one character is Chinese, Japanese or Korean, its punctuation and full-width forms included."""
    return _CJK.match(char) is not None


def flanking(before: str, after: str, marker: str) -> tuple[bool, bool]:
    """(may open, may close) for a run of `marker` between two characters; the edge of a line is a space."""
    left = _attaches(after, before)
    right = _attaches(before, after)
    if marker == "_":  # stays as in CommonMark: snake_case is not emphasis, and Chinese uses `*`
        return left and (not right or _is_punctuation(before)), right and (not left or _is_punctuation(after))
    return left, right


def _attaches(inner: str, outer: str) -> bool:
    """Whether a run can hold on to the character inside, given the one outside."""
    if _is_space(inner):
        return False
    if not _is_punctuation(inner) or is_cjk(inner):
        return True
    return _is_space(outer) or _is_punctuation(outer) or is_cjk(outer)


def _is_space(char: str) -> bool:
    return char in "\t\n\f\r" or unicodedata.category(char) == "Zs"


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def joins_without_space(before: str, after: str) -> bool:
    """Whether a line break between the two is only a line break, as between two Chinese characters."""
    if is_cjk(before):
        return is_cjk(after) or after in _SHARED
    return before in _SHARED and is_cjk(after)
