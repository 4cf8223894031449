"""One document of a library → what stands around it on its page, as ids: what is above, versions, the same elsewhere.

Same in static/js/rules/pages.js, which has cards in place of ids; tests/properties/test_pages.py compares the
two over all content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .library import Library
from .model import Article, Document, DocumentId, Excerpt, SourceRef
from .order import ruleset_of
from .units import UNIT_TYPES
from .versions import in_force, versions_of


@dataclass(frozen=True)
class Higher:
    """A rule set that stands above, and its version in force when that is another."""

    id: DocumentId
    now: DocumentId | None


@dataclass(frozen=True)
class Place:
    """An article of the same set, or the rule that annotates it."""

    id: DocumentId
    label: str


@dataclass(frozen=True)
class Source:
    """A source as one document uses it, with the archived words that stand at the places it names."""

    document: Document
    level: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True)
class Page:
    """A document or an article, and what a reader of it may need next."""

    document: Document
    article: Article | None
    ruleset: Document | None
    now: DocumentId | None
    versions: tuple[DocumentId, ...]
    higher: tuple[Higher, ...]
    before: Place | None
    after: Place | None
    rules: tuple[DocumentId, ...]
    citing: tuple[DocumentId, ...]
    siblings: tuple[DocumentId, ...]
    members: tuple[DocumentId, ...]
    parts: tuple[DocumentId, ...]
    sources: tuple[Source, ...]


def page_of(library: Library, id_: DocumentId, today: date) -> Page | None:
    """None when the library holds nothing under this id."""
    found = library.resolve(id_)
    if found is None:
        return None
    document, article = found
    ruleset = ruleset_of(library, document)
    current = in_force(library, ruleset, today) if ruleset else None
    articles = (ruleset or {}).get("articles", [])
    at = _place(articles, document, article)
    return Page(
        document=document,
        article=article,
        ruleset=ruleset,
        now=current["id"] if current and current is not ruleset else None,
        versions=_ids(versions_of(library, ruleset)) if ruleset is document else (),
        higher=_higher(library, document, ruleset, today),
        before=_at(articles, at - 1) if at > 0 else None,
        after=_at(articles, at + 1) if 0 <= at < len(articles) - 1 else None,
        rules=_ids(library.rules_of(document["id"])),
        citing=_ids(each for each in library.citing(document["id"]) if each["type"] != "source"),
        siblings=_ids(_siblings(library, document)),
        members=_ids(_members(library, document)),
        parts=_ids(each for each in library.of_type("region") if each.get("parent") == document["id"]),
        sources=_sources(library, document),
    )


def _higher(
    library: Library, document: Document, ruleset: Document | None, today: date
) -> tuple[Higher, ...]:
    """What a rule or its set puts into practice. A set names the version of its own time; people need today's."""
    ids = document.get("higher_rules") or (ruleset or document).get("higher_rules", [])
    found = []
    for higher in filter(None, map(library.get, ids)):
        now = in_force(library, higher, today)
        found.append(Higher(higher["id"], now["id"] if now and now is not higher else None))
    return tuple(found)


def _place(articles: list[Article], document: Document, article: Article | None) -> int:
    """Where an article, or the rule that annotates one, stands in its set; -1 for anything else."""
    for number, each in enumerate(articles):
        if each["id"] == article["id"] if article else each.get("rule") == document["id"]:
            return number
    return -1


def _at(articles: list[Article], number: int) -> Place:
    article = articles[number]
    return Place(article.get("rule") or article["id"], article["label"])


def _siblings(library: Library, document: Document) -> list[Document]:
    """The rules of other sets on the same first topic: the same question, asked elsewhere."""
    topics = document.get("topics", [])
    if document["type"] != "rule" or not topics:
        return []
    return [
        other
        for other in library.of_type("rule")
        if other.get("ruleset") != document.get("ruleset") and topics[0] in other.get("topics", ())
    ]


def _members(library: Library, document: Document) -> list[Document]:
    """What belongs to a topic, an issuer, or a region and the regions inside it."""
    own, type_ = document["id"], document["type"]
    if type_ not in ("topic", "region", "issuer"):
        return []
    found = [each for each in library.documents.values() if each["type"] in UNIT_TYPES]
    if type_ == "topic":
        return [each for each in found if own in each.get("topics", ())]
    if type_ == "issuer":
        return [each for each in found if own in (each.get(name) for name in ("issuer", "owner", "operator"))]
    inside = "parent" in document  # everything lies inside the nation, which tells nothing
    return [
        each
        for each in found
        if each.get("region") == own or (inside and own in library.region_chain(each.get("region", "")))
    ]


def _sources(library: Library, document: Document) -> tuple[Source, ...]:
    """Each source once, whatever the number of places in it."""
    uses: dict[DocumentId, list[SourceRef]] = {}
    for reference in document.get("sources", ()):
        uses.setdefault(reference["id"], []).append(reference)
    known = ((library.get(id_), references) for id_, references in uses.items())
    return tuple(
        Source(source, references[0]["level"], _excerpts(source, references, document.get("quote", "")))
        for source, references in known
        if source
    )


def _excerpts(source: Document, references: list[SourceRef], quote: str) -> tuple[Excerpt, ...]:
    locators = [reference.get("locator", "") for reference in references]
    there = [each for each in source.get("excerpts", ()) if each["locator"] in locators]
    return tuple([each for each in there if quote and quote in each["text"]] or there)


def _ids(documents: Iterable[Document]) -> tuple[DocumentId, ...]:
    return tuple(each["id"] for each in documents)
