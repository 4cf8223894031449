"""Texts from phones are read as they were written, also changed, also several at once; proposals follow from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.errors import ContentError
from webapp.rules.feedback import MAX_LENGTH, Missed, Report, read_feedback
from webapp.rules.feedback_proposals import Proposal, feedback_proposals

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "feedback.json").read_text(encoding="utf-8")
)
LIBRARY = [
    {"id": "jia--hongbao", "type": "rule", "title": "不收红包", "quote": "严禁收受微信红包"},
    {"id": "jia--zhuanzhang", "type": "rule", "title": "不转账", "aliases": ["微信转账"]},
    {"id": "hongbao", "type": "topic", "title": "红包"},
    {"id": "src", "type": "source", "title": "老婆收红包的报道"},
]


def version(vector: dict[str, Any]) -> str:
    return f"{vector['version']['epoch']}-{vector['version']['seq']}"


@pytest.mark.parametrize("vector", VECTORS["reports"])
def test_a_report_is_read(vector: dict[str, Any]) -> None:
    read = Report(version(vector), vector["id"], vector["title"], vector["note"])
    assert read_feedback(vector["text"]) == [read]


@pytest.mark.parametrize("vector", VECTORS["missed"])
def test_searches_are_read(vector: dict[str, Any]) -> None:
    assert read_feedback(vector["text"]) == [Missed(version(vector), tuple(vector["queries"]))]


def test_several_are_read_from_one_paste_whatever_stands_around_them() -> None:
    texts = [vector["text"] for kind in ("reports", "missed") for vector in VECTORS[kind]]
    pasted = "张三 10:21\r\n" + "\n\n".join(texts).replace("：", ":").replace("\n", "\r\n")
    assert [type(each) for each in read_feedback(pasted)] == [Report, Report, Missed, Missed]


def test_what_a_person_broke_stays_readable() -> None:
    [report] = read_feedback("红线随身查·报告错误\n编号：不知道\n我觉得不对")
    assert report == Report("", "", "", "我觉得不对")
    [missed] = read_feedback("红线随身查·没有查到\n红包\n\n 红包 \n" + "长" * 65)
    assert missed == Missed("", ("红包",))


@pytest.mark.parametrize("text", ["", "红线随身查", "红线随身查·没有查到" + "长" * MAX_LENGTH])
def test_other_texts_are_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ContentError, match="整段粘贴"):
        read_feedback(text)


@given(st.text("红线随身查·报告错误没有到版本编号：\n1-a", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read_feedback(f"红线随身查·没有查到\n{text}")
        read_feedback(text)
    except ContentError as error:
        assert error.zh


def test_proposals_are_tasks_aliases_questions_and_plain_words() -> None:
    texts = [
        Report("1-1", "jia--hongbao", "不收红包", "已废止"),
        Missed("1-1", ("收了红包要上交吗", "发个小红包", "蹭网")),
        Missed("1-2", ("蹭网", "深夜食堂打卡活动要不要请假报备")),
    ]
    assert feedback_proposals(texts, LIBRARY) == [
        Proposal("task", "已废止", ("jia--hongbao",)),
        Proposal("plain", "蹭网", (), 2),
        Proposal("ask", "收了红包要上交吗", ("hongbao", "jia--hongbao")),
        Proposal("alias", "发个小红包", ("hongbao", "jia--hongbao")),
        Proposal("task", "深夜食堂打卡活动要不要请假报备", ()),
    ]
