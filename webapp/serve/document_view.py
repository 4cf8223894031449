"""A document, its library and today's date → everything its plain page says, in the order of the app.

Pure: no request, no HTML, no language. Labels and fixed words are message ids; the template translates them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.rules.library import Library
from webapp.rules.model import Block, Document, DocumentId
from webapp.rules.pages import Page, page_of
from webapp.serve.facts import Fact, facts_of
from webapp.serve.rows import Row, row, row_of
from webapp.serve.words import N_, TYPES

# Types in the order of lists: what binds first, what explains afterwards, what only sorts last.
ANSWERS = ("ruleset", "rule", "scenario", "guide", "case", "interpretation", "practice", "finding", "channel")
LISTED = (*ANSWERS, "topic", "region", "issuer", "source", "lexicon")
COMMENT = ("interpretation", "practice", "finding")
NO_AMOUNT = "hongbao"


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
    today: date
    facts: tuple[Fact, ...]
    # The set that a rule or an article belongs to.
    ruleset: Row | None
    # What stands above, with today's version of it.
    higher: tuple[tuple[Row, Row | None], ...]
    # The version in force, when this is another.
    now: Row | None
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
    near = _Near(library, page, today)
    shown = row(library, page.document, page.article, today)
    return DocumentView(
        page=page,
        row=shown,
        today=today,
        facts=tuple(facts_of(library, page, shown)),
        ruleset=row_of(library, shown.ruleset, today) if shown.ruleset else None,
        higher=tuple(
            (above, row_of(library, each.now, today) if each.now else None)
            for each in page.higher
            if (above := row_of(library, each.id, today))
        ),
        now=row_of(library, page.now, today) if page.now else None,
        sections=_filled(near.sections()),
        beside=_filled(near.beside()),
        members=_filled(near.members()),
    )


class _Near:
    """The documents around one, as titled lists in the order of the page."""

    def __init__(self, library: Library, page: Page, today: date) -> None:
        self._library, self._page, self._today = library, page, today
        document = page.document
        named = [*document.get("related", ()), *page.citing]
        basis = document.get("answer_basis", [])
        self._basis = self._rows(basis)
        self._named = self._rows(id_ for id_ in dict.fromkeys(named) if id_ not in basis)

    def sections(self) -> Iterable[Section]:
        page = self._page
        if page.article is None and "articles" not in page.document:
            yield Section(N_("收录的条目"), self._rows(page.rules), text=True)
        if page.article is None:
            yield Section(N_("各个版本"), self._rows(page.versions) if len(page.versions) > 1 else ())
        yield Section(N_("回答依据"), self._basis, text=True)
        if page.article:
            return
        yield Section(N_("场景问答"), self._of("scenario", "guide"))
        yield Section(N_("有关规定"), self._of("rule", "ruleset"), text=True)
        elsewhere = self._rows(id_ for id_ in page.siblings if id_ not in {each.id for each in self._named})
        yield Section(N_("其他地方怎么规定"), elsewhere, text=True)

    def beside(self) -> Iterable[Section]:
        if self._page.article is None:
            yield Section(N_("案例"), self._of("case"))
            yield Section(N_("看法和做法"), self._of(*COMMENT))

    def members(self) -> Iterable[Section]:
        if self._page.article is None:
            yield Section(N_("举报渠道"), self._of("channel"))
        yield Section(N_("下级地区"), self._rows(self._page.parts))
        members = self._rows(self._page.members)
        for type_ in ANSWERS:
            rows = tuple(each for each in members if each.type == type_)
            yield Section(TYPES[type_], rows, text=type_ == "rule")

    def _of(self, *types: str) -> tuple[Row, ...]:
        return tuple(each for each in self._named if each.type in types)

    def _rows(self, ids: Iterable[DocumentId]) -> tuple[Row, ...]:
        found = (row_of(self._library, id_, self._today) for id_ in ids)
        return tuple(each for each in found if each and each.id != self._page.document["id"])


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.rows)
