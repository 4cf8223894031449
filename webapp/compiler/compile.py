"""Turns a content folder into a library of documents, or into every problem that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, cast

from webapp.rules.canonical import without_empty
from webapp.rules.ids import article_number
from webapp.rules.library import Library
from webapp.rules.model import Document
from webapp.rules.schema import Field

from .articles import STARTS, split_articles
from .checks import check_all
from .drafts import Draft, make_draft
from .links import Directory, body_links
from .loader import NOTHING, Instead, SourceFile, load
from .markdown import parse_body
from .parsed import KnownFiles, Parsed
from .problems import START, InvalidContentError, Place, Problem

Tell = Callable[[int, int], None]


def compile_content(
    folder: Path, instead: Instead = NOTHING, known: KnownFiles | None = None, tell: Tell | None = None
) -> Library:
    """Raises InvalidContentError with all problems; never returns half a library. `instead`, `known`: see `load`.

    `tell`: how many documents are done, of how many.
    """
    drafts, problems = _read(folder, instead, known, tell)
    if problems:
        raise InvalidContentError(problems)
    return Library(_documents(drafts))


def check_content(
    folder: Path, instead: Instead = NOTHING, known: KnownFiles | None = None, tell: Tell | None = None
) -> list[Problem]:
    """All problems by file and place; empty when the content can be released."""
    return _read(folder, instead, known, tell)[1]


def _read(
    folder: Path, instead: Instead, known: KnownFiles | None, tell: Tell | None
) -> tuple[dict[str, Draft], list[Problem]]:
    files, strays = load(folder, instead, known)
    reports = [file.report for file in files] + strays
    directory = Directory()
    drafts: dict[str, Draft] = {}
    owners: dict[str, SourceFile] = {}
    for file in files:
        draft = make_draft(file)
        owner = owners.setdefault(file.stem, file)
        if owner is not file:
            place = draft.place("id") if draft else START
            file.report.add("duplicate-id", place, "id", got=file.stem, other=owner.report.path)
            continue
        directory.add(file.stem, file.folder)
        if draft:
            drafts[draft.id] = draft
            directory.describe(draft)
    for done, draft in enumerate(drafts.values(), start=1):
        _compile_body(draft, owners[draft.id], directory, known)
        if tell:
            tell(done, len(drafts))
    if known:
        known.rest()
    directory.check_articles()
    check_all(drafts, directory)
    return drafts, sorted(problem for report in reports for problem in report.problems)


def _compile_body(draft: Draft, file: SourceFile, directory: Directory, known: KnownFiles | None) -> None:
    if file.parsed and file.parsed.body is not None:
        draft.body, draft.articles = file.parsed.body, file.parsed.articles
    else:
        alone = _parse_body(draft, directory)
        if known and not draft.report.problems and (alone or not file.parsed):
            body = draft.body if alone else None
            front = draft.front
            known.put(
                file.kept_as, Parsed(front.header, front.body_line, body, draft.articles if alone else [])
            )
    directory.articles.update(article["id"] for article in draft.articles)


def _parse_body(draft: Draft, directory: Directory) -> bool:
    """Whether nothing had to be asked about other documents."""
    official, links, asked = bool(draft.fields.get("official_text")), body_links(draft, directory), False

    def link(text: str, is_code: bool, place: Place) -> tuple[str, str] | None:
        nonlocal asked
        asked = True
        return links(text, is_code, place)

    front = draft.front
    placed = parse_body(front.body, front.body_line, draft.report, link, STARTS if official else None)
    if official:
        draft.articles, draft.body = split_articles(placed, draft.id, draft.report)
    else:
        draft.body = [block for _, block in placed]
    return not asked


def _documents(drafts: dict[str, Draft]) -> list[Document]:
    documents = {draft.id: _document(draft) for draft in drafts.values()}
    for document in documents.values():
        if "article" in document:
            _annotate(document, documents[document["ruleset"]])
    _lead_to_rules(documents.values())
    return list(documents.values())


def _document(draft: Draft) -> Document:
    fields = _published(draft.fields, draft.type.fields)
    fields |= {"body": draft.body, "articles": [*draft.articles]}
    return cast(Document, without_empty(fields))


def _published(values: dict[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """Without what stays with the authors, in groups too."""
    found: dict[str, Any] = {}
    for field in fields:
        if field.name in values and field.published:
            value = values[field.name]
            grouped = field.kind == "group" and field.many
            found[field.name] = [_published(each, field.fields) for each in value] if grouped else value
    return found


def _annotate(rule: Document, ruleset: Document) -> None:
    """Joins a rule with the article it is about: the words go to the rule, the rule's id to the article."""
    rule["article"] = article_number(rule["article"]) or rule["article"]
    for at, article in enumerate(ruleset.get("articles", ())):
        if article["no"] == rule["article"]:
            rule["text"], rule["label"] = article["blocks"], article["label"]
            ruleset["articles"][at] = {**article, "rule": rule["id"]}


def _lead_to_rules(documents: Collection[Document]) -> None:
    """A link to an article that a rule annotates leads to that rule, which is what is found."""
    articles = [article for document in documents for article in document.get("articles", ())]
    annotated = {article["id"]: article["rule"] for article in articles if "rule" in article}
    for link in (link for document in documents for link in document.get("links", ())):
        link["rules"] = list(dict.fromkeys(annotated.get(each, each) for each in link["rules"]))
