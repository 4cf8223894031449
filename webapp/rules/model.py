"""Types of the values that cross the house: documents, blocks of the body tree, articles.

A document is plain JSON (see "A document (compiled)" in webapp/README.md), so these are TypedDicts and
nothing has to be converted on the way to a phone. `rules/schema.py` owns the list of front-matter
fields; a test holds `Document` to it.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, TypedDict

DocumentId = str

Mark = list[Any]
"""`[start, end, kind]` with kind b i s code, or `[start, end, "a", target]`; offsets in UTF-16 code units."""


class Cell(TypedDict, total=False):
    """Text with marks: a table cell. `t` is always there, `m` only when not empty."""

    t: str
    m: list[Mark]


class Heading(TypedDict, total=False):
    """A heading of level `l`, as many as there are `#`: 2 to 6."""

    k: Literal["h"]
    l: int  # noqa: E741 (the name in the format)
    t: str
    m: list[Mark]


class Paragraph(TypedDict, total=False):
    """Text with marks on its own; a line break in it is `\\n`."""

    k: Literal["p"]
    t: str
    m: list[Mark]


class ListBlock(TypedDict, total=False):
    """One list of blocks per item; `s` is the number of the first item of an `ol`, if it is not 1."""

    k: Literal["ul", "ol"]
    c: list[list[Block]]
    s: int


class QuoteBlock(TypedDict):
    """Blocks of a quotation (`>`)."""

    k: Literal["quote"]
    c: list[Block]


class Table(TypedDict):
    """Every row has as many cells as `head`."""

    k: Literal["table"]
    head: list[Cell]
    rows: list[list[Cell]]


class Divider(TypedDict):
    """A line across; it holds nothing."""

    k: Literal["hr"]


Block: TypeAlias = "Heading | Paragraph | ListBlock | QuoteBlock | Table | Divider"


class Article(TypedDict, total=False):
    """One 第…条 of an official text. `rule` names the annotating rule, when there is one."""

    id: DocumentId
    no: str
    label: str
    path: list[str]
    blocks: list[Block]
    rule: DocumentId


class SourceRef(TypedDict, total=False):
    """A document of type source, where in it (`L20`, 第29条), and how near to the original (`PROVENANCE`)."""

    id: DocumentId
    locator: str
    level: str


class Excerpt(TypedDict):
    """What a source says word for word at a place; quotations are held to it."""

    locator: str
    text: str


class Entry(TypedDict):
    """Plain words beside the official wording that they lead to."""

    plain: list[str]
    official: list[str]
    way: str


class Link(TypedDict):
    """A question that was asked, and the rules that answer it."""

    asked: str
    rules: list[DocumentId]


class Document(TypedDict, total=False):
    """A compiled document. Only `id`, `type`, `title` and `updated_on` are always there."""

    id: DocumentId
    type: str
    title: str
    summary: str
    topics: list[DocumentId]
    aliases: list[str]
    asks: list[str]
    pinyin_override: dict[str, str]
    redirects: list[DocumentId]
    sources: list[SourceRef]
    reported_on: str
    date_note: str
    updated_on: str
    # ruleset
    work: DocumentId
    version: str
    official_title: str
    official_text: bool
    known_as: list[str]
    doc_number: str
    issuer: DocumentId
    owner: DocumentId
    level: str
    binding: str
    region: DocumentId
    issued_on: str
    effective_on: str
    repealed_on: str
    status: str
    status_basis: DocumentId
    status_checked_on: str
    supersedes: list[DocumentId]
    superseded_by: list[DocumentId]
    higher_rules: list[DocumentId]
    items_claimed: int
    items_recorded: int
    scope_verified: bool
    # rule
    ruleset: DocumentId
    article: str
    quote: str
    plain: str
    modality: str
    deontic: str
    kind: str
    red_line: bool
    audience: list[str]
    audience_inferred: bool
    counted: bool
    platforms: list[str]
    actions: list[str]
    amount: str
    related: list[DocumentId]
    caution: str
    # interpretation, practice, finding
    speaker: str
    role: str
    anonymity: str
    said_on: str
    weight: str
    # guide
    purpose: str
    # scenario, guide
    question: str
    answer_kind: str
    answer_basis: list[DocumentId]
    # channel
    operator: str
    method: str
    channel_verified: bool
    verified_on: str
    # case
    outcome: str
    outcome_known: bool
    occurred_on: str
    # lexicon
    entries: list[Entry]
    links: list[Link]
    # topic, region, source
    order: int
    parent: DocumentId
    code: str
    publisher: str
    url: str
    published_on: str
    note: str
    excerpts: list[Excerpt]
    # added by the compiler
    body: list[Block]
    articles: list[Article]
    text: list[Block]
    label: str
