"""Turns compiled documents into a library: what an id is, what belongs to it and what it is called."""

from __future__ import annotations

from collections.abc import Iterable

from .ids import article_id, split_article_id
from .model import Article, Document, DocumentId

# Fields by which one document points at others; the other direction is what `citing` answers.
_POINTERS = ("related", "answer_basis", "supersedes", "higher_rules")


class Library:
    """All documents of one release, by id. Never changed after it was made."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: dict[DocumentId, Document] = {
            document["id"]: document for document in sorted(documents, key=lambda document: document["id"])
        }
        self._articles: dict[DocumentId, tuple[Document, Article]] = {}
        self._redirects: dict[DocumentId, DocumentId] = {}
        self._rules: dict[DocumentId, list[Document]] = {}
        self._types: dict[str, list[Document]] = {}
        self._citing: dict[DocumentId, list[Document]] = {}
        for document in self.documents.values():
            self._types.setdefault(document["type"], []).append(document)
            if "ruleset" in document:
                self._rules.setdefault(document["ruleset"], []).append(document)
            for article in document.get("articles", ()):
                self._articles[article["id"]] = (document, article)
            for old in document.get("redirects", ()):
                self._redirects[old] = document["id"]
            for target in _pointed_at(document):
                self._citing.setdefault(target, []).append(document)

    def get(self, document_id: DocumentId) -> Document | None:
        """The document with exactly this id; knows nothing of articles and redirects (see `resolve`)."""
        return self.documents.get(document_id)

    def resolve(self, document_id: DocumentId) -> tuple[Document, Article | None] | None:
        """What an id means: a document; an article with its rule set; the rule that annotates an article.

        Old ids of renamed documents lead to the new ones. None when the library holds nothing under this id.
        """
        current = self._current(document_id)
        if current in self.documents:
            return self.documents[current], None
        if current not in self._articles:
            return None
        ruleset, article = self._articles[current]
        if "rule" in article:
            return self.documents[article["rule"]], None
        return ruleset, article

    def _current(self, document_id: DocumentId) -> DocumentId:
        if document_id in self._redirects:
            return self._redirects[document_id]
        article = split_article_id(document_id)
        if article and article[0] in self._redirects:
            # A renamed rule set takes the old names of its articles along.
            return article_id(self._redirects[article[0]], article[1])
        return document_id

    def rules_of(self, ruleset: DocumentId) -> list[Document]:
        """Rules with a file of their own, by id; bare articles are in the rule set's `articles`."""
        return self._rules.get(ruleset, [])

    def citing(self, document_id: DocumentId) -> list[Document]:
        """The documents that name this one, by id."""
        return self._citing.get(document_id, [])

    def of_type(self, name: str) -> list[Document]:
        """All documents of a type of `schema.TYPES`, by id."""
        return self._types.get(name, [])

    def title(self, document_id: DocumentId) -> str:
        """What a link to this id says; the id itself when it is unknown."""
        found = self.resolve(document_id)
        if found is None:
            return document_id
        document, article = found
        return f"{document['title']} {article['label']}" if article else document["title"]

    def region_chain(self, document_id: DocumentId) -> list[DocumentId]:
        """The region and those around it, nearest first: 奉新 → 宜春 → 江西 → 全国."""
        chain: list[DocumentId] = []
        region = self.documents.get(document_id)
        while region and region["id"] not in chain:
            chain.append(region["id"])
            region = self.documents.get(region.get("parent", ""))
        return chain


def _pointed_at(document: Document) -> list[DocumentId]:
    """Each id once, in the order of the fields."""
    lists: list[list[DocumentId]] = [document.get(name, []) for name in _POINTERS]  # type: ignore[misc]
    return list(dict.fromkeys(id_ for ids in lists for id_ in ids))
