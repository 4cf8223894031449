"""Turns the blocks of an official text into articles, each with its chapter path, and the rest of the body.

Nothing may disappear: every visible character ends in an article, in a path that an article carries, or in
the body. `_conserved` raises when it did not, because then this module is wrong and not the author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webapp.rules.ids import ARTICLE_LABEL, NUMERAL, REFERENCE, article_id, article_number, is_id
from webapp.rules.model import Article, Block, Mark, Paragraph

from .markdown import Placed
from .problems import START, Place, Report

_RANKS = {"编": 0, "分编": 1, "章": 2, "节": 3}
_CHAPTER = re.compile(rf"第{NUMERAL}(?P<rank>分编|编|章|节)(?:\s|$)")
_ANNEX = re.compile(r"附(?:件|录|表|[:：\s]|$)")
_LABEL = re.compile(rf"(?P<label>{ARTICLE_LABEL})")
_REFERENCE = re.compile(REFERENCE)
STARTS = re.compile(
    rf"\s*(?:{ARTICLE_LABEL}(?:\s|$)|第{NUMERAL}(?:分编|编|章|节)(?:\s|$)|[（(]{NUMERAL}[）)])"
)


@dataclass
class _Parts:
    """What has been found so far. `pending`: chapter headings that no article stands under yet, by rank."""

    ruleset: str
    report: Report
    articles: list[Article] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    path: dict[int, str] = field(default_factory=dict)
    pending: dict[int, Block] = field(default_factory=dict)
    paths: list[Block] = field(default_factory=list)
    current: list[Block] = field(default_factory=list)


def split_articles(placed: list[Placed], ruleset: str, report: Report) -> tuple[list[Article], list[Block]]:
    """(articles, body). Where blocks stand decides: before the first article and from an annex on is body."""
    parts = _Parts(ruleset, report)
    parts.current = parts.body
    for line, block in placed:
        _place(block, line, parts)
    if not parts.articles:
        report.add("no-articles", Place(placed[0].line, 1) if placed else START, "body")
    for article in parts.articles:
        if not article["blocks"]:
            report.add("article-empty", Place(parts.lines[article["no"]], 1), "body", got=article["label"])
    _conserved([block for _, block in placed], parts)
    return parts.articles, parts.body


def _place(block: Block, line: int, parts: _Parts) -> None:
    text = _text(block)
    label, chapter = _LABEL.match(text), _CHAPTER.match(text)
    if label and _is_label(block, label, line, parts):
        _start_article(block, label, line, parts)
    elif chapter:
        _start_chapter(block, text, _RANKS[chapter["rank"]], parts)
    elif parts.articles and _ANNEX.match(text):
        parts.current = parts.body
        parts.body.append(block)
    elif block["k"] == "h" and parts.current is not parts.body:
        _start_chapter(block, text, _RANKS["章"], parts)
    else:
        parts.current.append(block)


def _is_label(block: Block, match: re.Match[str], line: int, parts: _Parts) -> bool:
    """A label is a heading, or bold, or followed by a space or nothing. What could be either is a problem."""
    rest = match.string[match.end() :]
    bold = [0, match.end(), "b"] in _marks(block)
    if not rest or rest[0].isspace() or bold or block["k"] == "h":
        return True
    last = _order(parts.articles[-1]["no"])[0] if parts.articles else 0
    if article_number(match["label"]) == str(last + 1) and not _REFERENCE.match(rest):
        parts.report.add("article-unclear", Place(line, match.end() + 1), "body", got=match["label"])
        return True
    return False


def _start_article(block: Block, match: re.Match[str], line: int, parts: _Parts) -> None:
    label = match["label"]
    number = _number(label, line, parts)
    if parts.pending:
        parts.body[:] = [each for each in parts.body if not any(each is h for h in parts.pending.values())]
        parts.paths += parts.pending.values()
        parts.pending = {}
    parts.current = _rest(block, match.end())
    parts.articles.append(
        {
            "id": article_id(parts.ruleset, number),
            "no": number,
            "label": label,
            "path": [parts.path[rank] for rank in sorted(parts.path)],
            "blocks": parts.current,
        }
    )


def _number(label: str, line: int, parts: _Parts) -> str:
    """The number of a label that must come after all before it."""
    number, place = article_number(label), Place(line, 1)
    if number is None or not is_id(article_id(parts.ruleset, number)):
        parts.report.add("bad-article", place, "body", got=label)
    elif number in parts.lines:
        parts.report.add("article-duplicate", place, "body", got=label, first=parts.lines[number])
    elif parts.articles and _order(number) < _order(parts.articles[-1]["no"]):
        parts.report.add("article-order", place, "body", got=label, expected=parts.articles[-1]["label"])
    number = number or "0"
    parts.lines.setdefault(number, line)
    return number


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split("-")]


def _rest(block: Block, start: int) -> list[Block]:
    """The paragraph of a label without the label, which articles hold on their own."""
    text = _text(block)
    start += len(text[start:]) - len(text[start:].lstrip())
    if start == len(text):
        return []
    rest: Paragraph = {"k": "p", "t": text[start:]}
    marks = list(_shifted(_marks(block), start))
    if marks:
        rest["m"] = marks
    return [rest]


def _text(block: Block) -> str:
    return block["t"] if block["k"] == "p" or block["k"] == "h" else ""


def _marks(block: Block) -> list[Mark]:
    return block.get("m", []) if block["k"] == "p" or block["k"] == "h" else []


def _shifted(marks: Iterable[Mark], by: int) -> Iterator[Mark]:
    """Labels hold no character outside the basic plane, so `by` counts code units as well."""
    for start, end, *kind in marks:
        if end > by:
            yield [max(0, start - by), end - by, *kind]


def _start_chapter(block: Block, text: str, rank: int, parts: _Parts) -> None:
    parts.path = {outer: title for outer, title in parts.path.items() if outer < rank}
    parts.path[rank] = " ".join(text.split())
    # A heading under which no article comes (a table of contents) stays in the body, where it stands now.
    parts.pending = {outer: heading for outer, heading in parts.pending.items() if outer < rank}
    parts.pending[rank] = block
    parts.body.append(block)
    parts.current = parts.body


def _conserved(blocks: list[Block], parts: _Parts) -> None:
    after = _characters([*parts.body, *parts.paths, *(b for a in parts.articles for b in a["blocks"])])
    after.update("".join(article["label"] for article in parts.articles))
    if after != _characters(blocks):
        raise AssertionError(f"{parts.report.path}: articles.py lost or made text")


def _characters(blocks: Iterable[Block]) -> Counter[str]:
    return Counter("".join("".join(texts(blocks)).split()))


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of a body tree, in reading order."""
    for block in blocks:
        if block["k"] == "ul" or block["k"] == "ol":
            for item in block["c"]:
                yield from texts(item)
        elif block["k"] == "quote":
            yield from texts(block["c"])
        elif block["k"] == "table":
            for row in (block["head"], *block["rows"]):
                yield from (cell["t"] for cell in row)
        elif block["k"] == "h" or block["k"] == "p":
            yield block["t"]
