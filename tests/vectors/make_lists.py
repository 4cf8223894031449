"""Writes `lists.json`: a small library, and every list and comparison that Python makes of it for several people.

    python -m tests.vectors.make_lists

Whether Python is right is tested by tests/unit/rules/test_lists.py, in words and not by this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from tests.vectors.rows import rows_of
from webapp.rules.comparison import comparison
from webapp.rules.library import Library
from webapp.rules.lists import LISTS, named_list, prohibits, stage_of, topic_counts
from webapp.rules.model import Document
from webapp.rules.person import NOBODY, ROLES, Person

FILE = Path(__file__).resolve().parent / "lists.json"
DAYS = ("2026-06-01", "2027-06-01")
REGIONS = ("", "jia-shi", "yi-sheng", "no-such-region")


def _set(name: str, level: str, region: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name, "type": "ruleset", "title": name, "work": name, "version": "nd", "level": level,
        "region": region, "status": "unknown", "status_checked_on": "2026-01-01", "topics": ["hongbao"], **more,
    }  # fmt: skip


def _rule(ruleset: str, name: str, topics: list[str], audience: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": f"{ruleset}--{name}", "type": "rule", "title": name, "ruleset": ruleset, "topics": topics,
        "audience": audience, "kind": "红线", "deontic": "prohibition", "modality": "严禁", **more,
    }  # fmt: skip


CADRES, BODY, HOST, MEMBERS = ["全体党员干部"], ["部机关党员干部"], ["群主", "机关"], ["群成员"]
RED: dict[str, Any] = {"red_line": True}
GROUP: dict[str, Any] = {"kind": "群规", "platforms": ["微信群"]}
DOCUMENTS: list[dict[str, Any]] = [
    {"id": "quanguo", "type": "region", "title": "全国"},
    {"id": "jia-sheng", "type": "region", "title": "甲省", "parent": "quanguo"},
    {"id": "jia-shi", "type": "region", "title": "甲市", "parent": "jia-sheng"},
    {"id": "yi-sheng", "type": "region", "title": "乙省", "parent": "quanguo"},
    {"id": "weizai", "type": "region", "title": "未载明", "parent": "quanguo"},
    {"id": "hongbao", "type": "topic", "title": "红包", "order": 10},
    {"id": "qun-guanli", "type": "topic", "title": "群管理", "order": 30},
    {"id": "baomi", "type": "topic", "title": "保密", "order": 20},
    {"id": "yaoyan", "type": "topic", "title": "谣言", "order": 20},
    {"id": "jia-zuzhibu", "type": "issuer", "title": "甲市委组织部"},
    {"id": "guojia", "type": "issuer", "title": "国家机关"},
    _set("fa-2024", "中央", "quanguo", work="fa", version="2024", status="effective",
         effective_on="2024-05-01", owner="guojia"),
    _set("fa-2010", "中央", "quanguo", work="fa", version="2010", status="superseded",
         effective_on="2010-10-01", repealed_on="2024-05-01", owner="guojia"),
    _set("fa-1989", "中央", "quanguo", work="fa", version="1989", status="superseded", issued_on="1988-09"),
    _set("fa-2027", "中央", "quanguo", work="fa", version="2027", status="effective",
         status_checked_on="2026-12-01", effective_on="2027-01-01", owner="guojia"),
    _set("jia-sheng-guiding", "省级", "jia-sheng"),
    _set("jia-zuzhibu-guifan", "部门内部", "jia-shi", owner="jia-zuzhibu"),
    _set("jia-qungui", "个人群规", "jia-shi", status="historical"),
    _set("yi-sheng-guiding", "省级", "yi-sheng", status="repealed"),
    _set("mou-qungui", "个人群规", "weizai"),
    _rule("fa-2024", "shemi", ["baomi"], ["全体党员干部", "群众"], text=[{"k": "p", "t": "不得上传。"}],
          actions=["上传"], modality="不得", **RED),
    _rule("fa-2010", "shemi", ["baomi"], CADRES, actions=["上传"], **RED),
    _rule("jia-sheng-guiding", "hongbao", ["hongbao"], CADRES, quote="不准收，无论数额大小", amount="无论数额大小", modality="不准",
          actions=["收受"], platforms=["微信"], **RED),
    _rule("jia-sheng-guiding", "yaoyan", ["yaoyan", "hongbao"], ["信息发布者"], deontic="obligation", modality="要",
          kind="要求"),
    _rule("jia-zuzhibu-guifan", "hongbao", ["hongbao", "yaoyan"], BODY, quote="严禁收送",
          actions=["收受", "赠送"], platforms=["微信", "不限"], **RED),
    _rule("jia-zuzhibu-guifan", "jianqun", ["qun-guanli"], HOST, deontic="scope", modality="规定事项",
          actions=["建群"], **GROUP),
    _rule("jia-qungui", "biaoyang", ["qun-guanli"], MEMBERS, modality="不能", actions=["表扬"], **GROUP),
    _rule("jia-qungui", "huibao", ["qun-guanli"], MEMBERS, deontic="obligation", modality="要",
          actions=["汇报", "发表"], **GROUP),
    _rule("yi-sheng-guiding", "hongbao", ["hongbao"], CADRES, deontic="mechanism", modality="列入",
          actions=["赌博", "收受"], **RED),
    _rule("yi-sheng-guiding", "ruqun", ["qun-guanli"], MEMBERS, deontic="obligation", modality="应当(应、应该)",
          actions=["入群"], **GROUP),
    _rule("yi-sheng-guiding", "tuiqun", ["qun-guanli"], MEMBERS, deontic="permission", modality="可以(可)",
          actions=["退群"], **GROUP),
    _rule("yi-sheng-guiding", "tupian", ["qun-guanli"], MEMBERS, deontic="obligation", modality="应当(应、应该)",
          actions=["发表"], **GROUP),
    _rule("mou-qungui", "guanqun", ["qun-guanli"], ["群主", "群成员"], deontic="obligation", modality="要",
          actions=["建群", "管群"], **GROUP),
    _rule("mou-qungui", "shemi", ["baomi"], MEMBERS, actions=["上传"], **GROUP, **RED),
    _rule("mou-qungui", "jiandu", ["yaoyan"], ["纪检机关"], deontic="mechanism", modality="列入", kind="机制"),
    {"id": "changjing-yi", "type": "scenario", "title": "问一", "topics": ["yaoyan", "hongbao"]},
    {"id": "changjing-er", "type": "scenario", "title": "问二", "topics": ["hongbao"]},
    {"id": "changjing-san", "type": "scenario", "title": "问三", "topics": ["hongbao"]},
    {"id": "zhiyin", "type": "guide", "title": "发帖前", "topics": ["yaoyan"]},
    {"id": "anli-er", "type": "case", "title": "案例二", "topics": ["hongbao"]},
    {"id": "anli-yi", "type": "case", "title": "案例一", "topics": ["hongbao"]},
    {"id": "jiedu-zhuanjia", "type": "interpretation", "title": "专家", "topics": ["hongbao"], "weight": "专家意见"},
    {"id": "jiedu-guanyuan", "type": "interpretation", "title": "官员", "topics": ["hongbao"], "weight": "官员谈话"},
    {"id": "shuli", "type": "finding", "title": "梳理", "topics": ["hongbao"], "weight": "媒体梳理"},
    {"id": "shijian", "type": "practice", "title": "做法", "topics": ["hongbao"], "weight": "个人做法"},
    {"id": "shijian-qun", "type": "practice", "title": "建群", "topics": ["yaoyan", "qun-guanli"], "weight": "个人做法"},
    {"id": "qudao-yi", "type": "channel", "title": "渠道一", "topics": ["yaoyan"], "channel_verified": False},
    {"id": "qudao-er", "type": "channel", "title": "渠道二", "topics": ["yaoyan"], "channel_verified": True},
]  # fmt: skip
for _number, _document in enumerate(DOCUMENTS):
    _document["updated_on"] = ("2026-01-02", "2026-03-01", "2025-12-31")[_number % 3]
LIBRARY = Library(cast(list[Document], DOCUMENTS))


def people() -> Iterator[Person]:
    """Nobody, each role alone and in each region, and one who is two things at once."""
    yield NOBODY
    for region in REGIONS:
        for roles in ([], *([role] for role in ROLES), ["群主", "机关干部"], ["no-such-role"]):
            if roles or region:
                yield {"roles": roles, "region": region}


def vectors() -> dict[str, list[Any]]:
    """Only lists in which the person counts are repeated for every person."""
    rules = LIBRARY.of_type("rule")
    return {
        "documents": DOCUMENTS,
        "lists": [_list(name, day, NOBODY) for name in (*LISTS, "no-such-list") for day in DAYS]
        + [
            _list(name, DAYS[0], person)
            for name in ("mine", "redlines", "groups", "groups/chengyuan")
            for person in people()
        ],
        "comparisons": [
            {"topic": topic, "today": DAYS[0], "expected": comparison(LIBRARY, topic, date.fromisoformat(DAYS[0]))}
            for topic in ("hongbao", "baomi", "qun-guanli", "no-such-topic")
        ],
        "rules": [{"id": r["id"], "stage": stage_of(r), "prohibits": prohibits(r)} for r in rules],
        "topics": [topic_counts(LIBRARY)],
    }  # fmt: skip


def _list(name: str, day: str, person: Person) -> dict[str, Any]:
    expected = named_list(LIBRARY, name, date.fromisoformat(day), person)
    return {"name": name, "today": day, "person": person, "expected": expected}


def text() -> str:
    """The whole file."""
    return rows_of(vectors())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
