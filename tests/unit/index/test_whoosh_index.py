"""The Whoosh index answers as memory does, is built once, and is not believed when a byte of it changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from webapp.analysis.corpus import build_corpus
from webapp.analysis.tables import Tables, build_tables
from webapp.index import whoosh_index
from webapp.index.whoosh_index import ensure_index
from webapp.query.postings import Postings
from webapp.rules.units import Unit, units

TABLES = Tables.from_json(build_tables())
WORDS = ("红包可以收吗", "十条戒律 第39条", "互联网＋ 𠮷 👍", "群主由谁担任")


@pytest.fixture
def library() -> list[Unit]:
    documents = {
        f"rule-{number}": {"id": f"rule-{number}", "type": "rule", "title": text, "plain": text[::-1]}
        for number, text in enumerate(WORDS)
    }
    return units(documents)


def test_it_answers_as_memory_does(library: list[Unit], tmp_path: Path) -> None:
    corpus = build_corpus(library, TABLES)
    memory = Postings(corpus.terms(number) for number in range(len(library)))
    held = sorted({term for number in range(len(library)) for term in corpus.terms(number)})
    found = ensure_index("release", library, TABLES, tmp_path)
    for term in [*held, "无", "没有", "#40", "\ud83d"]:
        assert found.frequency(term) == memory.frequency(term), repr(term)
        assert found.all_of([term]) == memory.all_of([term]), repr(term)
    for pair in zip(held, held[7:], strict=False):
        assert found.all_of(pair) == memory.all_of(pair), pair
    assert found.all_of([]) == memory.all_of([]) == []
    found.close()


def test_an_index_is_built_once_per_release(library: list[Unit], tmp_path: Path) -> None:
    def folder() -> str:
        ensure_index("one", library, TABLES, tmp_path).close()
        return str(json.loads((tmp_path / "current.json").read_text())["folder"])

    first = folder()
    assert folder() == first
    ensure_index("two", library, TABLES, tmp_path).close()
    assert json.loads((tmp_path / "current.json").read_text())["folder"] != first
    ensure_index("three", library, TABLES, tmp_path).close()
    assert len([path for path in tmp_path.glob("index-*") if path.is_dir()]) == 2, "the one before is kept"


@pytest.mark.parametrize("what", ["bytes", "extra", "missing", "manifest", "pointer", "elsewhere"])
def test_what_does_not_match_is_built_anew(library: list[Unit], tmp_path: Path, what: str) -> None:
    ensure_index("release", library, TABLES, tmp_path).close()
    pointer = tmp_path / "current.json"
    value = json.loads(pointer.read_text())
    folder = tmp_path / value["folder"]
    toc = next(folder.glob("*.toc"))
    if what == "bytes":
        toc.write_bytes(toc.read_bytes()[:-1] + b"!")
    elif what == "extra":
        (folder / "_MAIN_9.toc").write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    elif what == "missing":
        toc.unlink()
    elif what == "manifest":
        (folder / "manifest.json").write_text("{}")
    elif what == "pointer":
        pointer.write_text("not json")
    else:
        pointer.write_text(json.dumps({**value, "folder": "../../elsewhere"}))
    found = ensure_index("release", library, TABLES, tmp_path)
    assert json.loads(pointer.read_text())["folder"] != value["folder"]
    assert found.all_of(["红包"]) == [0]
    found.close()


def test_units_keep_their_numbers_through_a_large_index(tmp_path: Path) -> None:
    documents = {
        f"rule-{number:04}": {"id": f"rule-{number:04}", "type": "rule", "title": f"{number}号"}
        for number in range(1500)
    }
    found = ensure_index("release", units(documents), TABLES, tmp_path)
    assert [found.all_of([f"#{number}"]) for number in (0, 777, 1499)] == [[0], [777], [1499]]
    found.close()


def test_only_this_format_is_opened(
    library: list[Unit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_index("release", library, TABLES, tmp_path).close()
    before = (tmp_path / "current.json").read_text()
    monkeypatch.setattr(whoosh_index, "FORMAT", 2)
    ensure_index("release", library, TABLES, tmp_path).close()
    assert (tmp_path / "current.json").read_text() != before
