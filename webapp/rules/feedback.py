"""Texts that people sent from their phones → reports of mistakes and searches that found nothing.

`static/js/rules/feedback.js` writes them. A person may have changed one before sending it, and several may have been
pasted together, so only the first lines are held to their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.errors import ContentError

from .ids import is_id

MAX_LENGTH = 200_000
LONGEST_QUERY = 64
_HEAD = re.compile(r"^\s*红线随身查\s*[·・•]\s*(报告错误|没有查到)\s*$", re.MULTILINE)
_LINE = re.compile(r"\s*(版本|条目|编号|哪里不对)\s*[:：]\s*(.*)")


@dataclass(frozen=True)
class Report:
    """`document`: the id of what somebody finds wrong, "" when the line was lost; `note`: their own words."""

    version: str
    document: str
    title: str
    note: str


@dataclass(frozen=True)
class Missed:
    """Searches that found nothing on one phone, newest first."""

    version: str
    queries: tuple[str, ...]


def read_feedback(text: str) -> list[Report | Missed]:
    """Every text in what was pasted. Raises ContentError when there is none."""
    heads = list(_HEAD.finditer(text[: MAX_LENGTH + 1]))
    if not heads or len(text) > MAX_LENGTH:
        raise ContentError(
            "没有认出手机发来的文字：它以“红线随身查·报告错误”或“红线随身查·没有查到”开头，"
            f"不超过 {MAX_LENGTH // 10_000} 万字。请整段粘贴。",
            "This is no text from a phone: those begin with 红线随身查·报告错误 or 红线随身查·没有查到 and have "
            f"at most {MAX_LENGTH} characters. Paste the whole text.",
        )
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        (_report if head[1] == "报告错误" else _missed)(text[head.end() : end].strip().splitlines())
        for head, end in zip(heads, ends, strict=True)
    ]


def _report(lines: list[str]) -> Report:
    """What stands behind the last label, on its line and below, is what the person wrote."""
    said: dict[str, str] = {}
    note: list[str] = []
    for line in lines:
        match = None if "哪里不对" in said else _LINE.fullmatch(line)
        if match:
            said[match[1]] = match[2].strip()
        else:
            note.append(line)
    document = said.get("编号", "")
    words = "\n".join([said.get("哪里不对", ""), *note]).strip()
    return Report(said.get("版本", ""), document if is_id(document) else "", said.get("条目", ""), words)


def _missed(lines: list[str]) -> Missed:
    first = _LINE.fullmatch(lines[0]) if lines else None
    version = first[2].strip() if first and first[1] == "版本" else ""
    return Missed(version, tuple(dict.fromkeys(_queries(lines[1:] if version else lines))))


def _queries(lines: list[str]) -> Iterator[str]:
    for line in lines:
        query = " ".join(line.split())
        if query and len(query) <= LONGEST_QUERY:
            yield query
