"""A number and a format of Word → the numeral that Word shows: 12, `chineseCounting` → 十二."""

from __future__ import annotations

import re

from webapp.rules.ids import chinese_numeral

_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_SHORT = re.compile("零|一(?=[百千])")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
# With 百 and 千.
_COUNTED = frozenset(("chineseCountingThousand", "taiwaneseCountingThousand"))
# Digit by digit, the first two from a hundred on: ECMA-376, 17.18.59. The value is their zero.
_COUNTED_TO_99 = {"chineseCounting": "〇", "taiwaneseCounting": "○"}
_DIGITAL = {
    "ideographDigital": "〇",
    "japaneseDigitalTenThousand": "〇",
    "taiwaneseDigital": "○",
    **_COUNTED_TO_99,
}
# Formats with a row of signs; beyond its end Word writes digits, and so do we.
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = ("decimal", "decimalHalfWidth", "ordinal", "")


def numeral(number: int, kind: str) -> str | None:
    """None for a format we do not know; digits are shown then."""
    if kind in _COUNTED or (kind in _COUNTED_TO_99 and number < 100):
        return chinese_numeral(number) if 0 < number < 10_000 else str(number)
    if kind in _DIGITAL:
        return "".join(f"{_DIGITAL[kind]}一二三四五六七八九"[int(digit)] for digit in str(number))
    if kind == "chineseLegalSimplified":
        return _formal(number) if 0 < number < 10_000 else str(number)
    if kind == "japaneseCounting":  # 百一 where Chinese says 一百零一
        return _SHORT.sub("", chinese_numeral(number)) if 0 < number < 10_000 else str(number)
    if kind in _ROWS:
        return _ROWS[kind][number - 1] if 0 < number <= len(_ROWS[kind]) else str(number)
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A" if kind == "upperLetter" else "a") + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate(_WIDE)
    if kind == "numberInDash":
        return f"- {number} -"
    return str(number) if kind in _DIGITS else None


def _formal(number: int) -> str:
    """壹拾伍: in amounts no 壹 is left out."""
    text = chinese_numeral(number)
    return ("一" + text if text.startswith("十") else text).translate(_FORMAL)


def _roman(number: int) -> str:
    if not 0 < number < 5_000:
        return str(number)
    text = ""
    for amount, sign in _ROMAN:
        text += sign * (number // amount)
        number %= amount
    return text
