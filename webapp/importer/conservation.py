"""A reading, the regulation made of it and the file made of that → the proof that no character got lost or made up.

Order and places are the compiler's promise (`compiler/articles.py` conserves what it is given); here it is that
what can be seen in the source can be seen in the file, or is listed as left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.compiler.articles import STARTS, split_articles, texts
from webapp.compiler.markdown import parse_body
from webapp.compiler.problems import InvalidContentError, Report
from webapp.errors import BuildError
from webapp.rules.model import Block

from .reading import Reading, visible
from .regulation import Regulation
from .rule_set import body_of


@dataclass(frozen=True)
class Proof:
    """Visible characters: those of the source and those added to them (automatic numbers) are taken or left out."""

    characters_in: int
    added: int
    taken: int
    left_out: int
    articles: int

    @property
    def accounted(self) -> int:
        """How many characters of the source are in the result or on the list."""
        return self.taken + self.left_out - self.added


def prove(reading: Reading, regulation: Regulation, file: str) -> Proof:
    """Raises when one visible character is not accounted for: then the importer is wrong, not the text."""
    added = visible(each.text for each in reading.added)
    left_out = visible(each.text for each in reading.left_out)
    body = visible(text for each in (*regulation.notes, *regulation.lines) for text in each.texts)
    taken = visible(each.text for each in regulation.titles) + body
    _require_same(reading.source + added, taken + left_out, regulation.title)
    blocks, articles = _compiled(file, regulation.title)
    _require_same(body, visible(texts(blocks)), regulation.title)
    return Proof(reading.source.total(), added.total(), taken.total(), left_out.total(), articles)


def _compiled(file: str, title: str) -> tuple[Iterable[Block], int]:
    """The body that the compiler reads from a file, and how many articles it finds."""
    report = Report(title)
    placed = parse_body(body_of(file), 1, report, lambda *_: None, STARTS)
    if report.problems:
        raise InvalidContentError(report.problems)
    articles, _ = split_articles(placed, "x", report)
    return [each.block for each in placed], len(articles)


def _require_same(before: Counter[str], after: Counter[str], title: str) -> None:
    if before != after:
        lost, made = "".join((before - after).elements())[:40], "".join((after - before).elements())[:40]
        raise BuildError(
            f"{title}：有文字没有对上（少了“{lost}”，多了“{made}”）。请报告这个问题。",
            f"{title}: characters do not add up (lost “{lost}”, made up “{made}”). Please report it.",
        )
