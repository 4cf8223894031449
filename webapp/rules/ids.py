"""The grammar of ids, and the names of articles: `baomi-fa-2024--art-29` ⇄ 第二十九条."""

from __future__ import annotations

import re

MAX_LENGTH = 64
_WORDS = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
PATTERN = rf"{_WORDS}(?:--[a-z0-9]+(?:-[a-z0-9]+)*)?"
_ID = re.compile(PATTERN)
_ARTICLE_ID = re.compile(r"(.+)--art-(\d+(?:-\d+)*)")

_DIGITS = {
    char: value for value, chars in enumerate(("零〇○", "一", "二两", *"三四五六七八九")) for char in chars
}
_LONGEST_NUMERAL = 12
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[0-9０-９零〇○一二两三四五六七八九十百千]+"
ARTICLE_LABEL = rf"第(?P<no>{NUMERAL})条(?:之(?P<sub>{NUMERAL}))?"
# 第十二条规定的… may start a paragraph of an article: these words after a label make it a reference.
REFERENCE = "规定|第|所|的|、|至|和|或|与|以|中|，|之"
_ARTICLE_LABEL = re.compile(ARTICLE_LABEL)
_ARTICLE_NUMBER = re.compile(r"[1-9]\d*(?:-[1-9]\d*)?")


def is_id(text: str) -> bool:
    """Whether a text can be an id: words of small letters and digits, `-` between, `--` once at most; 64 characters."""
    return len(text) <= MAX_LENGTH and _ID.fullmatch(text) is not None


def article_id(ruleset: str, number: str) -> str:
    """`x`, `12-1` → `x--art-12-1`; nothing is checked."""
    return f"{ruleset}--art-{number}"


def split_article_id(text: str) -> tuple[str, str] | None:
    """`x--art-12-1` → (`x`, `12-1`); anything else → None."""
    match = _ARTICLE_ID.fullmatch(text)
    return (match[1], match[2]) if match else None


def parse_numeral(text: str) -> int | None:
    """一百五十三, 153, １５３ → 153. None when it is no numeral that a law would print."""
    if len(text) > _LONGEST_NUMERAL:
        return None
    if text.isdigit():
        return None if text[0] in "0０" else int(text)
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit


def chinese_numeral(number: int) -> str:
    """153 → 一百五十三, the form in which laws number their articles (1 to 9999)."""
    text, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


def article_number(text: str) -> str | None:
    """第十二条之一, 十二, 第12条, 12-1 → `12-1`, `12`, `12`, `12-1`; None when it is no article number."""
    if _ARTICLE_NUMBER.fullmatch(text):
        return text
    match = _ARTICLE_LABEL.fullmatch(text) or _ARTICLE_LABEL.fullmatch(f"第{text}条")
    if not match:
        return None
    numbers = [parse_numeral(part) for part in (match["no"], match["sub"]) if part]
    return "-".join(map(str, numbers)) if all(numbers) else None


def article_label(number: str) -> str:
    """`12-1` → 第十二条之一."""
    first, *more = (chinese_numeral(int(part)) for part in number.split("-"))
    return f"第{first}条" + "".join(f"之{part}" for part in more)
