"""Texts of regulations become rule sets that compile, with every character and every article accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.articles import texts
from webapp.compiler.compile import compile_content
from webapp.errors import BuildError, ContentError
from webapp.importer.conservation import prove
from webapp.importer.draft import Draft, import_bytes
from webapp.importer.facts import read_facts
from webapp.importer.naming import version_id, work_id
from webapp.importer.places import place_label
from webapp.importer.regulation import Regulation, read_regulation
from webapp.importer.texts import decode, read_markdown
from webapp.importer.tree import companions, import_all
from webapp.rules.ids import is_id
from webapp.rules.model import Document

TABLES = Tables.from_json(build_tables())
DAY = "2026-11-22"
LAW = """\
# 中华人民共和国丁法

2000年1月2日 第九届全国人民代表大会常务委员会第一次会议通过

2018年10月26日 第十三届全国人民代表大会常务委员会第六次会议《关于修改<中华人民共和国丁法>的决定》修正

2000年3月1日 施行

<!-- INFO END -->

# 第一编 总 则
### 第一章 一般规定

第一条 为了*保守*秘密，依照<戊法>，制定本法。

    第二条 禁止：
（一）甲；
（二）1. 乙。
2. 丙
第十二条规定的事项，适用本法。
第二条之一 \u200b前条\ue004适用。

| 罪名 | 条文 |
|---|---|
| 走私 | 第1条 & 第2条 |
| 名 | 值 |
|---|---|
| a_b_ | `c` |

# 附件
- 目录 [见](x)
"""


def imported(text: str, name: str = "丁法.md") -> Draft:
    return import_bytes(name, text.encode(), TABLES, day=DAY)


def regulation_of(text: str) -> Regulation:
    return read_regulation(read_markdown(text))


def compiled(one: Draft, folder: Path) -> Document:
    for path, text in {f"ruleset/{one.id}.md": one.file, **companions(DAY)}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return compile_content(folder).documents[one.id]


def test_a_law_compiles_and_says_what_it_said(tmp_path: Path) -> None:
    one = imported(LAW)
    document = compiled(one, tmp_path)
    assert (one.id, one.articles, document["title"]) == ("dingfa-2018", 3, "中华人民共和国丁法")
    assert [article["no"] for article in document["articles"]] == ["1", "2", "2-1"]
    first, second, third = (list(texts(article["blocks"])) for article in document["articles"])
    assert first == ["为了*保守*秘密，依照<戊法>，制定本法。"]
    assert second == ["禁止：", "（一）甲；", "（二）1. 乙。", "2. 丙", "第十二条规定的事项，适用本法。"]
    assert third[:3] == ["前条〓适用。", "罪名", "条文"]
    assert third[-4:] == ["名", "值", "a_b_", "`c`"]
    assert document["articles"][0]["path"] == ["第一编 总 则", "第一章 一般规定"]
    assert list(texts(document["body"]))[-2:] == ["附件", "- 目录 [见](x)"]


def test_what_is_known_is_written_and_the_rest_stays_unknown(tmp_path: Path) -> None:
    document = compiled(imported(LAW), tmp_path)
    said = {name: document.get(name) for name in ("version", "issued_on", "effective_on", "binding", "level")}
    assert said == {
        "version": "2018-10",
        "issued_on": "2000-01-02",
        "effective_on": "2000-03-01",
        "binding": "法律",
        "level": "中央",
    }
    assert (document["status"], document["issuer"], document["items_recorded"]) == ("unknown", "unknown", 3)


def test_what_is_left_out_is_listed_with_its_line() -> None:
    left_out = imported(LAW).left_out
    hidden = [each for each in left_out if each.reason in ("invisible", "damaged")]
    assert [(place_label(each.place), each.text) for each in hidden] == [
        (("第 21 行", "line 21"), "\u200b"),
        (("第 21 行", "line 21"), "\ue004"),
    ]
    assert [each.text for each in left_out if each.reason == "mark"] == [
        "#", "<!-- INFO END -->", "#", "###", "|||", "|---|---|", "|||", "|||", "|---|---|", "|||", "#"
    ]  # fmt: skip


def test_plain_text_without_marks(tmp_path: Path) -> None:
    head = "某单位办法\n（2020年5月1日发布）\n\n第一章　总则\n"
    rest = "第一条本办法适用于本单位。\n第二条规定不适用于临时人员。\n第二条不得泄密。\n"
    one = imported(head + rest, "办法.txt")
    document = compiled(one, tmp_path)
    assert [list(texts(article["blocks"])) for article in document["articles"]] == [
        ["本办法适用于本单位。", "第二条规定不适用于临时人员。"],
        ["不得泄密。"],
    ]
    assert (document["binding"], document["level"], document["region"]) == ("未载明", "未载明", "weizai")
    assert document["issued_on"] == "2020-05-01"


@pytest.mark.parametrize(
    ("title", "note", "binding"),
    [
        ("中华人民共和国甲法", "", "法律"),
        ("甲办法", "2020年1月1日 国务院令第1号公布", "行政法规"),
        ("甲条例", "", "未载明"),
        ("最高人民法院关于甲的解释", "", "司法解释"),
        ("甲规定", "2020年1月1日 公安部令第1号公布", "部门规章"),
    ],
)
def test_who_made_it_decides_what_it_is(title: str, note: str, binding: str) -> None:
    assert read_facts(regulation_of(f"# {title}\n\n{note}\n<!-- INFO END -->\n")).binding == binding


def test_the_name_of_the_file_may_hold_the_day_of_the_version() -> None:
    facts = read_facts(regulation_of("甲条例\n第一条 甲。"), "甲条例(2016-02-06).md")
    assert (facts.version, facts.issued_on) == ("2016-02-06", "")


def test_ids_are_pinyin_or_initials_with_a_digest() -> None:
    assert work_id("中华人民共和国行政处罚法", TABLES) == "xingzhengchufafa"
    long = work_id("最高人民法院关于审理利用信息网络侵害人身权益民事纠纷案件适用法律若干问题的规定", TABLES)
    assert long == "zgrmfygysllyxxwlqhrsqyms-" + long[-6:]
    assert work_id("2020", TABLES).startswith("x-")
    assert version_id("jiafa", "") == "jiafa"


@given(st.text(min_size=1, max_size=90))
def test_every_title_gives_an_id_with_room_for_articles(title: str) -> None:
    found = version_id(work_id(title, TABLES), "2020-01-01")
    assert is_id(f"{found}--art-9999-99")


def test_two_of_one_name_and_year_get_two_ids_that_do_not_depend_on_order() -> None:
    files = [(f"{place}/甲法(2020-01-01).md", f"# 甲法\n\n第一条 {place}。".encode()) for place in "ba"]
    ids = {one.name: one.id for one in import_all(files, TABLES, day=DAY)}
    assert ids["a/甲法(2020-01-01).md"] == "jiafa-2020"
    assert ids["b/甲法(2020-01-01).md"].startswith("jiafa-2020-")
    assert ids == {one.name: one.id for one in import_all(files[::-1], TABLES, day=DAY)}


def test_templates_and_empty_files_are_no_regulations() -> None:
    files = [
        ("a.md", b"---\nbookHidden: true\n---\n# x\n"),
        ("_index.md", b"---\nx: y\n---\n"),
        ("c.md", b" \n"),
    ]
    assert list(import_all(files, TABLES, day=DAY)) == []


def test_older_encodings_are_read_and_others_refused() -> None:
    assert decode("保密法".encode("gb18030")) == "保密法"
    with pytest.raises(ContentError, match="UTF-8"):
        decode(b"\xff\xff\xff")


@given(
    st.lists(
        st.text("第一二条章节（）12.、|*_#>`~-+&<\\[]!: \t\u3000\u200b\ue001甲乙a", max_size=12), max_size=8
    )
)
def test_no_text_loses_a_character(lines: list[str]) -> None:
    imported("\n".join(["甲规定", "第一条 甲。", *lines]))


def test_a_lost_or_made_up_character_is_an_error() -> None:
    reading = read_markdown("甲\n第一条 乙丙。")
    regulation = read_regulation(reading)
    whole = "---\n---\n第一条　乙丙。\n"
    proof = prove(reading, regulation, whole)
    assert (proof.characters_in, proof.taken, proof.left_out, proof.articles) == (7, 7, 0, 1)
    with pytest.raises(BuildError, match="丙"):
        prove(reading, regulation, whole.replace("丙", ""))
    regulation.lines[0] = replace(regulation.lines[0], text="第一条 乙。")
    with pytest.raises(BuildError, match="丙"):
        prove(reading, regulation, whole)
