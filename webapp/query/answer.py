"""The shape of an answer: ranked results with reasons, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WHY = {
    "exact": "原文有“{term}”",
    "title": "标题或引文有“{term}”",
    "symbol": "原文有“{term}”",
    "numeral": "按“{term}”查找，数字写法不同",
    "alias": "又称“{term}”",
    "names": "属于“{term}”",
    "cited": "提到“{term}”",
    "pinyin": "拼音，按“{term}”查找",
    "initials": "拼音首字母，按“{term}”查找",
    "homophone": "同音，按“{term}”查找",
    "lookalike": "形近，按“{term}”查找",
    "near": "近音，按“{term}”查找",
    "typo": "一字之差，按“{term}”查找",
    "ruleset": "“{term}”的条目",
    "lexicon": "按“{term}”查找",
    "wider": "按“{term}”查找",
    "partial": "部分符合：{term}",
    "learned": "答过相近的问题：{term}",
    "rests": "“{term}”依据的条目",
    "filter": "符合筛选条件",
}


@dataclass
class Result:
    """One line of the list.

    `tier`: see `engine`; `reason`: code of `WHY` and term, `why` the same as a sentence in Chinese; `snippet`: at most
    60 UTF-16 code units, `marks` and `title_marks` [start, end] in such units; `rests_on`: ids of the rules that a
    scenario rests on.
    """

    id: str
    type: str
    title: str
    score: float
    tier: int
    reason: dict[str, str]
    why: str
    snippet: str
    marks: list[list[int]]
    title_marks: list[list[int]]
    rests_on: list[str]

    def to_json(self) -> dict[str, Any]:
        """The contract's shape; marks and reasons are for our own pages."""
        names = ("id", "type", "title", "score", "tier", "why", "snippet", "rests_on")
        return {name: getattr(self, name) for name in names}


@dataclass
class Answer:
    """What the engine says to one query. `total` counts all results; `results` holds the best of them."""

    query: str
    total: int
    results: list[Result]
    notes: list[dict[str, str | int]] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    understood: list[dict[str, Any]] = field(default_factory=list)  # see `understanding`
    partial: bool = False  # the index is still being made: only on a phone
    corrected: dict[str, str] | None = None  # from, to, code: what is searched instead of what was typed

    def to_json(self) -> dict[str, Any]:
        """The shape of the API (`serve/openapi.py`); notes, parts and corrections only where there are any."""
        value: dict[str, Any] = {
            "query": self.query,
            "total": self.total,
            "results": [result.to_json() for result in self.results],
        }
        if self.understood:
            value["understood"] = self.understood
        if self.corrected:
            value["corrected"] = self.corrected
        return {**value, "notes": self.notes} if self.notes else value


def why(reason: dict[str, str]) -> str:
    """A reason → its sentence in Chinese; raises KeyError for a code that is not in `WHY`."""
    return WHY[reason["code"]].replace("{term}", reason["term"])
