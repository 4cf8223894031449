"""Files made to do harm, and files that are no Word files: refused with a sentence, quickly, touching nothing."""

from __future__ import annotations

import resource
import struct
import sys
import time
from pathlib import Path
from zipfile import ZIP_STORED

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.word_files import NAMESPACES, archive, p, relations, table, tc, word_file
from webapp.analysis.tables import Tables, build_tables
from webapp.errors import AppError, ContentError
from webapp.importer.draft import import_bytes
from webapp.importer.opening import MAX_BYTES

TABLES = Tables.from_json(build_tables())
GOOD = word_file(p("第一条　甲。"))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LONGEST = 20.0  # seconds; a hang is what this is about, not speed


def refusal(data: bytes, name: str = "甲.docx") -> ContentError:
    start = time.monotonic()
    with pytest.raises(ContentError) as caught:
        import_bytes(name, data, TABLES, day="2026-11-22")
    assert time.monotonic() - start < LONGEST
    return caught.value


def with_document(xml: str | bytes) -> bytes:
    return word_file("", more={"word/document.xml": xml})


def document(inner: str, before: str = "") -> str:
    return f"{before}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (OLD, "旧格式"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<html><body>x</body></html>", "网页"),
        (b"MIME-Version: 1.0\nx", "网页"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (archive({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "压缩包"),
        (archive({"a.docx": GOOD}), "解压"),
        (b"\xff\xff\xff", "UTF-8"),
        (b"", "没有文字"),
        (word_file("", title=""), "没有文字"),
        (b"x" * (MAX_BYTES + 1), "太大"),
    ],
)
def test_other_files_are_refused_with_what_to_do(data: bytes, says: str) -> None:
    error = refusal(data)
    assert says in error.zh
    assert error.en and error.en.isascii()


BOMBS = {
    "zeros": lambda: with_document(document(p(" " * 120_000_000))),
    "many parts": lambda: word_file(
        "", more={f"word/x{n}.xml": f"<x>{'甲' * 900_000}{n}</x>" for n in range(20)}
    ),
    "too many entries": lambda: word_file("", more={f"x{n}": "" for n in range(2_100)}),
    "too many paragraphs": lambda: word_file("<w:p/>" * 50_000),
    "too many elements": lambda: unpacked(document("<w:r/>" * 1_600_000)),
    "too deep": lambda: unpacked(document("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000)),
    "too many cells": lambda: unpacked(document(f"<w:tbl><w:tr>{'<w:tc/>' * 200_000}</w:tr></w:tbl>")),
    "tables in tables": lambda: word_file(nested_tables(200)),
}


def unpacked(xml: str) -> bytes:
    """Not compressed, so that nothing but its content gives it away."""
    types, main = "[Content_Types].xml", "word/document.xml"
    rels = relations({"officeDocument": main})
    return archive({types: "<x/>", "_rels/.rels": rels, main: xml}, compression=ZIP_STORED)


def nested_tables(depth: int) -> str:
    inner = p("甲")
    for _ in range(depth):
        inner = table([tc(inner), tc("乙")])
    return inner


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_what_is_too_large_is_refused(make: object) -> None:
    data = make()  # type: ignore[operator]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "太大" in refusal(data).zh
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 1_000_000 or sys.platform == "darwin"  # KB; darwin counts bytes


TEXTS = {
    "comments without an end": "甲\n" + "<!--" * 40_000,
    "marks without an end": "甲\n" + "**" * 5_001,
    "a table of one row": f"甲\n{'|a' * 50_000}|\n{'|-' * 50_000}|",
    "more lines than a law has": "第一条 甲\n" * 100_000,
    "spaces where a number should be": f"甲办法\n2024年1月1日令{' ' * 19_000}x",
    "dates without an end": "甲办法\n2024年1月" + "自2024年" * 3_000,
    "a numeral of thousands of digits": f"甲\n第{'一' * 15_000}条",
    "nothing but marks of Markdown": "甲\n" + f"{'*[<_`' * 1_900}\n" * 20,
    "nothing that can be seen": "甲\n" + "\u200b" * 300_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", ["甲.txt", "甲.md"])
def test_no_text_takes_long(text: str, name: str) -> None:
    start = time.monotonic()
    try:
        proof = import_bytes(name, text.encode(), TABLES, day="2026-11-22").proof
    except ContentError as error:
        assert error.zh and error.en
    else:
        assert proof.characters_in == proof.accounted
    assert time.monotonic() - start < LONGEST


def test_sizes_in_the_directory_are_not_believed() -> None:
    """A part that says it is small gives no more than it says; then its check sum is wrong."""
    data = bytearray(with_document(document(p("甲" * 3_000_000))))
    entry = data.index(b"PK\x01\x02", data.rindex(b"word/document.xml") - 60)
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert "损坏" in refusal(bytes(data)).zh


def test_entries_over_each_other_are_refused() -> None:
    data = bytearray(word_file(p("甲"), more={"word/media/a": b"a" * 4_000, "word/media/b": b"b" * 4_000}))
    first, second = (data.rindex(name) - 46 for name in (b"word/media/a", b"word/media/b"))
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    assert refusal(bytes(data)).zh


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "a/../../b", "C:\\evil", "..\\evil", "word/DOCUMENT.xml", "con:"]
)
def test_paths_that_lead_elsewhere_are_refused(name: str) -> None:
    assert "危险" in refusal(word_file(p("甲"), more={name: "x"})).zh


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(GOOD)
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert "密码" in refusal(bytes(data)).zh


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "file:///etc/passwd", "//host/share", "", "."])
def test_relations_lead_nowhere_else(target: str) -> None:
    files = {"[Content_Types].xml": "<x/>", "word/a.xml": "<x/>"}
    assert refusal(archive({**files, "_rels/.rels": relations({"officeDocument": target})})).zh


LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
DTDS = {
    "a file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>',
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY e0 "ha">{LAUGHS}<!ENTITY e "&e9;">]>',
    "a parameter": '<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd"> %e;]>',
    "outside": '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
}


@pytest.mark.parametrize("dtd", DTDS.values(), ids=DTDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(dtd: str, encoding: str) -> None:
    xml = document("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", dtd).encode(encoding)
    assert "DTD" in refusal(with_document(xml)).zh


def test_every_part_is_read_with_the_same_care() -> None:
    dtd = f"{DTDS['a file']}<x>&e;</x>"
    for part in ("word/styles.xml", "word/numbering.xml", "word/header9.xml", "_rels/.rels"):
        assert "DTD" in refusal(word_file(p("甲"), more={part: dtd})).zh


@pytest.mark.parametrize(
    "inner",
    [
        "<w:altChunk/><w:p/>",
        "<w:p><w:r><w:altChunk/></w:r></w:p>",
    ],
)
def test_another_file_in_place_of_text_is_refused(inner: str) -> None:
    assert "漏字" in refusal(word_file(inner)).zh


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
CRAZY = {
    "styles that rest on each other": word_file(
        p("甲", style="A"),
        styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    ),
    "numbers that are none": word_file(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="²"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="-7"/></w:pPr></w:p>'
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        numbering=f'<w:num w:numId="1"><w:abstractNumId w:val="{"9" * 5000}"/></w:num>',
    ),
    "fields that never end": word_file(p(BEGIN) + p("第一条　甲。"), title="甲"),
    "fields that never began": word_file(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "甲")),
    "symbols without a number": word_file(p('<w:r><w:sym w:char="zz"/><w:sym w:char="FFFFFFFFF"/></w:r>')),
    "nothing to choose from": word_file(p("<w:r><mc:AlternateContent/></w:r>")),
    "a note in itself": word_file(
        p(NOTE),
        footnotes=f"<w:footnote w:id='2'>{p(NOTE)}</w:footnote>",
    ),
    "a box in a box": word_file(p("<w:r><w:txbxContent>" * 8 + p("甲") + "</w:txbxContent></w:r>" * 8)),
}


@pytest.mark.parametrize("data", CRAZY.values(), ids=CRAZY)
def test_nonsense_is_read_as_far_as_it_goes(data: bytes) -> None:
    proof = import_bytes("甲.docx", data, TABLES, day="2026-11-22").proof
    assert proof.characters_in == proof.accounted


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_file_gives_a_sentence_or_a_draft(damage: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, byte in damage:
        data[place] = byte
    try:
        import_bytes("甲.docx", bytes(data), TABLES, day="2026-11-22")
    except AppError as error:
        assert error.zh and error.en


WORDS = st.builds("<w:r><w:t>{}</w:t></w:r>".format, st.text("甲乙第一条（）0 ", max_size=5))


def joined(tag: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda parts: f"<{tag}>{''.join(parts)}</{tag}>", st.lists(inner, max_size=3))


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What may stand around runs, and boxes with whole paragraphs and tables in them."""
    tags = "w:ins w:del w:moveFrom w:moveTo w:hyperlink w:fldSimple w:smartTag w:sdt x".split()
    boxes = (
        "w:r><w:txbxContent",
        "w:r><w:pict><w:txbxContent",
        "w:r><mc:AlternateContent><mc:Choice><w:txbxContent",
    )
    box = st.builds(
        lambda tag, blocks: f"<{tag}>{blocks}</" + "></".join(tag.split("><")[::-1]) + ">",
        st.sampled_from(boxes),
        BLOCKS,
    )
    return st.one_of(*(joined(tag, inner) for tag in tags), box)


RUNS = st.deferred(lambda: st.recursive(WORDS, around, max_leaves=4))
PARAGRAPH = joined("w:p", RUNS)
CELL = joined("w:tc", st.deferred(lambda: BLOCKS))
TABLE = joined("w:tbl", joined("w:tr", CELL))
BLOCKS = st.deferred(
    lambda: st.lists(
        st.one_of(PARAGRAPH, PARAGRAPH, TABLE, joined("w:sdtContent", PARAGRAPH)), max_size=3
    ).map("".join)
)


@given(BLOCKS)
def test_no_document_loses_a_character(body: str) -> None:
    proof = import_bytes("甲.docx", word_file(body), TABLES, day="2026-11-22").proof
    assert proof.characters_in == proof.accounted


TAGS = "w:p w:r w:t w:tbl w:tr w:tc w:pPr w:ins w:sdt w:txbxContent w:ruby w:rt mc:AlternateContent w:object x".split()
TREES = st.recursive(
    st.text("甲乙第一条（） ", max_size=5),
    lambda inner: st.builds(
        lambda tag, content: f"<{tag}>{''.join(content)}</{tag}>",
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@given(TREES)
def test_what_no_word_would_write_is_read_whole_or_refused(tree: str) -> None:
    try:
        proof = import_bytes("甲.docx", word_file(tree), TABLES, day="2026-11-22").proof
    except AppError as error:
        assert error.zh and error.en
    else:
        assert proof.characters_in == proof.accounted


def test_nothing_is_written_and_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Python says when a file is opened or a connection made."""
    seen: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("open", "socket.connect", "socket.getaddrinfo", "os.mkdir"):
            seen.append(f"{event} {arguments}")

    sys.addaudithook(watch)
    watching = True
    import_bytes("甲.docx", word_file(p("甲"), more={"word/media/a.png": b"x"}), TABLES, day="2026-11-22")
    watching = False
    assert seen == []
