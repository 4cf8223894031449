"""What a regulation says about itself → front matter, each value with the words it was read from.

What it does not say is left unknown. A person decides: everything here is a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from webapp.rules.ids import parse_numeral

from .reading import Paragraph
from .regulation import DOC_NUMBER, Regulation

_YEAR = r"[\d〇○零一二三四五六七八九]{4}"
_DATE = re.compile(
    rf"({_YEAR})年\s*([\d一二三四五六七八九十]{{1,3}})月\s*([\d一二三四五六七八九十]{{1,3}})日"
)
_NAME_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHANGED = re.compile("修订|修正|修改|废止")
_MADE = re.compile("通过|公布|发布|批准|颁布|印发")
_IN_FORCE = re.compile("施行|生效|实施")
_FROM_DAY_ON = re.compile(rf"自({_DATE.pattern})起(?:施行|实施|生效|执行)")
_MINISTRY = re.compile(
    "(?:部|局|委员会|署|行|办公室)(?:令|公布|发布|[^，。]{0,16}(?:会议|号令).{0,4}(?:通过|公布))"
)
_COURT = re.compile("最高人民(?:法|检察)院")
_LAW = re.compile(r"(?<!办)法(?:典(?: .+)?)?$|全国人民代表大会")
_KIND_OF_BODY = "委员会|办公室|办公厅|人民政府|部|局|厅|院|委|处|署|会|办|党组|中心|公司|学校|大学"
_BODY_NAME = f"[\u4e00-\u9fff]{{2,24}}(?:{_KIND_OF_BODY})"
_LETTERHEAD = re.compile(rf"({_BODY_NAME})文件")
_SIGNED = re.compile(rf"({_BODY_NAME})")
_ISSUED_BY = re.compile(rf"\d日\s*({_BODY_NAME})(?:发布|印发|公布|制定)")
_LINES_AT_END = 12
_READ = 500  # of a paragraph: facts stand early, and patterns over long texts take long


@dataclass(frozen=True)
class Proposal:
    """A value for a field of front matter, and the paragraph that speaks for it."""

    field: str
    value: str
    source: Paragraph


@dataclass(frozen=True)
class Facts:
    """`version`: the day of the newest change, "" when no date is known. `proposals`: what was read, and where."""

    version: str
    issued_on: str
    effective_on: str
    binding: str
    doc_number: str
    proposals: tuple[Proposal, ...]

    @property
    def national(self) -> bool:
        """Whether a body of the whole state made it."""
        return self.binding != "未载明"


def read_facts(regulation: Regulation, name: str = "") -> Facts:
    """`name`: of the file, which may hold the day of the version."""
    found = list(_proposals(regulation))
    value = {proposal.field: proposal.value for proposal in reversed(found)}
    notes = [note.text[:_READ] for note in regulation.notes]
    dated = [(day, text) for text in notes for day in dates(text)[:1]]
    named = _NAME_DATE.findall(name)[-1:]
    changed = named or sorted(day for day, text in dated if not _IN_FORCE.search(text))[-1:]
    return Facts(
        version=changed[0] if changed else value.get("issued_on", ""),
        issued_on=value.get("issued_on", ""),
        effective_on=value.get("effective_on", ""),
        binding=_binding(regulation),
        doc_number=value.get("doc_number", ""),
        proposals=tuple(found),
    )


def dates(text: str) -> list[str]:
    """2015年3月1日, 二〇一五年三月一日 → 2015-03-01, in the order of the text."""
    return [
        f"{''.join(str(parse_numeral(digit) or 0) for digit in year)}-{_two(month)}-{_two(day)}"
        for year, month, day in _DATE.findall(text)
    ]


def _two(numeral: str) -> str:
    return f"{parse_numeral(numeral.lstrip('0')) or 0:02}"


def _proposals(regulation: Regulation) -> Iterator[Proposal]:
    """The best one of a field comes first."""
    for title in regulation.titles[:1]:
        yield Proposal("title", regulation.title, title)
    yield from _of_notes(regulation)
    yield from _of_end(regulation)


def _of_notes(regulation: Regulation) -> Iterator[Proposal]:
    in_force = []
    for note in regulation.notes:
        text = note.text[:_READ]
        days = dates(text)
        if days and _MADE.search(text):
            yield Proposal("issued_on", days[0], note)
        elif days and _IN_FORCE.search(text):
            in_force.append(Proposal("effective_on", days[0], note))
        for pattern, field in ((DOC_NUMBER, "doc_number"), (_LETTERHEAD, "issuer"), (_ISSUED_BY, "issuer")):
            for match in [] if _CHANGED.search(text) else pattern.finditer(text):
                yield Proposal(field, "".join(match[match.lastindex or 0].split()), note)
    yield from reversed(in_force)


def _of_end(regulation: Regulation) -> Iterator[Proposal]:
    """The last article says from when on, and a signature by whom; it may also stand above the rule itself."""
    for line in regulation.lines[::-1][:_LINES_AT_END]:
        if match := _FROM_DAY_ON.search(line.text[:_READ]):
            yield Proposal("effective_on", dates(match[1])[0], line)
    for lines in (regulation.lines[-_LINES_AT_END:], regulation.notes):
        for signed, dated in pairwise(lines):
            if _SIGNED.fullmatch(signed.text) and _DATE.fullmatch(dated.text):
                yield Proposal("issuer", signed.text, signed)
                yield Proposal("issued_on", dates(dated.text)[0], dated)


def _binding(regulation: Regulation) -> str:
    """By the name of the body that made it, which stands in the title or the notes."""
    notes = [note.text[:_READ] for note in regulation.notes]
    said = "\n".join([regulation.title, *notes])
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
    return "部门规章" if any(map(_MINISTRY.search, notes)) else "未载明"
