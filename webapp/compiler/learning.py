"""Turns a table of questions and the ids of what answers them into the file of a lexicon document: learned links.

What is learned stays readable: one question with its rules under another, to be reviewed, corrected and crossed out.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

HEADS = frozenset(["question", "asked", "问题", "问过的话"])
LONGEST = 200  # characters of a question
_BETWEEN = re.compile(r"[\s,，、;；|]+")


@dataclass(frozen=True)
class Pair:
    """A question and what answers it; `line` is where it stands in the table."""

    line: int
    asked: str
    rules: list[str]


def read_table(name: str, text: str) -> list[Pair]:
    """CSV or tab-separated: a question, then ids in one cell or several. JSON: `[{"question", "ids"}]`.

    ValueError when it is none of these.
    """
    if name.endswith(".json"):
        return [Pair(number, _line(row["question"]), list(row["ids"])) for number, row in _objects(text)]
    separator = "\t" if "\t" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator)
    found = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    pairs = [Pair(line, _line(first), _ids(rest)) for line, (first, *rest) in found]
    return pairs[1:] if pairs and pairs[0].asked.lower() in HEADS else pairs


def problems(pairs: Iterable[Pair], is_rule: Callable[[str], bool]) -> Iterator[tuple[int, str, str]]:
    """Line, Chinese, English: what has to be put right in the table first."""
    for pair in pairs:
        if not pair.asked or len(pair.asked) > LONGEST:
            yield pair.line, f"问题应有 1 到 {LONGEST} 字", f"a question has 1 to {LONGEST} characters"
        if not pair.rules:
            yield pair.line, "没有写编号", "no id"
        for each in pair.rules:
            if not is_rule(each):
                yield pair.line, f"没有条目或条文叫 {each}", f"no rule or article is called {each}"


def joined(pairs: Iterable[Pair], form: Callable[[str], str]) -> list[Pair]:
    """Each question once, as it was first asked, with everything that answers it."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        known = found.setdefault(form(pair.asked), Pair(pair.line, pair.asked, []))
        known.rules.extend(each for each in pair.rules if each not in known.rules)
    return list(found.values())


def lexicon_file(document_id: str, pairs: Iterable[Pair], day: str) -> str:
    """The file of a lexicon document that holds these links and nothing else."""
    lines = [
        "---",
        f"id: {document_id}",
        "type: lexicon",
        "title: 问过的话",
        "summary: 问过的话对到回答它的条目。",
        "links:",
    ]
    for pair in pairs:
        lines += [
            f"  - asked: {json.dumps(pair.asked, ensure_ascii=False)}",
            f"    rules: [{', '.join(pair.rules)}]",
        ]
    return "\n".join(
        [*lines, f"updated_on: {day}", "---", "由 learn 命令写成。可以逐条核对、改正、删去。", ""]
    )


def _objects(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    value = json.loads(text)
    for number, row in enumerate(value if isinstance(value, list) else [None], start=1):
        if (
            not isinstance(row, dict)
            or not isinstance(row.get("question"), str)
            or not isinstance(row.get("ids"), list)
        ):
            raise ValueError(number)
        yield number, row


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _ids(cells: Iterable[str]) -> list[str]:
    return [each for cell in cells for each in _BETWEEN.split(cell) if each]
