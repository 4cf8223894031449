"""The Whoosh index answers as memory does, is built once, and is not believed when a byte of it changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from webapp.analysis.corpus import build_corpus
from webapp.analysis.tables import Tables, build_tables
from webapp.index import segments, whoosh_index
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
    found = ensure_index(library, TABLES, tmp_path)
    for term in [*held, "无", "没有", "#40", "\ud83d"]:
        assert found.frequency(term) == memory.frequency(term), repr(term)
        assert found.all_of([term]) == memory.all_of([term]), repr(term)
    for pair in zip(held, held[7:], strict=False):
        assert found.all_of(pair) == memory.all_of(pair), pair
    assert found.all_of([]) == memory.all_of([]) == []
    found.close()


def folders(root: Path) -> dict[str, str]:
    """Name of each segment → its folder."""
    segments = json.loads((root / "current.json").read_text())["segments"]
    return {name: folder for name, (folder, _) in segments.items()}


def test_an_index_is_built_once(library: list[Unit], tmp_path: Path) -> None:
    ensure_index(library, TABLES, tmp_path).close()
    first = folders(tmp_path)
    ensure_index(library, TABLES, tmp_path).close()
    assert folders(tmp_path) == first


def test_what_lies_beside_is_opened_and_never_written(library: list[Unit], tmp_path: Path) -> None:
    ensure_index(library, TABLES, tmp_path / "a").close()
    before = {path: path.read_bytes() for path in (tmp_path / "a").rglob("*") if path.is_file()}
    lent = ensure_index(library, TABLES, tmp_path / "b", beside=tmp_path / "a")
    assert lent.all_of(["红", "包"]) == [0] and not (tmp_path / "b").exists()
    lent.close()
    changed = units({"rule-9": {"id": "rule-9", "type": "rule", "title": "别的红包"}})
    own = ensure_index(changed, TABLES, tmp_path / "b", beside=tmp_path / "a")
    assert own.all_of(["红", "包"]) == [0] and len(folders(tmp_path / "b")) == 1
    own.close()
    assert {path: path.read_bytes() for path in (tmp_path / "a").rglob("*") if path.is_file()} == before


def test_a_change_writes_only_its_own_segment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of units move behind a new one; segments that were kept answer with the new numbers."""
    monkeypatch.setattr(segments, "UNITS", 8)
    documents = {
        f"set-{number:02}--a": {
            "id": f"set-{number:02}--a",
            "type": "rule",
            "title": f"第{number}号{WORDS[0]}",
        }
        for number in range(60)
    }
    old = ensure_index(units(documents), TABLES, tmp_path)
    before = folders(tmp_path)
    documents["set-00"] = {"id": "set-00", "type": "rule", "title": "新来的"}
    del documents["set-30--a"]
    found = ensure_index(units(documents), TABLES, tmp_path, before=old)
    anew = ensure_index(units(documents), TABLES, tmp_path)
    assert {key: held for key, held in found._held.items() if held} == anew._held
    after = folders(tmp_path)
    assert len(before) == len(after) > 4
    assert 1 <= len(set(after.values()) - set(before.values())) <= 2
    assert (found.all_of(["新来"]), found.frequency("红包")) == ([0], 59)
    assert found.all_of(["红包"]) == list(range(1, 60))
    assert (found.all_of(["#59"]), found.all_of(["#30"])) == ([59], [])
    for each in (old, found, anew):
        each.close()


def test_building_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "UNITS", 2)
    listed = units(
        {
            f"rule-{number}": {"id": f"rule-{number}", "type": "rule", "title": f"{number}号"}
            for number in range(20)
        }
    )
    build, built = whoosh_index._build, list[str]()

    def until_the_third(segment: segments.Segment, *others: Any) -> list[str]:
        if len(built) == 3:
            raise KeyboardInterrupt
        built.append(segment.name)
        return build(segment, *others)

    monkeypatch.setattr(whoosh_index, "_build", until_the_third)
    with pytest.raises(KeyboardInterrupt):
        ensure_index(listed, TABLES, tmp_path)
    assert list(folders(tmp_path)) == sorted(built)
    there = folders(tmp_path)
    monkeypatch.setattr(whoosh_index, "_build", build)
    ensure_index(listed, TABLES, tmp_path).close()
    assert there.items() < folders(tmp_path).items()


def test_what_is_no_longer_named_goes_when_it_has_rested(library: list[Unit], tmp_path: Path) -> None:
    for count in (1, 2, 3, 4):
        ensure_index(library[:count], TABLES, tmp_path).close()
    assert len(list(tmp_path.glob("index-*"))) == 4
    for path in tmp_path.glob("index-*"):
        os.utime(path, (0, 0))
    ensure_index(library[:1] * 2, TABLES, tmp_path).close()
    assert len(list(tmp_path.glob("index-*"))) == 2, "this one and the one before"


@pytest.mark.parametrize("what", ["bytes", "extra", "missing", "manifest", "pointer", "elsewhere"])
def test_what_does_not_match_is_built_anew(library: list[Unit], tmp_path: Path, what: str) -> None:
    ensure_index(library, TABLES, tmp_path).close()
    pointer = tmp_path / "current.json"
    value = json.loads(pointer.read_text())
    [(name, (folder_name, digest))] = value["segments"].items()
    folder = tmp_path / folder_name
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
        pointer.write_text(json.dumps({"segments": {name: ["../../elsewhere", digest]}}))
    found = ensure_index(library, TABLES, tmp_path)
    assert folders(tmp_path)[name] != folder_name
    assert found.all_of(["红包"]) == [0]
    found.close()


def test_units_keep_their_numbers_through_a_large_index(tmp_path: Path) -> None:
    documents = {
        f"rule-{number:04}": {"id": f"rule-{number:04}", "type": "rule", "title": f"{number}号"}
        for number in range(1500)
    }
    found = ensure_index(units(documents), TABLES, tmp_path)
    assert [found.all_of([f"#{number}"]) for number in (0, 777, 1499)] == [[0], [777], [1499]]
    found.close()


def test_only_this_format_is_opened(
    library: list[Unit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_index(library, TABLES, tmp_path).close()
    before = (tmp_path / "current.json").read_text()
    monkeypatch.setattr(whoosh_index, "FORMAT", 1)
    ensure_index(library, TABLES, tmp_path).close()
    assert (tmp_path / "current.json").read_text() != before
