"""A named list of the library → the sections of its plain page. Pure; words stay message ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.rules.comparison import comparison, own_words
from webapp.rules.library import Library
from webapp.rules.lists import named_list, topic_counts
from webapp.rules.model import DocumentId
from webapp.rules.order import Group
from webapp.rules.person import NOBODY, Person
from webapp.serve.rows import USUAL, Row, row_of
from webapp.serve.words import N_

OF_RULES = ("modality", "level", "red", "region", "status")
OF_RED_LINES = ("modality", "level", "region", "status")


@dataclass(frozen=True)
class Screen:
    """What stands above a list, and what its rows show: words in place of summaries, and which labels."""

    title: str
    note: str = ""
    text: bool = False
    labels: tuple[str, ...] = USUAL


# Titles, notes and labels are those of static/js/ui/list-view.js.
SCREENS = {
    "redlines": Screen(
        N_("红线一览"),
        N_("“红线”是报道的说法。红框里的词是条文自己的禁止用语；标着别的词的，按内容列在这里。"),
        text=True,
        labels=OF_RED_LINES,
    ),
    "groups": Screen(N_("群规"), text=True, labels=OF_RULES),
    "groups/chengyuan": Screen(N_("群规（群成员看）"), text=True, labels=OF_RULES),
    "scenarios": Screen(
        N_("场景问答"),
        N_("从要做的事出发，每个回答都列出依据的条文。回答由编者写成，不是官方答复。"),
        labels=("said",),
    ),
    "rulesets": Screen(N_("规定"), labels=("level", "region", "status")),
    "topics": Screen(N_("主题")),
    "compare": Screen(N_("各地怎么规定"), N_("同一件事，几个地方的原话放在一起看")),
    "cases": Screen(N_("案例"), N_("处理结果只写到来源写明的程度。"), labels=("level", "region")),
    "interpretations": Screen(
        N_("解读和做法"), N_("谈话、意见和做法，不是规定，按谁说的分开列。"), labels=("level",)
    ),
    "channels": Screen(N_("举报渠道"), labels=("region",)),
    "owners": Screen(
        N_("归口部门"),
        N_("归口部门是负责解释和协调一份规定的部门。来源没有写明的，列为“未明确”。"),
        labels=("region", "status"),
    ),
    "news": Screen(N_("最近更新"), N_("按编辑日期，新的在前。")),
}
# What an address calls a guide, and the purpose it was written for.
GUIDES = {"before-posting": "发帖前", "template": "群规模板"}


def guide_of(library: Library, name: str) -> DocumentId:
    """The guide of that name; empty when the library holds none."""
    found = (each["id"] for each in library.of_type("guide") if each["purpose"] == GUIDES[name])
    return next(found, "")


@dataclass(frozen=True)
class Listed:
    """One group of a list. Its title is a document, a day, or a word of ours; empty for an only group."""

    title: str
    rows: tuple[Row, ...]
    # Older versions of a row's document.
    older: dict[DocumentId, tuple[Row, ...]]


def sections(library: Library, name: str, today: date, person: Person = NOBODY) -> list[Listed]:
    """The list of that name, with what each row shows."""
    return [_listed(library, group, today) for group in named_list(library, name, today, person)]


def topics_with_counts(library: Library, today: date) -> list[tuple[DocumentId, int]]:
    """Every topic with how much it holds."""
    counts = topic_counts(library)
    return [(id_, counts[id_]) for group in named_list(library, "topics", today) for id_ in group["ids"]]


def _listed(library: Library, group: Group, today: date) -> Listed:
    under = group.get("under", {})
    return Listed(
        group["id"],
        _rows(library, group["ids"], today),
        {id_: _rows(library, ids, today) for id_, ids in under.items()},
    )


def _rows(library: Library, ids: list[DocumentId], today: date) -> tuple[Row, ...]:
    return tuple(row for id_ in ids if (row := row_of(library, id_, today)))


ASPECT_LABELS = {
    "modality": N_("语气"),
    "actions": N_("行为"),
    "amount": N_("数额"),
    "platforms": N_("平台"),
    "audience": N_("管谁"),
}


@dataclass(frozen=True)
class Compared:
    """One rule in the table of a topic: its row, its own words, and what it mentions of each aspect."""

    row: Row
    words: str
    mentions: tuple[tuple[str, ...], ...]


def compared(library: Library, topic: DocumentId, today: date) -> tuple[list[str], list[Compared]]:
    """The aspects that any rule on a topic mentions, and the rules side by side."""
    found = comparison(library, topic, today)
    rules = []
    for row in _rows(library, found["ids"], today):
        mentions = (
            tuple(each["value"] for each in aspect["values"] if row.id in each["ids"])
            for aspect in found["aspects"]
        )
        rules.append(Compared(row, own_words(library.documents[row.id]), tuple(mentions)))
    return [ASPECT_LABELS[aspect["name"]] for aspect in found["aspects"]], rules
