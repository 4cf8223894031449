"""A document, its library and today's date → everything its plain page says, in the order of the app.

Pure: no request, no HTML, no language. Labels and fixed words are message ids; the template translates them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from webapp.rules.library import Library
from webapp.rules.model import Block, Document, DocumentId
from webapp.rules.pages import Page, page_of
from webapp.serve.facts import Fact, demands_of, facts_of, record_of
from webapp.serve.rows import Row, row, row_of
from webapp.serve.words import N_, TYPES

# Types in the order of lists: what binds first, what explains afterwards, what only sorts last.
ANSWERS = ("ruleset", "rule", "scenario", "guide", "case", "interpretation", "practice", "finding", "channel")
LISTED = (*ANSWERS, "topic", "region", "issuer", "source", "lexicon")
COMMENT = ("interpretation", "practice", "finding")
NO_AMOUNT = "hongbao"
ELSEWHERE = 4


@dataclass(frozen=True)
class Section:
    """A titled list of other documents; with `text` their words are shown and not only what they are about."""

    label: str
    rows: tuple[Row, ...]
    text: bool = False


@dataclass(frozen=True)
class DocumentView:
    """A page."""

    page: Page
    row: Row
    facts: tuple[Fact, ...]
    # The same, of a rule, in two tables: what it demands, and what is known of its origin.
    demands: tuple[Fact, ...]
    record: tuple[Fact, ...]
    # The set that a rule or an article belongs to.
    ruleset: Row | None
    # What stands above, with today's version of it.
    higher: tuple[tuple[Row, Row | None], ...]
    # What to read instead of this version.
    instead: tuple[Row, ...]
    # The items of a set, or what an answer rests on.
    holdings: Section
    versions: Section
    elsewhere: Section
    # The topic to compare across regions, and how many there are.
    compare: tuple[DocumentId, int] | None
    sections: tuple[Section, ...]
    # Cases and opinions stand beside the rule, set apart, because they are not the rule.
    beside: tuple[Section, ...]
    members: tuple[Section, ...]

    @property
    def document(self) -> Document:
        """What the page is of; for an article, its rule set."""
        return self.page.document

    @property
    def id(self) -> DocumentId:
        """Of the document or the article."""
        return self.row.id

    @property
    def title(self) -> str:
        """Of the document or the article."""
        return self.row.title

    @property
    def official(self) -> list[Block]:
        """The text of the article, where there is one."""
        return self.page.article["blocks"] if self.page.article else self.document.get("text", [])

    @property
    def number(self) -> str:
        """第十二条, where the source numbers its articles."""
        return (self.page.article or self.document).get("label", "")

    @property
    def about_red_packets(self) -> bool:
        """No amount makes a red packet harmless, and nobody should read a threshold into silence."""
        return self.document["type"] == "rule" and NO_AMOUNT in self.document.get("topics", ())


def view(library: Library, id_: DocumentId, today: date) -> DocumentView | None:
    """What the page of a document, or of one article of it, shows; None when there is no such."""
    page = page_of(library, id_, today)
    if page is None:
        return None
    document, own = page.document, row(library, page.document, page.article, today)

    def rows(ids: Iterable[DocumentId]) -> tuple[Row, ...]:
        found = (row_of(library, each, today) for each in dict.fromkeys(ids))
        return tuple(each for each in found if each and each.id != own.id)

    near = () if page.article else rows([*document.get("related", ()), *page.citing])
    siblings, members = rows(page.siblings), rows(page.members)
    return DocumentView(
        page=page,
        row=own,
        facts=facts_of(library, page, own),
        demands=demands_of(library, page, own),
        record=record_of(page, own),
        ruleset=row_of(library, own.ruleset, today) if own.ruleset else None,
        higher=tuple(
            (above, row_of(library, each.now, today) if each.now else None)
            for each in page.higher
            if (above := row_of(library, each.id, today))
        ),
        instead=rows([page.now] if page.now else (page.ruleset or {}).get("superseded_by", ())),
        holdings=_holdings(page, rows),
        versions=Section(N_("各版本"), rows(page.versions)),
        elsewhere=Section(N_("其他地方怎么规定"), siblings[:ELSEWHERE], text=True),
        compare=_compare(document, (own, *siblings) if siblings else _of(members, "rule")),
        sections=_filled(_around(near, page.siblings)),
        beside=_filled(_beside(near)),
        members=_filled(
            [Section(N_("举报渠道"), _of(near, "channel")), *_members(document, members, rows(page.parts))]
        ),
    )


Rows = Callable[[Iterable[DocumentId]], tuple[Row, ...]]


def _holdings(page: Page, rows: Rows) -> Section:
    if "answer_basis" in page.document:
        return Section(N_("回答依据"), rows(page.document["answer_basis"]), text=True)
    return Section(N_("收录的条目"), rows(page.rules), text=True)


def _around(near: tuple[Row, ...], siblings: tuple[DocumentId, ...]) -> Iterable[Section]:
    yield Section(N_("场景问答"), _of(near, "scenario", "guide"))
    rules = tuple(each for each in _of(near, "rule", "ruleset") if each.id not in siblings)
    yield Section(N_("有关规定"), rules, text=True)


def _beside(near: tuple[Row, ...]) -> Iterable[Section]:
    yield Section(N_("案例"), _of(near, "case"))
    yield Section(N_("看法和做法"), _of(near, *COMMENT))


def _compare(document: Document, rules: tuple[Row, ...]) -> tuple[DocumentId, int] | None:
    """There is something to compare where more than one region has a rule on a topic."""
    topic = document["id"] if document["type"] == "topic" else next(iter(document.get("topics", ())), "")
    regions = {each.region for each in rules if each.region}
    return (topic, len(regions)) if topic and len(regions) > 1 else None


def _members(document: Document, members: tuple[Row, ...], parts: tuple[Row, ...]) -> Iterable[Section]:
    """What belongs to a topic, a region or an issuer: questions first, because people come to a topic with one."""
    first = ("scenario", "guide") if document["type"] == "topic" else ()
    for type_ in dict.fromkeys((*first, *ANSWERS)):
        yield Section(TYPES[type_], _of(members, type_), text=type_ == "rule")
    yield Section(N_("下级地区"), parts)


def _of(rows: tuple[Row, ...], *types: str) -> tuple[Row, ...]:
    return tuple(each for each in rows if each.type in types)


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.rows)
