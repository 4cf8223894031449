"""The fields of a document → the rows of its table of facts: what it demands of whom, who said it, status, dates.

Same labels, order and hints as static/js/ui/facts.js. Pure; labels and fixed words are message ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.rules.library import Library
from webapp.rules.model import Document, DocumentId
from webapp.rules.pages import Page
from webapp.serve.rows import Row
from webapp.serve.words import DEMANDS, N_, STATUS_MEANINGS


@dataclass(frozen=True)
class Fact:
    """One row: text of the content, words of ours, a date or documents, and a hint in our words below it."""

    label: str
    text: str = ""
    words: tuple[str, ...] = ()
    date: str = ""
    ids: tuple[DocumentId, ...] = ()
    hint: str = ""
    # A status says when it was looked up, and where.
    status: str = ""
    checked: str = ""
    basis: DocumentId = ""

    @property
    def filled(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.text or self.words or self.date or self.ids or self.status)


def facts_of(library: Library, page: Page, row: Row) -> tuple[Fact, ...]:
    """Everything there is to say, in order."""
    return _filled(
        _binding(library, page, row),
        _spoken(page.document),
        _ruleset(page, row),
        _status(page, row),
        _dates(page),
    )


def demands_of(library: Library, page: Page, row: Row) -> tuple[Fact, ...]:
    """What a rule demands of whom, and whether it still does."""
    return _filled(_binding(library, page, row), _status(page, row))


def record_of(page: Page, row: Row) -> tuple[Fact, ...]:
    """Who issued a rule, and which dates are known."""
    return _filled(_ruleset(page, row), _dates(page))


def _filled(*parts: Iterator[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for part in parts for fact in part if fact.filled)


def _binding(library: Library, page: Page, row: Row) -> Iterator[Fact]:
    document = {} if page.article else page.document
    modality = (document["modality"],) if "modality" in document else ()
    yield Fact(N_("语气"), words=modality, hint=DEMANDS.get(document.get("deontic", ""), ""))
    inferred = N_("这一句没有写明，按报道上下文推断") if document.get("audience_inferred") else ""
    yield Fact(N_("管谁"), words=tuple(document.get("audience", ())), hint=inferred)
    if _scope_is_unknown(document, page.ruleset):
        yield Fact(N_("适用范围"), words=(N_("没有查实"),), hint=N_("报道没有写清管到哪些单位和人"))
    yield Fact(N_("平台"), words=tuple(document.get("platforms", ())))
    # The nation lies around all regions and is named only for itself.
    around = library.region_chain(row.region or document.get("parent", ""))
    yield Fact(N_("地区"), ids=tuple(around[:-1] or around))
    yield Fact(N_("受理机构"), text=document.get("operator", ""))
    if document.get("channel_verified") is False:
        # A number or a link that nobody has checked could send a report to the wrong hands.
        yield Fact(N_("方式"), words=(N_("未核实，不列号码和链接"),))
    else:
        yield Fact(N_("方式"), text=document.get("method", ""))
    if document.get("outcome_known") is False:
        yield Fact(N_("处理结果"), words=(N_("报道没有写明"),))
    else:
        yield Fact(N_("处理结果"), text=document.get("outcome", ""))


def _scope_is_unknown(document: Document, ruleset: Document | None) -> bool:
    stated = [document.get("scope_verified"), (ruleset or document).get("scope_verified")]
    return document.get("type") in ("rule", "ruleset") and False in stated


def _spoken(document: Document) -> Iterator[Fact]:
    if "speaker" not in document:
        return
    named = document["anonymity"] == "实名"
    shown = document["speaker"] + ("（化名）" if document["anonymity"] == "化名" else "")
    yield Fact(N_("谁说的"), text=shown, hint="" if named else N_("按报道原样，本库不推测是谁"))
    yield Fact(N_("身份"), text=document["role"])
    yield Fact(N_("何时说的"), date=document.get("said_on", ""))


def _ruleset(page: Page, row: Row) -> Iterator[Fact]:
    ruleset = page.ruleset
    if ruleset is None:
        return
    issuer = Fact(N_("发布机构"), ids=(ruleset["issuer"],))
    if ruleset["issuer"] == "unknown":
        issuer = Fact(N_("发布机构"), words=(N_("未载明"),))
    if row.type == "rule":
        yield issuer
        return
    title = ruleset.get("official_title", "")
    yield Fact(N_("正式标题"), text=title if title != ruleset["title"] else "")
    yield Fact(N_("又称"), text="、".join(ruleset.get("known_as", ())))
    yield Fact(N_("文号"), text=ruleset.get("doc_number", ""))
    yield issuer
    # Who is in charge is asked so often that "not stated" is worth saying.
    owner = ruleset.get("owner")
    yield Fact(N_("归口部门"), ids=(owner,)) if owner else Fact(N_("归口部门"), words=(N_("未明确"),))
    yield Fact(N_("层级"), words=(ruleset["level"],))
    yield Fact(N_("性质"), words=(ruleset["binding"],))


def _status(page: Page, row: Row) -> Iterator[Fact]:
    dated = page.ruleset or page.document
    yield Fact(
        N_("状态"),
        status=row.status,
        checked=dated.get("status_checked_on", ""),
        basis=dated.get("status_basis", ""),
        hint=STATUS_MEANINGS.get(row.status, ""),
    )


def _dates(page: Page) -> Iterator[Fact]:
    """Issue, report and repost are three dates, and only the first says how old a rule is."""
    document, dated = page.document, page.ruleset or page.document
    issued = dated.get("issued_on") or dated.get("published_on", "")
    yield Fact(N_("发布"), date=issued, words=() if issued or not page.ruleset else (N_("未载明"),))
    yield Fact(N_("施行"), date=dated.get("effective_on", ""))
    yield Fact(N_("废止"), date=dated.get("repealed_on", ""))
    yield Fact(N_("发生"), date=document.get("occurred_on", ""))
    yield Fact(N_("报道"), date=document.get("reported_on") or dated.get("reported_on", ""))
    if "answer_basis" not in document:  # an answer quotes nobody
        reposts = [source.document for source in page.sources if source.document["level"] == "repost"]
        date = reposts[0].get("published_on", "") if reposts else ""
        yield Fact(N_("转载"), date=date, hint=N_("本库据以核对的转载，不是发布日期"))
    yield Fact(N_("日期说明"), text=document.get("date_note") or dated.get("date_note", ""))
    yield Fact(N_("核实"), date=document.get("verified_on", ""))
    yield Fact(N_("本页更新"), date=document["updated_on"])
