"""What a regulation says about itself → front matter. What it does not say is left unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .regulation import Regulation

_DATE = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日")
_NAME_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MADE = re.compile("通过|公布|发布|批准|颁布|印发")
_IN_FORCE = re.compile("施行|生效|实施")
_MINISTRY = re.compile(
    "(?:部|局|委员会|署|行|办公室)(?:令|公布|发布|[^，。]{0,16}(?:会议|号令).{0,4}(?:通过|公布))"
)
_COURT = re.compile("最高人民(?:法|检察)院")
_LAW = re.compile(r"(?<!办)法(?:典(?: .+)?)?$|全国人民代表大会")


@dataclass(frozen=True)
class Facts:
    """`version`: the day of the newest change, "" when no date is known."""

    version: str
    issued_on: str
    effective_on: str
    binding: str

    @property
    def national(self) -> bool:
        """Whether a body of the whole state made it."""
        return self.binding != "未载明"


def read_facts(regulation: Regulation, name: str = "") -> Facts:
    """`name`: of the file, which may hold the day of the version."""
    dated = [(day, note) for note in regulation.notes for day in dates(note)[:1]]
    made = [day for day, note in dated if _MADE.search(note)]
    in_force = [day for day, note in dated if _IN_FORCE.search(note) and not _MADE.search(note)]
    named = _NAME_DATE.findall(name)[-1:]
    changed = named or sorted(day for day, note in dated if not _IN_FORCE.search(note))[-1:] or made[-1:]
    return Facts(
        version=changed[0] if changed else "",
        issued_on=made[0] if made else "",
        effective_on=in_force[-1] if in_force else "",
        binding=_binding(regulation),
    )


def dates(text: str) -> list[str]:
    """2015年3月1日 → 2015-03-01, in the order of the text."""
    return [f"{int(year)}-{int(month):02}-{int(day):02}" for year, month, day in _DATE.findall(text)]


def _binding(regulation: Regulation) -> str:
    """By the name of the body that made it, which stands in the title or the notes."""
    said = "\n".join([regulation.title, *regulation.notes])
    if _COURT.search(regulation.title):
        return "司法解释"
    if _LAW.search(regulation.title):
        return "法律"
    if "国务院" in said:
        return "行政法规"
    if "全国人民代表大会" in said:
        return "法律"
    if _COURT.search(said):
        return "司法解释"
    return "部门规章" if any(map(_MINISTRY.search, regulation.notes)) else "未载明"
