"""A document, its library and today's date → everything its plain page says, in the order in which it says
it.

Pure: no request, no HTML, no language. Labels and fixed words are message ids; the template translates them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from webapp.rules.library import Library
from webapp.rules.model import Article, Block, Document, DocumentId, SourceRef
from webapp.rules.status import status
from webapp.rules.vocabulary import QUOTABLE
from webapp.serve.words import N_

# Types in the order of lists: what binds first, what explains afterwards, what only sorts last.
ANSWERS = ("ruleset", "rule", "scenario", "guide", "case", "interpretation", "practice", "finding", "channel")
LISTED = (*ANSWERS, "topic", "region", "issuer")


@dataclass(frozen=True)
class Fact:
    """One line of the table of facts; exactly one of the values is filled."""

    label: str
    text: str = ""
    words: tuple[str, ...] = ()
    date: str = ""
    ids: tuple[DocumentId, ...] = ()
    recorded: tuple[int | None, int | None] | None = None


@dataclass(frozen=True)
class Group:
    """A titled list of links to other pages."""

    label: str
    ids: tuple[DocumentId, ...]


@dataclass(frozen=True)
class DocumentView:
    """A page."""

    document: Document
    article: Article | None
    id: DocumentId
    title: str
    status: str
    today: date
    level: str
    official: list[Block] = field(default_factory=list)
    label: str = ""
    facts: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def red_line(self) -> bool:
        """An article is one of many: what its rule set is called says nothing about it."""
        return self.article is None and self.document.get("red_line", False)

    @property
    def region(self) -> DocumentId:
        """The region that tells apart rules of the same words."""
        return next((fact.ids[0] for fact in self.facts if fact.label == N_("地区") and fact.ids), "")

    @property
    def quote(self) -> str:
        """Words that may stand in quotation marks: never a paraphrase, never beside the full text."""
        return self.document.get("quote", "") if self.level in QUOTABLE and not self.official else ""


def view(library: Library, document: Document, article: Article | None, today: date) -> DocumentView:
    """What the page of a document, or of one article of it, shows."""
    own = document["id"] if article is None else article["id"]
    return DocumentView(
        document=document,
        article=article,
        id=own,
        title=library.title(own),
        status=_status(document, library, today),
        today=today,
        level=source_level(document),
        official=article["blocks"] if article else document.get("text", []),
        label=article["label"] if article else document.get("label", ""),
        facts=tuple(_article_facts(document, article, library) if article else _facts(document, library)),
        groups=() if article else tuple(group for group in _groups(document, library) if group.ids),
    )


def source_level(document: Document) -> str:
    """How near the words are to the words of the rule: official text, or the level of the first source."""
    if document.get("text") or document.get("official_text"):
        return "official_text"
    if document["type"] in ("scenario", "guide"):  # told by the editors, whatever it rests on
        return "editorial"
    sources: list[SourceRef] = document.get("sources", [])
    return sources[0]["level"] if sources else ""


def _status(document: Document, library: Library, today: date) -> str:
    return status(document, library, today) if document["type"] in ("ruleset", "rule") else ""


def _article_facts(ruleset: Document, article: Article, library: Library) -> Iterable[Fact]:
    yield Fact(N_("所属规定"), ids=(ruleset["id"],))
    if article.get("path"):
        yield Fact(N_("位置"), text=" ".join(article["path"]))
    yield from _ruleset_facts(ruleset, library)


def _facts(document: Document, library: Library) -> Iterable[Fact]:
    if document["type"] == "ruleset":
        yield from _ruleset_facts(document, library)
    elif document["type"] == "rule":
        yield from _rule_facts(document, library)
    else:
        yield from _other_facts(document, library)
    if document.get("reported_on"):
        yield Fact(N_("报道日期"), date=document["reported_on"])
    if document.get("date_note"):
        yield Fact(N_("日期说明"), text=document["date_note"])
    if document.get("topics"):
        yield Fact(N_("主题"), ids=tuple(document["topics"]))
    yield Fact(N_("更新日期"), date=document["updated_on"])


def _ruleset_facts(document: Document, library: Library) -> Iterable[Fact]:
    if document.get("official_title"):
        yield Fact(N_("正式标题"), text=f"《{document['official_title'].strip('《》')}》")
    if document.get("known_as"):
        yield Fact(N_("俗称"), text="、".join(document["known_as"]))
    if document.get("doc_number"):
        yield Fact(N_("文号"), text=document["doc_number"])
    yield Fact(N_("发布机构"), ids=(document["issuer"],))
    # Who is in charge is asked so often that "not stated" is worth saying.
    owner = document.get("owner")
    yield Fact(N_("归口部门"), ids=(owner,)) if owner else Fact(N_("归口部门"), words=(N_("未明确"),))
    yield Fact(N_("层级"), words=(document["level"],))
    yield Fact(N_("效力类别"), words=(document["binding"],))
    yield _region(document, library)
    for name, label in (
        ("issued_on", N_("发布日期")),
        ("effective_on", N_("施行日期")),
        ("repealed_on", N_("废止日期")),
    ):
        if document.get(name):
            yield Fact(label, date=str(document[name]))  # type: ignore[literal-required]
    yield Fact(N_("本库收录"), recorded=(document.get("items_recorded"), document.get("items_claimed")))
    # A status is worth what its last check is worth: when, and against what.
    if document.get("status_checked_on"):
        yield Fact(N_("时效核查日期"), date=document["status_checked_on"])
    if document.get("status_basis"):
        yield Fact(N_("时效依据"), ids=(document["status_basis"],))
    if document.get("scope_verified") is False:
        yield Fact(N_("适用范围"), words=(N_("未核实"),))


def _rule_facts(document: Document, library: Library) -> Iterable[Fact]:
    yield Fact(N_("所属规定"), ids=(document["ruleset"],))
    if document.get("label"):
        yield Fact(N_("条号"), text=document["label"])
    ruleset = library.get(document["ruleset"])
    if ruleset:
        yield Fact(N_("发布机构"), ids=(ruleset["issuer"],))
        yield _region(ruleset, library)
    yield Fact(N_("类别"), words=(document["kind"],))
    if document.get("audience"):
        inferred = document.get("audience_inferred")
        yield Fact(N_("适用对象（推定）") if inferred else N_("适用对象"), words=tuple(document["audience"]))
    if document.get("platforms"):
        yield Fact(N_("平台"), words=tuple(document["platforms"]))


def _other_facts(document: Document, library: Library) -> Iterable[Fact]:
    if document.get("speaker"):
        yield Fact(N_("说话人"), text=f"{document['speaker']}（{document['role']}）")
        yield Fact(N_("具名方式"), words=(document["anonymity"],))
        yield Fact(N_("分量"), words=(document["weight"],))
    if document.get("said_on"):
        yield Fact(N_("说话日期"), date=document["said_on"])
    if document.get("answer_kind"):
        yield Fact(N_("回答性质"), words=(document["answer_kind"],))
    if document["type"] == "case":
        yield Fact(N_("处理结果"), text=document.get("outcome", ""))
    if document.get("occurred_on"):
        yield Fact(N_("发生日期"), date=document["occurred_on"])
    if document["type"] == "channel":
        yield from _channel_facts(document)
    if document.get("region") or document.get("parent"):
        yield _region(document, library)
    if document.get("publisher"):
        yield Fact(N_("发布者"), text=document["publisher"])
    if document.get("published_on"):
        yield Fact(N_("发布日期"), date=document["published_on"])


def _channel_facts(document: Document) -> Iterable[Fact]:
    yield Fact(N_("受理机构"), text=document["operator"])
    # A number or a link that nobody has checked could send a report to the wrong hands.
    if document.get("channel_verified"):
        yield Fact(N_("方式"), text=document["method"])
        yield Fact(N_("核实日期"), date=document["verified_on"])
    else:
        yield Fact(N_("方式"), words=(N_("渠道未核实，不显示号码和网址"),))


def _region(document: Document, library: Library) -> Fact:
    """The region and those around it; the nation lies around all of them and is named only for itself."""
    chain = library.region_chain(document.get("region") or document.get("parent", ""))
    return Fact(N_("地区"), ids=tuple(chain[:-1] or chain))


def _groups(document: Document, library: Library) -> Iterable[Group]:
    id_ = document["id"]
    yield Group(N_("回答依据"), tuple(document.get("answer_basis", ())))
    yield Group(N_("本规定的条目"), tuple(rule["id"] for rule in library.rules_of(id_)))
    yield Group(N_("上位规定"), tuple(document.get("higher_rules", ())))
    yield Group(N_("替代了"), tuple(document.get("supersedes", ())))
    yield Group(N_("被谁替代"), tuple(document.get("superseded_by", ())))
    yield Group(N_("相关"), tuple(document.get("related", ())))
    if document["type"] in ("topic", "region", "issuer"):
        yield Group(N_("本库收录的内容"), tuple(each["id"] for each in members(document, library)))
        parts = (each["id"] for each in library.of_type("region") if each.get("parent") == id_)
        yield Group(N_("下级地区"), tuple(parts))


def members(document: Document, library: Library) -> list[Document]:
    """What belongs to a topic, a region or an issuer, in the order of lists."""
    found = [each for type_ in ANSWERS for each in library.of_type(type_)]
    if document["type"] == "topic":
        return [each for each in found if document["id"] in each.get("topics", ())]
    names = ("region",) if document["type"] == "region" else ("issuer", "owner", "operator")
    return [each for each in found if document["id"] in (each.get(name) for name in names)]
