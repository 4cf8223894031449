"""Turns the data files beside it into the tables that a release ships, and the tables into quick look-ups.

The tables do not depend on the library: a changed rule leaves them, and the phone's copy of them, as they are.
Everything that decides a term or a score is in here, so that both engines read it from the same bytes.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .compact import compact, compact_steps, expand, expand_steps
from .syllables import pack_syllables, unpack_syllables

VERSION = 2  # of their format
# What a character is, apart from visible (0): the kinds of `characters.json`, in this order.
CHARACTER_KINDS = ("drop", "symbol", "mark", "join", "newer")
DROP, SYMBOL, MARK, JOIN, NEWER = range(1, 6)
DATA = Path(__file__).parent / "data"
FIELDS = ("title", "quote", "body", "notes", "alias", "names", "cited")

RANKING: dict[str, Any] = {
    # BM25F. Lengths are normalised less in fields that are short by nature, and against these usual lengths instead
    # of averages: so what a term weighs in a unit depends on that unit alone, and outlives changes elsewhere.
    "k1": 1.2,
    "weights": {"title": 4, "quote": 4, "body": 1, "notes": 1, "alias": 2, "names": 1, "cited": 0},
    "b": {"title": 0.3, "quote": 0.3, "body": 0.6, "notes": 0.6, "alias": 0.3, "names": 0.2, "cited": 0},
    "pivot": {"title": 18, "quote": 20, "body": 80, "notes": 120, "alias": 50, "names": 36, "cited": 180},
    # Inside a tier: what kind of document, what kind of rule, and is it in force.
    "types": {
        "rule": 1.0,
        "ruleset": 0.8,
        "scenario": 0.75,
        "case": 0.75,
        "channel": 0.95,
        "guide": 0.6,
        "finding": 0.6,
        "interpretation": 0.6,
        "practice": 0.5,
    },
    "bare_article": 0.8,  # an article nobody has annotated
    "kinds": {"红线": 1.15, "群规": 1.0, "要求": 0.95, "倡导": 0.9, "机制": 0.82},
    "status": {
        "现行": 1.0,
        "试行": 1.0,
        "试行(后续未查实)": 0.97,
        "已修改": 0.9,
        "未核实": 0.97,
        "需复核": 0.97,
        "尚未施行": 0.9,
        "已成历史": 0.9,
        "已被替代": 0.6,
        "已废止": 0.6,
    },
    "comment": ["finding", "guide", "interpretation", "practice"],  # never above a rule of the same tier
    # A question is answered when this share of it is covered; the list goes on to this share of the best.
    "covered": 0.58,
    "covered_of_text": 0.7,  # by a rule set, or an article that nobody has annotated
    "covered_alone": 0.64,  # by the only word of ours beside characters that no text holds
    # Where nothing is covered so: a question that names a medium, from so many characters on, with this share.
    "covered_of_long": [[9, 0.44], [14, 0.36], [18, 0.3]],
    "covered_of_topic": 0.45,  # share of the characters, where a topic's own word is among them
    "near_best": 0.8,
    "mended": 0.85,  # a question with its slips put right is what was meant when so much of it is covered
    # Who asks about giving or taking means the rules that forbid that; who names a place, what is from there.
    "acts": {"收受": "收领抢拿", "赠送": "送赠给"},
    "same_act": 1.2,
    # Articles near a question that nothing else answers: when so much of it is known to the library; how many are
    # looked at, one of so many units at most, and shown; what the five best of its law add to an article; what kind
    # of law it is.
    "nearest": {
        "known": 0.45,
        "looked_at": 400,
        "of": 32,
        "shown": 100,
        "best": 5,
        "law": 0.08,
        "bindings": {"法律": 1.0, "司法解释": 0.9, "行政法规": 0.75, "部门规章": 0.75, "未载明": 0.75},
    },
    # Learned links: so many of the questions most like this one count, where official texts answer from this likeness
    # on, elsewhere from the second; what they add to a rule, and to the articles of a law.
    "learned": {"asked": 20, "least": 0.05, "alike": 0.5, "link": 0.5, "law": 0.2},
    "beside_exact": 0.95,  # beside documents that hold the exact words, only as good as complete ones
}


@cache
def read_data(name: str) -> Any:
    """One of the data files beside this module."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def build_tables() -> dict[str, Any]:
    """The tables as plain JSON."""
    return {
        "v": VERSION,
        **_packed(),
        "function": " ".join(read_data("words.json")["function"]),
        "setting": " ".join(read_data("words.json")["setting"]),
        "handling": " ".join(read_data("words.json")["handling"]),
        "heteronyms": read_data("heteronyms.json")["words"],
        "lookalikes": " ".join(read_data("lookalikes.json")["groups"]),
        "fields": list(FIELDS),
        "ranking": RANKING,
    }


@cache
def _packed() -> dict[str, Any]:
    """The large tables as texts that compress well; the data files are written for people."""
    fold = read_data("fold.json")
    return {
        "characters": {name: compact(ranges) for name, ranges in read_data("characters.json").items()},
        "fold": {side: compact_steps(map(ord, fold[side])) for side in ("from", "to")},
        "pinyin": pack_syllables(read_data("pinyin.json")),
    }


def spread(deltas: list[int]) -> list[tuple[int, int]]:
    """Gap, length, gap, length … → (first, after last) pairs."""
    out, at = [], 0
    for gap, length in zip(deltas[::2], deltas[1::2], strict=True):
        out.append((at + gap, at + gap + length))
        at += gap + length
    return out


class Tables:
    """Look-ups over the JSON of `build_tables`."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value
        self.ranking: dict[str, Any] = value["ranking"]
        self.kind = bytearray(0x110000)
        for number, name in enumerate(CHARACTER_KINDS, start=1):
            for start, end in spread(expand(value["characters"][name])):
                self.kind[start:end] = bytes([number]) * (end - start)
        sides = (map(chr, expand_steps(value["fold"][side])) for side in ("from", "to"))
        self.fold: dict[str, str] = dict(zip(*sides, strict=True))
        self.syllables: dict[str, str] = unpack_syllables(value["pinyin"])
        self.readings: dict[str, list[str]] = {}
        for syllable in sorted(self.syllables):
            for char in self.syllables[syllable]:
                self.readings.setdefault(char, []).append(syllable)
        self.function: frozenset[str] = frozenset(value["function"].split())
        self.setting: frozenset[str] = frozenset(value["setting"].split())
        self.handling: frozenset[str] = frozenset(value["handling"].split())
        self.heteronyms: dict[str, str] = value["heteronyms"]
        self.lookalikes: dict[str, str] = {}
        for group in value["lookalikes"].split(" "):
            for char in group:
                known = self.lookalikes.get(char, char)
                self.lookalikes[char] = known + "".join(other for other in group if other not in known)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Tables:
        """What `build_tables` made, or a release of this `VERSION` ships; the version is the caller's to check."""
        return cls(value)
