"""Turns a match form into its numeral form, where 十条, 拾条 and 10条 are the same.

Every number becomes its digits between two control characters, so that 10条 does not lie inside 110条. The
measure word 个 after a number is dropped (十严禁 = 10个严禁). This form is searched beside the match form, never
instead of it.
"""

from __future__ import annotations

import re

from .normalizer import MappedForm

OPEN, CLOSE = "\x02", "\x03"
_PAIRS = ("零〇", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {char: value for value, chars in enumerate(_PAIRS) for char in chars} | {"两": 2}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GREAT = {"万": 10_000, "亿": 100_000_000}
ARABIC = frozenset("0123456789")
NUMERALS = frozenset(DIGITS) | frozenset(UNITS) | frozenset(GREAT) | ARABIC
_NUMERAL = re.compile(f"[{''.join(sorted(NUMERALS))}]")
# Alone, these are more often words (一律, 两会, 收拾) than numbers: they need 第 before or a measure behind.
SHY = frozenset("零一两百千壹贰叁肆伍陆柒捌玖拾佰仟")
MEASURES = frozenset("条款项章节编个次年月日号天周名位份种类批期级倍元角分块岁届")
LARGEST = 10**15


def numeral_form(mapped: MappedForm) -> MappedForm:
    """The numeral form with the origin of each unit. Equal to the match form when there is no number."""
    form = mapped.form
    if NUMERALS.isdisjoint(form):
        return mapped
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def emit(text: str, first: int, after: int) -> None:
        out.append(text)
        starts.extend([mapped.starts[first]] * len(text))
        ends.extend([mapped.ends[after - 1]] * len(text))

    def keep(first: int, after: int) -> None:
        out.append(form[first:after])
        starts.extend(mapped.starts[first:after])
        ends.extend(mapped.ends[first:after])

    at = 0
    while numeral := _NUMERAL.search(form, at):
        keep(at, numeral.start())
        at = numeral.start()
        after, value = _number(mapped, at)
        if value is None:
            keep(at, after)
            at = after
            continue
        if form[after : after + 1] == "个" and form[after + 1 : after + 2] != "月":
            after += 1
        emit(f"{OPEN}{value}{CLOSE}", at, after)
        at = after
    keep(at, len(form))
    return MappedForm("".join(out), starts, ends)


def numbers(form: str) -> list[str]:
    """The numbers in a numeral form, in order, as terms: `#39`."""
    return [f"#{part.split(CLOSE)[0]}" for part in form.split(OPEN)[1:]]


def is_small_number(form: str) -> bool:
    """Whether a form is nothing but numbers below 100: those are everywhere (一, 十) and name nothing."""
    return not stretches(form) and all(len(term) <= 3 for term in numbers(form))


def stretches(form: str) -> list[str]:
    """What stands between the numbers of a numeral form."""
    first, *rest = form.split(OPEN)
    return [part for part in (first, *(piece.split(CLOSE)[1] for piece in rest)) if part]


def _number(mapped: MappedForm, at: int) -> tuple[int, int | None]:
    """Where the number that begins with this numeral ends, and its value; None for what stays as it is."""
    form, after = mapped.form, at + 1
    # 第一、二条 are two numbers: what stood between them is gone from the form but not from the offsets.
    while after < len(form) and form[after] in NUMERALS and mapped.starts[after] <= mapped.ends[after - 1]:
        after += 1
    length, value = _parse(form[at:after])
    if length == 0 or (length == 1 and form[at] in SHY and not _counts(form, at)):
        return at + 1, None
    return at + length, value if value <= LARGEST else None


def _counts(form: str, at: int) -> bool:
    return form[at - 1 : at] == "第" or form[at + 1 : at + 2] in MEASURES


def _parse(run: str) -> tuple[int, int]:
    """How many characters of a run of numerals make its first number, and the number. Length 0: none."""
    plain = _prefix(run, ARABIC)
    if plain:
        length, value = plain, int(run[:plain][:17])
        while length < len(run) and run[length] in GREAT:
            value *= GREAT[run[length]]
            length += 1
        return length, value
    digits = _prefix(run, DIGITS)
    if digits > 1 and (digits == len(run) or run[digits] in ARABIC):
        return digits, int("".join(str(DIGITS[char]) for char in run[:digits][:17]))
    return _parse_units(run)


def _parse_units(run: str) -> tuple[int, int]:
    """三百二十一, 一百零五, 二十万: digits with units that grow smaller."""
    total, section, smallest, length = 0, 0, 10_000, 0
    digit: int | None = None
    for char in run:
        if char in DIGITS and (digit is None or digit == 0):
            digit = DIGITS[char]
        elif char in UNITS and UNITS[char] < smallest:
            section += (1 if digit is None else digit) * UNITS[char]
            smallest, digit = UNITS[char], None
        elif char in GREAT and section + (digit or 0) > 0:
            total = (total + section + (digit or 0)) * GREAT[char]
            section, smallest, digit = 0, 10_000, None
        else:
            break
        length += 1
    return length, total + section + (digit or 0)


def _prefix(run: str, wanted: frozenset[str] | dict[str, int]) -> int:
    length = 0
    while length < len(run) and run[length] in wanted:
        length += 1
    return length
