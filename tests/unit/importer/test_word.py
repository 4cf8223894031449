"""Word files of every layout: what is read, what is listed, and that both together are all there was."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import mammoth
import pytest

from tests.unit.importer.word_layouts import AUTOMATIC, TYPED, Layout
from tests.unit.importer.word_layouts_more import STRUCTURE
from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.importer.draft import Draft, import_bytes
from webapp.importer.rule_set import body_of
from webapp.importer.tree import companions
from webapp.importer.word.word_file import read_word

TABLES = Tables.from_json(build_tables())
LAYOUTS = {**TYPED, **AUTOMATIC, **STRUCTURE}
TEXT = re.compile(r"<(w:t|w:delText|w:instrText|m:t|a:t)(?: [^>]*)?>([^<]*)</\1>")


def imported(data: bytes) -> Draft:
    return import_bytes("甲.docx", data, TABLES, day="2026-11-22")


def lines_of(draft: Draft) -> list[str]:
    """The Markdown as it reads, without the escapes."""
    return [re.sub(r"\\(.)", r"\1", line) for line in body_of(draft.file).split("\n") if line]


def test_there_are_layouts_enough() -> None:
    assert len(LAYOUTS) >= 40


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_is_read_as_it_reads(layout: Layout) -> None:
    draft = imported(layout.data)
    lines = lines_of(draft)
    if "…" in layout.lines:
        start = layout.lines[: layout.lines.index("…")]
        assert (lines[: len(start)], lines[-1]) == (start, layout.lines[-1])
    else:
        assert lines == layout.lines
    assert [f"{each.reason}:{each.text}" for each in draft.left_out] == [*layout.left_out]
    assert [each.reason for each in draft.notices] == [*layout.notices]
    assert draft.proof.characters_in == draft.proof.accounted
    assert draft.articles == sum(re.match(r"第[^　]+条(之.)?　", line) is not None for line in lines)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_importer_counts_what_the_file_holds(layout: Layout) -> None:
    """A third count, by a regular expression over the bytes of the archive."""
    found = 0
    with ZipFile(BytesIO(layout.data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml") and "glossary" not in name and name.startswith("word/"):
                xml = archive.read(name).decode()
                found += sum(len("".join(unescape(text).split())) for _, text in TEXT.findall(xml))
                found += len(re.findall(r"<w:(?:sym|softHyphen|noBreakHyphen)\b", xml))
                found += sum(len(text) for text in re.findall(r'textpath string="([^"]*)"', xml))
    assert imported(layout.data).proof.characters_in == found


def test_every_layout_gives_a_file_that_compiles(tmp_path: Path) -> None:
    files = dict(companions("2026-11-22"))
    for number, layout in enumerate(LAYOUTS.values()):
        name = f"layout-{number}"
        draft = import_bytes("甲.docx", layout.data, TABLES, day="2026-11-22", rule_set=name)
        files[f"ruleset/{name}.md"] = draft.file
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert len(compile_content(tmp_path).of_type("ruleset")) == len(LAYOUTS)


# Mammoth shows these, marks notes in its own way, and leaves the rest out as we do.
SHOWN_BY_MAMMOTH = {"hidden", "contents", "field", "damaged", "invisible", "placeholder"}
ALIKE = {
    name: layout
    for name, layout in LAYOUTS.items()
    if "note" not in layout.notices
    and not SHOWN_BY_MAMMOTH & {each.split(":")[0] for each in layout.left_out}
}


@pytest.mark.parametrize("layout", ALIKE.values(), ids=ALIKE)
def test_mammoth_reads_the_same_text_in_the_same_order(layout: Layout) -> None:
    """Paragraph by paragraph; automatic numbers, which it does not know, stand between them."""
    ours = "".join("".join(text for each in read_word(layout.data).paragraphs for text in each.texts).split())
    theirs = mammoth.extract_raw_text(BytesIO(layout.data)).value.split("\n")
    position = 0
    for line in filter(None, ("".join(line.split()) for line in theirs)):
        position = ours.index(line, position)


def test_mammoth_judges_most_layouts() -> None:
    assert len(ALIKE) >= 40
