"""Turns compiled documents into a library that answers: what is this id, what belongs to it, what is it called."""

from __future__ import annotations

from collections.abc import Iterable

from .ids import split_article_id
from .model import Article, Document, DocumentId


class Library:
    """All documents of one release, by id. Never changed after it was made."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: dict[DocumentId, Document] = {d["id"]: d for d in sorted(documents, key=lambda d: d["id"])}
        self._articles: dict[DocumentId, tuple[Document, Article]] = {}
        self._redirects: dict[DocumentId, DocumentId] = {}
        self._rules: dict[DocumentId, list[Document]] = {}
        self._types: dict[str, list[Document]] = {}
        for document in self.documents.values():
            self._types.setdefault(document["type"], []).append(document)
            if "ruleset" in document:
                self._rules.setdefault(document["ruleset"], []).append(document)
            for article in document.get("articles", ()):
                self._articles[article["id"]] = (document, article)
            for old in document.get("redirects", ()):
                self._redirects[old] = document["id"]

    def get(self, id: DocumentId) -> Document | None:
        """The document with exactly this id; knows nothing of articles and redirects (see `resolve`)."""
        return self.documents.get(id)

    def resolve(self, id: DocumentId) -> tuple[Document, Article | None] | None:
        """What an address means: a document; an article with its rule set; the rule that annotates an article.

        Old ids of renamed documents lead to the new ones. None when the library holds nothing under this id.
        """
        id = self._current(id)
        if id in self.documents:
            return self.documents[id], None
        if id not in self._articles:
            return None
        ruleset, article = self._articles[id]
        if "rule" in article:
            return self.documents[article["rule"]], None
        return ruleset, article

    def _current(self, id: DocumentId) -> DocumentId:
        if id in self._redirects:
            return self._redirects[id]
        article = split_article_id(id)
        if article and article[0] in self._redirects:  # a renamed rule set takes the old names of its articles along
            return f"{self._redirects[article[0]]}--art-{article[1]}"
        return id

    def rules_of(self, ruleset: DocumentId) -> list[Document]:
        """Rules with a file of their own, by id; bare articles are in the rule set's `articles`."""
        return self._rules.get(ruleset, [])

    def of_type(self, type: str) -> list[Document]:
        return self._types.get(type, [])

    def title(self, id: DocumentId) -> str:
        """What a link to this id says; the id itself when it is unknown."""
        found = self.resolve(id)
        if found is None:
            return id
        document, article = found
        return f"{document['title']} {article['label']}" if article else document["title"]

    def region_chain(self, id: DocumentId) -> list[DocumentId]:
        """The region and those around it, nearest first: 奉新 → 宜春 → 江西 → 全国."""
        chain: list[DocumentId] = []
        while id in self.documents and id not in chain:
            chain.append(id)
            id = self.documents[id].get("parent", "")
        return chain
