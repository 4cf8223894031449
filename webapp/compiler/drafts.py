"""Turns a read file into a draft: typed fields that remember where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from webapp.rules.ids import split_article_id
from webapp.rules.model import Article, Block
from webapp.rules.schema import TYPES, DocumentType

from .fields import read_fields
from .front_matter import FrontMatter, Mapping, Sequence, Value
from .loader import SourceFile
from .problems import Place, Report, nearest


@dataclass
class Draft:
    """A document on its way. `id` is the file's name, which the field must repeat."""

    id: str
    type: DocumentType
    fields: dict[str, Any]
    front: FrontMatter
    report: Report
    body: list[Block] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)

    def place(self, *path: str | int) -> Place:
        """Where the value under ("sources", 0, "level") stands, or the nearest thing around it."""
        value: Value = self.front.header
        for part in path:
            if isinstance(value, Mapping) and part in value.entries:
                value = value.entries[str(part)]
            elif isinstance(value, Sequence) and isinstance(part, int) and part < len(value.items):
                value = value.items[part]
            else:
                break
        return value.place

    def levels(self) -> list[str]:
        """The provenance levels of the sources it names."""
        return [source["level"] for source in self.fields.get("sources", ()) if source and "level" in source]


def make_draft(file: SourceFile) -> Draft | None:
    """None when the file has no readable header; the report says why."""
    if file.front is None:
        return None
    kind = TYPES[file.folder]
    fields = read_fields(file.front.header, kind, file.report)
    draft = Draft(file.stem, kind, fields, file.front, file.report)
    _check_identity(draft)
    return draft


def _check_identity(draft: Draft) -> None:
    given = draft.fields.get("type", draft.type.name)
    if given not in TYPES:
        near_zh, near_en = nearest(given, TYPES)
        expected = "、".join(TYPES)
        draft.report.add(
            "not-a-choice",
            draft.place("type"),
            "type",
            got=given,
            expected=expected,
            near_zh=near_zh,
            near_en=near_en,
        )
    elif given != draft.type.name:
        draft.report.add("wrong-folder", draft.place("type"), "type", got=given, expected=draft.type.name)
    if draft.fields.get("id", draft.id) != draft.id:
        got = draft.fields["id"]
        draft.report.add("wrong-file-name", draft.place("id"), "id", got=got, expected=draft.id)
    _check_rule_id(draft)


def _check_rule_id(draft: Draft) -> None:
    """Ids of rules start with their set's, and `--art-12` is the name of article 12 and of nothing else."""
    ruleset = draft.fields.get("ruleset", "")
    if draft.type.name == "rule" and ruleset and not draft.id.startswith(f"{ruleset}--"):
        draft.report.add("rule-prefix", draft.place("id"), "id", got=draft.id, expected=ruleset)
    named = split_article_id(draft.id)
    if named and named != (ruleset, draft.fields.get("article")):
        draft.report.add("article-id-taken", draft.place("id"), "id", got=draft.id)
