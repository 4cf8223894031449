"""A password → whether it is one of those that everybody tries first, or little more than that.

`data/common_passwords.txt.gz` holds 4,000 of them; `data/README.md` says where they come from.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "data" / "common_passwords.txt.gz"
# What is tried first here and is on no list that was made elsewhere.
HERE = frozenset(
    "administrator password passwd root guest welcome login mima woaini wodemima zhongguo china beijing shanghai "
    "guangzhou zhejiang hongxian hongxiansuishencha hongbao qunzhu jiguan danwei weixin dangyuan ganbu".split()
)
# Signs that stand for letters in the oldest trick there is.
DISGUISES = str.maketrans("@4031!5$7", "aaoeiisst")
SHORTEST_START, SHORTEST_PART = 4, 3


@cache
def listed() -> frozenset[str]:
    """What everybody tries first, in small letters: the list and our own. Read once."""
    return HERE | frozenset(gzip.decompress(LIST.read_bytes()).decode().split())


def is_common(lowered: str) -> bool:
    """One or two listed words, whatever digits and signs stand around them or are put for letters; or one repeated."""
    if any(_lengthened(lowered, at) for at in range(SHORTEST_START, len(lowered) + 1)):
        return True
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", lowered)
    return any(_few_words(text) for text in (lowered, core, core.translate(DISGUISES)))


def _lengthened(lowered: str, at: int) -> bool:
    """Its first characters are listed, and what follows is digits and signs or the same again."""
    start, rest = lowered[:at], lowered[at:]
    again = start * (len(lowered) // at + 1)
    return start in listed() and (again.startswith(lowered) or re.search(r"[a-z]", rest) is None)


def _few_words(text: str) -> bool:
    words = set(re.findall(r"[a-z]+", text))
    return 0 < len(words) <= 2 and all(_made_of_listed(word) for word in words)


def _made_of_listed(word: str) -> bool:
    """A listed word, or two of them in a row."""
    ends = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return word in listed() or any(word[:at] in listed() and word[at:] in listed() for at in ends)
