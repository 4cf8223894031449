"""Two named sets of demands on signing in; they disagree on passwords, so an office chooses one.

`asvs` follows OWASP ASVS 5.0: long, no composition, no rotation. `mlps3` follows GB/T 22239-2019, level 3: three
kinds of characters, changed every 90 days, a second factor for everybody, out after 15 idle minutes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from webapp.admin.common_passwords import is_common
from webapp.serve.words import N_

LONGEST = 256


@dataclass(frozen=True)
class Profile:
    """What signing in demands, and for how long it lasts."""

    name: str
    label: str
    shortest: int
    kinds: int
    kept_for: timedelta | None
    remembered: int
    second_factor: bool
    idle: timedelta
    absolute: timedelta
    failures: int = 5
    locked_for: timedelta = timedelta(minutes=15)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "asvs", N_("国际通行（ASVS）：口令长，不要求定期更换"),
            shortest=12, kinds=1, kept_for=None, remembered=0, second_factor=False,
            idle=timedelta(minutes=30), absolute=timedelta(hours=12),
        ),
        Profile(
            "mlps3", N_("等级保护三级：三类字符，90 天更换，人人用动态码"),
            shortest=10, kinds=3, kept_for=timedelta(days=90), remembered=5, second_factor=True,
            idle=timedelta(minutes=15), absolute=timedelta(hours=8),
        ),
    )
}  # fmt: skip

ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
# Codes of `weakness`, with what to do instead.
WEAKNESSES = {
    "short": N_("口令太短"),
    "long": N_("口令太长，最多 256 个字符"),
    "kinds": N_("口令要有大写字母、小写字母、数字、符号中的三类"),
    "obvious": N_("这个口令太容易猜到，换成几个不相干的词连起来"),
    "name": N_("口令里不要有自己的登录名"),
    "used": N_("不要用最近用过的口令"),
}


def weakness(password: str, name: str, profile: Profile) -> str | None:
    """Why a password will not do, as a code of `WEAKNESSES`; None when it will."""
    if len(password) < profile.shortest:
        return "short"
    if len(password) > LONGEST:
        return "long"
    lowered = unicodedata.normalize("NFKC", password).lower()
    if len(name) > 2 and name.lower() in lowered:
        return "name"
    if _obvious(lowered):
        return "obvious"
    return "kinds" if len(_kinds(password)) < profile.kinds else None


def _obvious(lowered: str) -> bool:
    if len(set(lowered)) < 5 or is_common(lowered):
        return True
    return any(_along(lowered, row) >= len(lowered) * 0.6 for row in ROWS)


def _along(text: str, row: str) -> int:
    """The longest stretch of the text that runs along a row of the keyboard, either way."""
    both = (row + row, (row + row)[::-1])
    longest = 0
    for start in range(len(text)):
        end = start + longest + 1
        while end <= len(text) and any(text[start:end] in line for line in both):
            longest, end = end - start, end + 1
    return longest


def _kinds(password: str) -> set[str]:
    return {
        "upper" if char.isupper() else "lower" if char.islower() else "digit" if char.isdigit() else "sign"
        for char in password
    }
