"""A regulation → the Markdown file of a rule set that says the same, character for character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from webapp.rules.ids import ARTICLE_LABEL, article_number
from webapp.rules.schema import SUMMARY_LENGTH

from .facts import Facts
from .regulation import TABLE_RULE, Line, Regulation

SOURCE = "src-daoru"
TOPIC = "weifenlei"

# What Markdown would take for marks; the first group anywhere, the second where a line starts.
_MARKS = re.compile(r"[\\`*_\[\]<>~|&]")
_START = re.compile(r"(?:[#>=+-]|\d{1,9}(?=[.)]))")
_ARTICLE = re.compile(rf"^{ARTICLE_LABEL}\u3000", re.MULTILINE)
_LABEL = re.compile(ARTICLE_LABEL)
# 第十二条规定的… is a paragraph of an article; see compiler/articles.py.
_REFERENCE = re.compile("规定|第|所|的|、|至|和|或|与|以|中|，|之|款|项")


def rule_set_file(regulation: Regulation, facts: Facts, rule_set: str, work: str, day: str) -> str:
    """`day`: when this was imported, which is all that can be said about when it was checked."""
    body = "\n\n".join(_body(regulation)) + "\n"
    articles = count_articles(body)
    fields = {
        "id": rule_set,
        "type": "ruleset",
        "work": work,
        "version": facts.version[:7] or "nd",
        "title": regulation.title,
        "summary": _summary(articles),
        "topics": [TOPIC],
        "issuer": "unknown",
        "level": "中央" if facts.national else "未载明",
        "binding": facts.binding,
        "region": "quanguo" if facts.national else "weizai",
        "issued_on": facts.issued_on or None,
        "effective_on": facts.effective_on or None,
        "status": "unknown",
        "status_basis": SOURCE,
        "status_checked_on": day,
        "official_text": articles > 0,
        "items_claimed": None,
        "items_recorded": articles,
        "sources": [{"id": SOURCE, "level": "official_text"}],
        "updated_on": day,
    }
    header = "\n".join(f"{name}: {_value(value)}" for name, value in fields.items())
    return f"---\n{header}\n---\n{body}"


def count_articles(file: str) -> int:
    """The articles of a rule set file, counted by their labels."""
    return len(_ARTICLE.findall(file))


def _summary(articles: int) -> str:
    text = f"官方原文，共 {articles} 条。" if articles else "官方原文。"
    return text[:SUMMARY_LENGTH]


def _value(value: object) -> str:
    """JSON is YAML; what needs no quotation marks gets none."""
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9-]*|\d{4}-\d{2}-\d{2}|[\u4e00-\u9fff]+", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _body(regulation: Regulation) -> Iterator[str]:
    """Blocks of Markdown, one for each line that came, rows of a table together."""
    yield from map(_escaped, regulation.notes)
    table: list[str] = []
    last = 0
    for line in regulation.lines:
        if line.kind == "table":
            table.append(_row(line.text))
            continue
        yield from _tables(table)
        table = []
        label = _label(line, last)
        if label:
            last = int((article_number(label) or "0").split("-")[0])
            yield f"{label}\u3000{_escaped(line.text[len(label) :].strip())}"
        elif line.kind == "heading":
            yield f"{'#' * max(2, line.level)} {_escaped(line.text)}"
        else:
            yield _escaped(line.text)
    yield from _tables(table)


def _tables(rows: list[str]) -> Iterator[str]:
    """The row before a rule is the head of a table, also where two tables stood one under the other."""
    heads = [place - 1 for place, row in enumerate(rows) if TABLE_RULE.fullmatch(row)]
    for start, end in pairwise([*heads, len(rows)]):
        yield "\n".join(rows[start:end])


def _label(line: Line, last: int) -> str:
    """第十二条 where it begins an article: a space behind it, or the next number and nothing that refers."""
    match = _LABEL.match(line.text)
    if not match or not article_number(match[0]):
        return ""
    rest = line.text[match.end() :]
    if not rest or rest[0].isspace():
        return match[0]
    follows = article_number(match[0]) == str(last + 1) and not _REFERENCE.match(rest)
    return match[0] if follows else ""


def _escaped(text: str) -> str:
    text = _MARKS.sub(lambda match: "\\" + match[0], text)
    start = _START.match(text)
    if not start:
        return text
    end = start.end() if start[0].isdigit() else 0
    return f"{text[:end]}\\{text[end:]}"


def _row(text: str) -> str:
    if TABLE_RULE.fullmatch(text):
        return text
    cells = (cell.strip() for cell in text.strip("|").split("|"))
    return f"| {' | '.join(map(_escaped, cells))} |"
