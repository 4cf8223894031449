"""Lists of whole numbers ↔ short texts of printable signs, so that tables compress well on the way to a phone.

A number is written lowest digit first. Of the 91 signs the first 72 are last digits, the other 19 say that more
follow; small numbers, which are most of them, take one sign, and gzip gives the frequent ones few bits.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise

# Printable ASCII without blank, quotation mark, backslash and `<`, which JSON in a script would write longer.
SIGNS = "".join(map(chr, range(0x21, 0x7F))).translate({ord(sign): None for sign in '"\\<'})
LAST = 72
MORE = len(SIGNS) - LAST
VALUE = {sign: value for value, sign in enumerate(SIGNS)}


def compact(numbers: Iterable[int]) -> str:
    """Numbers from 0 on → text."""
    return "".join(map(_written, numbers))


def expand(text: str) -> list[int]:
    """What `compact` was given."""
    numbers, number, unit = [], 0, 1
    for sign in text:
        digit = VALUE[sign]
        if digit < LAST:
            numbers.append(number + digit * unit)
            number, unit = 0, 1
        else:
            number, unit = number + (digit - LAST) * unit, unit * MORE
    return numbers


def compact_steps(numbers: Iterable[int]) -> str:
    """Numbers, each near the one before it → text."""
    return compact(_unsigned(after - before) for before, after in pairwise([0, *numbers]))


def expand_steps(text: str) -> list[int]:
    """What `compact_steps` was given."""
    return list(accumulate(map(_signed, expand(text))))


def _written(number: int) -> str:
    more = ""
    while number >= LAST:
        more += SIGNS[LAST + number % MORE]
        number //= MORE
    return more + SIGNS[number]


def _unsigned(step: int) -> int:
    return 2 * step if step >= 0 else -2 * step - 1


def _signed(number: int) -> int:
    return -(number + 1) // 2 if number % 2 else number // 2
