"""What is known of a regulation and its body → the Markdown file of a rule set."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from webapp.rules.ids import ARTICLE_LABEL
from webapp.rules.schema import SUMMARY_LENGTH

from .facts import Facts

SOURCE = "src-daoru"
TOPIC = "weifenlei"
_ORIGIN = "导入自 "

_ARTICLE = re.compile(rf"^{ARTICLE_LABEL}\u3000", re.MULTILINE)
_ORIGIN_LINE = re.compile(rf'^editor_note: "{_ORIGIN}(.*)"$', re.MULTILINE)


@dataclass(frozen=True)
class Names:
    """`work`: what all versions are called; `origin`: the name of the text it was made of."""

    id: str
    work: str
    origin: str


def rule_set_file(title: str, body: str, facts: Facts, names: Names, day: str) -> str:
    """`day`: when this was imported, which is all that can be said about when it was checked."""
    articles = count_articles(body)
    fields = {
        "id": names.id,
        "type": "ruleset",
        "work": names.work,
        "version": facts.version[:7] or "nd",
        "title": title,
        "summary": _summary(articles),
        "topics": [TOPIC],
        **({"doc_number": facts.doc_number} if facts.doc_number else {}),
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
        "editor_note": _ORIGIN + names.origin,
        "updated_on": day,
    }
    header = "\n".join(f"{name}: {_value(value)}" for name, value in fields.items())
    return f"---\n{header}\n---\n{body}"


def origin(file: str) -> str:
    """The name of the text that a rule set file was made of; "" when it was written by hand."""
    found = _ORIGIN_LINE.search(file.split("\n---\n", 1)[0])
    return str(json.loads(f'"{found[1]}"')) if found else ""


def body_of(file: str) -> str:
    """What stands under the front matter."""
    return file.split("\n---\n", 1)[-1]


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
