"""Passwords that everybody tries first are refused, also when they are made as long as the profile asks for."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from webapp.admin.common_passwords import LIST
from webapp.admin.profiles import PROFILES, weakness

COMMON = gzip.decompress(LIST.read_bytes()).decode().split()
ASVS = PROFILES["asvs"]


@pytest.mark.parametrize(
    "lengthened",
    [
        lambda word: word,
        lambda word: f"{word}20262026",
        lambda word: f"{word.capitalize()}@2026!!!!!!",
        lambda word: (word * 12)[: max(12, len(word))],
    ],
    ids=["as it is", "a year", "with signs", "again and again"],
)
def test_the_3000_most_common_are_refused(lengthened: Callable[[str], str]) -> None:
    """ASVS 5.0, 6.2.4."""
    words = [word for word in COMMON if len(word) >= 4]
    assert len(words) >= 3000
    assert [word for word in words if weakness(lengthened(word), "zhang", ASVS) is None] == []


def test_the_list_has_what_the_length_alone_does_not_refuse() -> None:
    long = [word for word in COMMON if len(word) >= ASVS.shortest]
    assert len(long) >= 200 and all(weakness(word, "zhang", ASVS) == "obvious" for word in long)


@pytest.mark.parametrize(
    "password", ["p@ssw0rd1234", "Passw0rd-2026!", "zhongguo Beijing 1", "dragonmonkey99", "woaini5201314"]
)
def test_the_usual_tricks_are_known(password: str) -> None:
    assert weakness(password, "zhang", ASVS) == "obvious"


@pytest.mark.parametrize(
    "password",
    [
        "gao shan liu shui 88",
        "correct horse battery staple",
        "wo jia men kou de shu",
        "岭上多白云只可自怡悦也不堪",
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_good(password: str) -> None:
    assert weakness(password, "zhang", ASVS) is None
