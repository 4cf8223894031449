"""A source, what was read from it and the file made of that → the characters that got lost or were made up on the way.

Order and places are the compiler's promise (`compiler/articles.py` conserves what it is given); here it is that
what can be seen in the source can be seen in the file, or is listed as left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from webapp.compiler.articles import STARTS, texts
from webapp.compiler.markdown import parse_body
from webapp.compiler.problems import Report
from webapp.errors import BuildError

from .regulation import GETA, TABLE_RULE, Regulation


def require_conserved(source: str, regulation: Regulation, file: str) -> None:
    """Raises when one visible character is not accounted for: then the importer is wrong, not the text."""
    taken = [regulation.title, *regulation.notes, *(line.text for line in regulation.lines)]
    left_out = [each.text for each in regulation.left_out]
    damaged = sum(each.reason == "damaged" for each in regulation.left_out)
    _require_same(_seen([source, GETA * damaged]), _seen([*taken, *left_out]), regulation)
    rows = (line.text for line in regulation.lines if not TABLE_RULE.fullmatch(line.text))
    _require_same(_seen([*regulation.notes, *rows], "|"), _seen(_compiled(file), "|"), regulation)


def _compiled(file: str) -> Iterable[str]:
    """The texts that the compiler reads from the body of a file."""
    body = file.split("\n---\n", 1)[1]
    report = Report(file)
    blocks = [placed.block for placed in parse_body(body, 1, report, lambda *_: None, STARTS)]
    if report.problems:
        raise BuildError(*(f"{problem}" for problem in report.problems[:1] * 2))
    return texts(blocks)


def _seen(parts: Iterable[str], but: str = "") -> Counter[str]:
    return Counter(
        "".join("".join(parts).split()).replace(but, "") if but else "".join("".join(parts).split())
    )


def _require_same(before: Counter[str], after: Counter[str], regulation: Regulation) -> None:
    if before != after:
        lost, made = "".join((before - after).elements())[:40], "".join((after - before).elements())[:40]
        raise BuildError(
            f"{regulation.title}：有文字没有对上（少了“{lost}”，多了“{made}”）。请报告这个问题。",
            f"{regulation.title}: characters do not add up (lost “{lost}”, made up “{made}”). Please report it.",
        )
