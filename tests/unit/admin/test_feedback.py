"""What phones sent becomes changes: offered with the nearest documents, put into the right field, lost nowhere."""

from __future__ import annotations

import pytest

from tests.unit.admin.colleague import Colleague
from webapp.admin.additions import added, fits
from webapp.admin.source_text import read_source
from webapp.errors import ContentError

RULE = "jia-guiding--hongbao"
REPORT = f"红线随身查·报告错误\n版本：1-1\n条目：红包\n编号：{RULE}\n哪里不对：日期<b>错了"
MISSED = "红线随身查·没有查到\n版本：1-1\n发小红包\n蹭网"
TEXT = "---\nid: x\ntype: rule\naliases: [甲]  # 说明\n---\n正文\n"


def test_texts_become_proposals_with_the_nearest_documents(writer: Colleague) -> None:
    answer = writer.post("field/", pasted=f"{REPORT}\n{MISSED}\n{MISSED}")
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'value="日期&lt;b&gt;错了"' in shown
    assert f'<option value="{RULE}">不违规收受微信红包</option>' in shown
    assert "2 部手机" in shown
    assert '<button name="way" value="alias">' in shown  # the one that is proposed stands out
    assert '<button name="way" value="plain">' in shown


def test_other_texts_are_refused_and_kept_in_the_form(writer: Colleague) -> None:
    answer = writer.post("field/", pasted="随便什么")
    assert answer.status_code == 422
    assert "整段粘贴" in answer.get_data(as_text=True)
    assert "随便什么" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("way", "document", "says"),
    [
        ("alias", RULE, "aliases: [抢红包, 发小红包]"),
        ("ask", RULE, "asks: [红包能不能收, 发小红包]"),
        ("task", RULE, "editor_note: 发小红包"),
        ("plain", "yongyu-hongbao", "发小红包"),
    ],
)
def test_a_proposal_begins_a_change(writer: Colleague, way: str, document: str, says: str) -> None:
    answer = writer.post("field/take", words="发小红包", way=way, document=document)
    assert answer.status_code == 303
    text = writer.page(answer.headers["Location"].split("admin/")[-1].removeprefix("../") + "?as=text")
    assert says in text


def test_more_goes_into_the_change_under_way_and_nothing_twice(writer: Colleague) -> None:
    for words in ("发小红包", "发小红包", "发大红包"):
        answer = writer.post("field/take", words=words, way="alias", document=RULE)
    text = writer.page(answer.headers["Location"].split("admin/")[-1].removeprefix("../") + "?as=text")
    assert "aliases: [抢红包, 发小红包, 发大红包]" in text


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"words": "甲", "way": "alias", "document": "nowhere"}, 404),
        ({"words": "甲", "way": "delete", "document": RULE}, 404),
        ({"words": " ", "way": "alias", "document": RULE}, 404),
        ({"words": "甲", "way": "plain", "document": RULE}, 422),
    ],
)
def test_what_cannot_be_is_refused(writer: Colleague, form: dict[str, str], status: int) -> None:
    assert writer.post("field/take", **form).status_code == status


def test_only_its_own_line_changes() -> None:
    fresh = added(TEXT, "rule", "alias", "乙: #1")
    assert fresh == TEXT.replace("[甲]", '[甲, "乙: #1"]')
    source = read_source(added(fresh, "rule", "task", "第一件"))
    assert source and source.values["editor_note"] == "第一件"
    again = read_source(added(source.text, "rule", "task", "第二件"))
    assert again and again.values["editor_note"] == "第一件\n第二件"


def test_a_file_without_the_feedback_takes_nothing() -> None:
    assert not fits("ask", "lexicon")
    with pytest.raises(ContentError):
        added(TEXT, "lexicon", "ask", "甲")
