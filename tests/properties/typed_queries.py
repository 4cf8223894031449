"""Queries as people, cats and attackers type them, seeded: pieces of the library, changed, spelled, mixed, broken."""

from __future__ import annotations

import random
from collections.abc import Iterator

from webapp.analysis.tables import Tables
from webapp.rules.units import Unit

NASTY = [
    "",
    " ",
    '"',
    "“",
    "-",
    "--",
    "-红包",
    "- 红包",
    "地区:",
    "地区:天津",
    "地区：天津 红包",
    "类别:红线",
    "状态:未核实",
    "类型:条目 红包",
    "主题:红包礼金 -微信",
    "foo:bar",
    "constructor:x",
    "__proto__:x",
    "(((",
    "*",
    "?",
    "[a TO b]",
    "a AND OR NOT b",
    "\x00",
    "\x02 10\x03条",
    "\ud800",
    "\udc00红包",
    "𠮷野家",
    "👨‍👩‍👧",
    "e\u0301",
    "ﬁ",
    "㈠条",
    "１０条",
    "ﷺ",
    "İ",
    "Σας",
    "가",
    "ｶﾞ",
    "\u200b红\u200b包",
    "红\n包",
    "a" * 200,
    "红包" * 50,
    "红 " * 40,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "\\",
    "^$.*",
    "+",
    "互联网+",
    "％",
    "拾条",
    "第一百零五条",
    "两条",
    "三个月",
    "一个",
    "10",
    "2017",
    "二〇一七年",
    "xi an",
    "h",
    "zhong yang",
    "微信hb",
    "hb微信",
    "\ufffe\uffff",
    "\U0002ebf0",
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def typed_queries(units: list[Unit], tables: Tables, count: int, seed: int) -> list[str]:
    """NASTY and `count` more."""
    chance = random.Random(seed)
    texts = [text for unit in units for field in unit["fields"].values() for text in field]  # type: ignore[attr-defined]
    return [*NASTY, *_random_queries(chance, texts, tables, count)]


def _random_queries(chance: random.Random, texts: list[str], tables: Tables, count: int) -> Iterator[str]:
    chars = sorted({char for text in texts for char in text})
    function = sorted(tables.function)

    def piece(longest: int) -> str:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        return text[start : start + chance.randint(1, longest)]

    def changed() -> str:
        typed = list(piece(8))
        typed[chance.randrange(len(typed))] = chance.choice(chars)
        return "".join(typed)

    def spelled() -> str:
        syllables = [chance.choice(tables.readings.get(char, [char])) for char in piece(5)]
        return "".join(syllables)[: chance.randint(2, 20)]

    def sounding() -> str:
        return "".join(
            chance.choice(tables.syllables[chance.choice(tables.readings[char])])
            if char in tables.readings
            else char
            for char in piece(4)
        )

    def mixed() -> str:
        return " ".join(
            chance.choice([chance.choice(NASTY), piece(4), "-" + piece(2)])
            for _ in range(chance.randint(1, 4))
        )

    def unicode() -> str:
        spans = (0x250, 0x3000, 0x10000, 0x110000)
        return "".join(chr(chance.randrange(chance.choice(spans))) for _ in range(chance.randint(1, 5)))

    ways = [
        lambda: piece(24),
        lambda: "".join(chance.choice(chars) for _ in range(chance.randint(1, 8))),
        changed,
        spelled,
        sounding,
        lambda: "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 6))),
        mixed,
        unicode,
        lambda: piece(6) + chance.choice(function) + piece(4),
    ]
    for _ in range(count):
        yield chance.choice(ways)()
