"""Drafts by hand: encodings, names and ids, what is proposed, a Word file as python-docx writes it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from webapp.analysis.tables import Tables, build_tables
from webapp.importer.draft import PASTED, Draft, import_bytes, import_text
from webapp.importer.places import REASONS, place_label
from webapp.importer.rule_set import body_of, origin
from webapp.importer.tree import import_all
from webapp.rules.ids import chinese_numeral

TABLES = Tables.from_json(build_tables())
DAY = "2026-11-22"
LETTER = """\
某市委办公室文件
某办发〔2024〕3号
关于印发《某市机关微信工作群
管理办法（试行）》的通知
各处室：
现印发给你们，请遵照执行。
某市委办公室
2024年3月1日
某市机关微信工作群
管理办法
（试行）
第一章　总则
第一条　为了规范工作群，制定本办法。
第二条　本办法自二〇二四年四月一日起施行。
"""


def imported(name: str, data: bytes, files: dict[str, str] | None = None) -> Draft:
    return import_bytes(name, data, TABLES, day=DAY, held=(files or {}).get)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_encodings_that_occur(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    draft = imported("甲.txt", f"{mark}甲办法\r\n第一条　乙。".encode(encoding))
    assert (draft.title, draft.articles) == ("甲办法", 1)


def test_plain_text_has_no_marks_and_markdown_has() -> None:
    text = "甲办法\n# 乙\n第一条　丙。"
    assert "\\# 乙" in imported("甲.txt", text.encode()).file
    assert "\n## 乙" in imported("甲.md", text.encode()).file


def test_bold_labels_are_labels_and_their_marks_are_listed() -> None:
    draft = imported("甲.md", "# 甲办法\n\n**第一条** 乙**丙**。\n\n**第二条 丁**，2**3".encode())
    assert body_of(draft.file) == "第一条　乙丙。\n\n第二条　丁，2\\*\\*3\n"
    assert [each.text for each in draft.left_out] == ["********", "****", "#"]


def test_what_is_proposed_says_where_it_was_read() -> None:
    draft = imported("甲.txt", LETTER.encode())
    assert draft.title == "某市机关微信工作群管理办法（试行）"
    said = [(each.field, each.value, each.source.place.number) for each in draft.proposals]
    title = "某市机关微信工作群管理办法（试行）"
    assert said == [
        ("title", title, 9),
        ("issuer", "某市委办公室", 1),
        ("doc_number", "某办发〔2024〕3号", 2),
        ("effective_on", "2024-04-01", 14),
        ("issuer", "某市委办公室", 7),
        ("issued_on", "2024-03-01", 8),
    ]
    for line in ("doc_number", "issued_on: 2024-03-01", "effective_on: 2024-04-01", 'version: "2024-03"'):
        assert line in draft.file
    assert "\nissuer: unknown\n" in draft.file  # a person picks the document of the issuer


def test_another_text_of_the_same_name_and_year_gets_another_id_also_another_day() -> None:
    first = imported("一/甲办法(2024-01-01).md", "甲办法\n第一条　乙。".encode())
    files = {first.id: first.file}
    second = imported("二/甲办法(2024-05-01).md", "甲办法\n第一条　丙。".encode(), files)
    assert first.id == "jiabanfa-2024"
    assert second.id.startswith("jiabanfa-2024-")
    files[second.id] = second.file
    again = [imported(each.name, body.encode(), files).id for each, body in
             ((second, "甲办法\n第一条　丙。"), (first, "甲办法\n第一条　乙、丁。"))]  # fmt: skip
    assert again == [second.id, first.id]


def test_the_same_text_under_another_name_stays_the_same() -> None:
    first = imported("甲.md", "甲办法\n第一条　乙。".encode())
    assert imported("乙.txt", "甲办法\n第一条　乙。".encode(), {first.id: first.file}).id == first.id


def test_what_was_written_by_hand_keeps_its_id() -> None:
    assert (
        imported("甲.md", "甲办法\n第一条　乙。".encode(), {"jiabanfa": "---\nid: jiabanfa\n---\n说明\n"}).id
        != "jiabanfa"
    )


def test_one_run_never_gives_one_id_twice() -> None:
    files = [(f"{place}/甲.md", "甲办法\n第一条　乙。".encode()) for place in "ab"]
    assert len({draft.id for draft in import_all(files, TABLES, day=DAY)}) == 2


def test_pasted_text_is_known_by_what_it_says() -> None:
    first, second = (import_text(f"甲办法\n第一条　{word}。", TABLES, day=DAY) for word in "乙丙")
    assert origin(first.file).startswith(PASTED)
    assert origin(first.file) != origin(second.file)


def test_every_reason_and_place_has_words_in_both_languages() -> None:
    assert all(zh and en.isascii() for zh, en in REASONS.values())
    draft = imported("甲.md", "---\nx: y\n---\n甲办法\n第一条 乙\u200b".encode())
    assert [(*place_label(each.place), each.reason) for each in draft.left_out] == [
        ("第 1 行", "line 1", "front-matter"),
        ("第 2 行", "line 2", "front-matter"),
        ("第 3 行", "line 3", "front-matter"),
        ("第 5 行", "line 5", "invisible"),
    ]


def test_a_file_of_sixty_articles_as_python_docx_writes_it() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_heading("某单位红线管理办法", 0)
    for number in range(1, 67):
        if number % 22 == 1:
            document.add_heading(f"第{chinese_numeral(number // 22 + 1)}章　分则", 1)
        document.add_paragraph(f"第{chinese_numeral(number)}条　不得泄密{number}。")
        document.add_paragraph("（一）口头；", style="List Number")
    grid = document.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "附表"
    grid.cell(1, 1).text = "值"
    out = BytesIO()
    document.save(out)
    draft = imported("办法.docx", out.getvalue())
    assert (draft.title, draft.articles) == ("某单位红线管理办法", 66)
    assert [(each.reason, each.text) for each in draft.left_out] == [("header", "内部资料")]
    assert body_of(draft.file).startswith(
        "## 第一章　分则\n\n第一条　不得泄密1。\n\n1. （一）口头；".replace("1. （", "1\\. （")
    )
    assert draft.file.endswith("| 附表 |  |\n| --- | --- |\n|  | 值 |\n")
