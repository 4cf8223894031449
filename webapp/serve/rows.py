"""A document of the library → what a row of a list says of it. Pure; words stay message ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.rules.library import Library
from webapp.rules.lists import prohibits
from webapp.rules.model import Article, Document, DocumentId
from webapp.rules.order import ruleset_of
from webapp.rules.status import status
from webapp.rules.vocabulary import QUOTABLE

# The labels of a list of many types. A list of one type says other things than the type.
USUAL = ("type", "said", "red", "region", "status")


@dataclass(frozen=True)
class Row:
    """Enough to know what it is, where it holds, whether it is in force, and how far its words can be trusted."""

    id: DocumentId
    type: str
    title: str
    summary: str
    quote: str
    plain: str
    kind: str
    red_line: bool
    caution: str
    # What kind of answer it is, or whose view.
    said: str
    modality: str
    # Whether the rule's own words forbid; “红线” is the word of the press.
    prohibits: bool
    region: DocumentId
    ruleset: DocumentId
    status: str
    level: str
    recorded: tuple[int | None, int | None] | None


def row_of(library: Library, id_: DocumentId, today: date) -> Row | None:
    """None when the library holds nothing under this id."""
    found = library.resolve(id_)
    return row(library, *found, today) if found else None


def row(library: Library, document: Document, article: Article | None, today: date) -> Row:
    """An article is one of many: what its rule set is called or says says nothing about it."""
    ruleset = ruleset_of(library, document)
    own = document["id"] if article is None else article["id"]
    level = source_level(document)
    return Row(
        id=own,
        type="rule" if article else document["type"],
        title=library.title(own),
        summary=" ".join(article.get("path", ())) if article else document.get("summary", ""),
        # A paraphrase never stands in quotation marks.
        quote=document.get("quote", "") if level in QUOTABLE else "",
        plain="" if article else document.get("plain", ""),
        kind=document.get("kind", "") if document["type"] == "rule" else "",
        red_line=article is None and document.get("red_line", False),
        caution="" if article else document.get("caution", ""),
        said=document.get("answer_kind") or document.get("weight", ""),
        modality="" if article else document.get("modality", ""),
        prohibits=article is None and prohibits(document),
        region=document.get("region") or (ruleset or {}).get("region", ""),
        ruleset=ruleset["id"] if ruleset and ruleset["id"] != own else "",
        status=status(document, library, today),
        level=level,
        recorded=_recorded(document) if article is None else None,
    )


def source_level(document: Document) -> str:
    """How near the words are to the words of the rule: official text, or the level of the first source."""
    if document.get("text") or document.get("official_text"):
        return "official_text"
    if document["type"] in ("scenario", "guide"):  # told by the editors, whatever it rests on
        return "editorial"
    sources = document.get("sources", [])
    return sources[0]["level"] if sources else ""


def _recorded(document: Document) -> tuple[int | None, int | None] | None:
    if document["type"] != "ruleset":
        return None
    return document.get("items_recorded"), document.get("items_claimed")
