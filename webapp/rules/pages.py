"""One document of a library → what stands around it on its page, as ids: what is above, versions, the same elsewhere.

Same in static/js/rules/pages.js, which has cards in place of ids; tests/properties/test_pages.py compares the
two over all content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .library import Library
from .model import Article, Document, DocumentId, SourceRef
from .units import UNIT_TYPES
from .versions import in_force, versions_of


@dataclass(frozen=True)
class Higher:
    """A rule set that stands above, and its version in force when that is another."""

    id: DocumentId
    now: DocumentId | None


@dataclass(frozen=True)
class Source:
    """A source as one document uses it, with the archived words that stand at the place it names."""

    document: Document
    level: str
    locator: str
    excerpts: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A document or an article, and what a reader of it may need next."""

    document: Document
    article: Article | None
    ruleset: Document | None
    now: DocumentId | None
    versions: tuple[DocumentId, ...]
    higher: tuple[Higher, ...]
    before: DocumentId | None
    after: DocumentId | None
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
    ruleset = document if document["type"] == "ruleset" else library.get(document.get("ruleset", ""))
    current = in_force(library, ruleset, today) if ruleset else None
    before, after = _neighbours(ruleset, document, article)
    return Page(
        document=document,
        article=article,
        ruleset=ruleset,
        now=current["id"] if current and current is not ruleset else None,
        versions=_ids(versions_of(library, ruleset)) if ruleset is document else (),
        higher=_higher(library, document, ruleset, today),
        before=before,
        after=after,
        rules=_ids(library.rules_of(document["id"])),
        citing=_ids(each for each in library.citing(document["id"]) if each["type"] != "source"),
        siblings=_ids(_siblings(library, document)),
        members=_ids(_members(library, document)),
        parts=_ids(each for each in library.of_type("region") if each.get("parent") == document["id"]),
        sources=tuple(
            _source(source, document, reference)
            for reference in document.get("sources", ())
            if (source := library.get(reference["id"]))
        ),
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


def _neighbours(
    ruleset: Document | None, document: Document, article: Article | None
) -> tuple[DocumentId | None, DocumentId | None]:
    """The articles before and after this one in its set."""
    articles = ruleset.get("articles", []) if ruleset and (article or ruleset is not document) else []
    own = [
        number
        for number, each in enumerate(articles)
        if (each["id"] == article["id"] if article else each.get("rule") == document["id"])
    ]
    if not own:
        return None, None
    at = own[0]
    return (
        articles[at - 1]["id"] if at > 0 else None,
        articles[at + 1]["id"] if at + 1 < len(articles) else None,
    )


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


def _source(source: Document, document: Document, reference: SourceRef) -> Source:
    locator = reference.get("locator", "")
    there = [each["text"] for each in source.get("excerpts", ()) if each["locator"] == locator]
    quote = document.get("quote", "")
    exact = [text for text in there if quote and quote in text]
    return Source(source, reference["level"], locator, tuple(exact or there))


def _ids(documents: Iterable[Document]) -> tuple[DocumentId, ...]:
    return tuple(each["id"] for each in documents)
