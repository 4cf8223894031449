"""What a person reads of a file: the words of the forms where there are some, everything else to the letter."""

from __future__ import annotations

from pathlib import Path

from tests.unit.admin.colleague import RULE, Colleague
from tests.unit.admin.test_journey import begin
from webapp.admin.desk import Desk
from webapp.admin.form_words import in_form_words
from webapp.admin.tables import Draft
from webapp.rules.schema import TYPES, Field

ROOT = Path(__file__).resolve().parents[3]

FILE = """---
id: a--b
type: rule   # 说明
title: "deontic: prohibition"
deontic: prohibition
red_line: true
platforms: [微信, 朋友圈]
quote: prohibition
sources:
  - {id: src-bao, locator: L1, level: press_quote}
  - id: src-two
    level: "press_quote"
unknown_key: true
---
deontic: prohibition
"""
READ = """---
编号：a--b
类型：rule   # 说明
标题："deontic: prohibition"
规范性质：禁止
红线：是
平台：[微信, 朋友圈]
原文引语：prohibition
来源：
  - {来源编号：src-bao（报）, 位置：L1, 来源级别：媒体引述}
  - 来源编号：src-two
    来源级别：媒体引述
unknown_key: true
---
deontic: prohibition
"""


def said(field: Field, value: str) -> str | None:
    if field.kind == "ref":
        return {"src-bao": "src-bao（报）"}.get(value)
    words = {"bool": {"true": "是"}, "choice": {"prohibition": "禁止", "press_quote": "媒体引述"}}
    return words.get(field.kind, {}).get(value)


def test_only_what_the_schema_has_words_for_is_replaced_in_its_place() -> None:
    assert in_form_words(FILE, TYPES["rule"], str, said) == READ
    assert in_form_words("no header", TYPES["rule"], str, said) == "no header"


def test_a_shipped_file_keeps_its_lines() -> None:
    for path in sorted((ROOT / "content").glob("rule/*.md"))[:20]:
        text = path.read_text("utf-8")
        read = in_form_words(text, TYPES["rule"], str, lambda field, value: f"<{value}>")
        assert len(read.split("\n")) == len(text.split("\n")), path
        assert read.partition("\n---\n")[2] == text.partition("\n---\n")[2]


def test_a_reviewer_reads_words_and_titles(writer: Colleague, desk: Desk) -> None:
    at = begin(writer)
    with desk.database.transaction() as session:
        text = session.get_one(Draft, 1).text or ""
    changed = text.replace("deontic: prohibition", "deontic: obligation")
    assert writer.post(f"{at}save", version=1, text=changed).status_code == 303
    page = writer.page(f"{at}review/")
    assert "规范性质：<del>禁止</del><ins>要求</ins>" in page
    assert "prohibition" not in page and "obligation" not in page
    assert "主题：[hongbao（红包礼金）]" in writer.page("content/{}/{}/".format(*RULE))
