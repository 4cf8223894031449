"""Checks that what stands in quotation marks is in a source, word by word.

Width and shape of punctuation and spaces do not count, everything else does: an ellipsis is allowed only
where the source has one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from webapp.rules.vocabulary import QUOTABLE

from .articles import texts
from .drafts import Draft
from .problems import nearest

_SHAPES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "‘": "'", "’": "'", "。": ".", "—": "-", "–": "-",
     "―": "-", "─": "-", "・": "·", "•": "·", "﹒": "."}
)  # fmt: skip


def fold(text: str) -> str:
    """The text without spaces, and with one shape for each kind of punctuation."""
    text = unicodedata.normalize("NFKC", text).translate(_SHAPES)
    text = re.sub(r"\.{2,}", "…", re.sub(r"\s", "", text))
    return re.sub("-+", "-", text)


def check_quote(draft: Draft, drafts: dict[str, Draft]) -> None:
    """`quote` is there when it must be, absent when it must not be, and found in the sources it names.

    The first source is the one the document rests on; further ones may stand behind a caution only.
    """
    levels, quote = draft.levels(), draft.fields.get("quote")
    quotable = [level for level in levels if level in QUOTABLE]
    if not draft.type.field("quote") or not levels or len(levels) < len(draft.fields["sources"]):
        return  # a level that is missing or misspelt is a problem already
    if quote and not quotable:
        draft.report.add("quote-of-paraphrase", draft.place("quote"), "quote")
    elif quote:
        _check_words(quote, draft, drafts)
    elif levels[0] in QUOTABLE and draft.type.name in ("rule", "case") and "article" not in draft.fields:
        draft.report.add("quote-missing", draft.place(), "quote")


def _check_words(quote: str, draft: Draft, drafts: dict[str, Draft]) -> None:
    excerpts = [fold(text) for text in _excerpts(draft, drafts)]
    words = fold(quote)
    if any(words in excerpt for excerpt in excerpts):
        return
    length = max((_common(words, excerpt) for excerpt in excerpts), default=0)
    got = words[length : length + 12] or words[:12]
    draft.report.add("quote-not-found", draft.place("quote"), "quote", got=got)


def _excerpts(draft: Draft, drafts: dict[str, Draft]) -> Iterator[str]:
    for index, reference in enumerate(draft.fields.get("sources", ())):
        source = drafts.get((reference or {}).get("id", ""))
        if source and reference.get("level") in QUOTABLE:
            yield from _at_locator(source, reference, index, draft)
    ruleset = drafts.get(draft.fields.get("ruleset", ""))
    for article in ruleset.articles if ruleset else ():
        if article["no"] == draft.fields.get("article"):
            yield "".join(texts(article["blocks"]))


def _at_locator(source: Draft, reference: dict[str, Any], index: int, draft: Draft) -> list[str]:
    """The excerpts at the place that the reference names, or all when it names none."""
    excerpts = [each for each in source.fields.get("excerpts", ()) if each and len(each) == 2]
    locator = reference.get("locator")
    if not locator or not excerpts:
        return [each["text"] for each in excerpts]
    found = [each["text"] for each in excerpts if each["locator"] == locator]
    if not found:
        near_zh, near_en = nearest(locator, [each["locator"] for each in excerpts])
        place = draft.place("sources", index, "locator")
        draft.report.add(
            "locator-unknown", place, f"sources[{index}].locator", source=source.id, got=locator,
            near_zh=near_zh, near_en=near_en,
        )  # fmt: skip
        return [each["text"] for each in excerpts]
    return found


def _common(words: str, excerpt: str) -> int:
    """How many characters from the start of `words` on are somewhere in the excerpt."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in excerpt else (low, middle - 1)
    return low
