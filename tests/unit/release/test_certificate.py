"""What is published can be found: tried on every release, and nothing goes out when a run is missed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.errors import BuildError
from webapp.query.engine import Engine
from webapp.query.parser import Word
from webapp.release import certificate
from webapp.release.certificate import certified, is_visible, try_runs
from webapp.release.objects import Objects, collect
from webapp.release.shell import Shell
from webapp.rules.library import Library
from webapp.rules.units import units

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def library() -> Library:
    return compile_content(ROOT / "content")


@pytest.fixture
def objects(library: Library, monkeypatch: pytest.MonkeyPatch) -> Objects:
    monkeypatch.setattr(certificate, "_MADE", {})
    return collect(library.documents, build_tables(), Shell(b"shell", {}))


def test_every_run_that_is_tried_is_found_and_anyone_may_try_it_again(
    objects: Objects, library: Library
) -> None:
    made = certified(objects)
    assert made["tried"] == made["found"] > 500
    assert made["units"] > 100
    again, missed = try_runs(library.documents, build_tables(), objects.fields["content"]["h"])
    assert (again, missed) == (made, [])


def test_what_is_tried_is_what_a_phrase_finds(library: Library) -> None:
    engine, listed, chance = Engine(library, build_tables()), units(library.documents), Random(1)
    for _, run in (certificate._run(chance, listed) for _ in range(100)):
        phrase = {engine._corpus.units[number]["id"] for number in engine._wording.literally(Word(run, True))}
        assert set(engine.holding(run)) == phrase, run


def test_other_content_is_tried_with_other_runs(library: Library) -> None:
    one, other = (try_runs(library.documents, build_tables(), seed * 64)[0] for seed in "ab")
    assert one["h"] != other["h"]


def test_a_run_that_is_not_found_stops_the_publication(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = Engine.holding
    monkeypatch.setattr(Engine, "holding", lambda self, run: holding(self, run) if "的" not in run else set())
    with pytest.raises(BuildError, match="查不到"):
        certified(objects)


def test_a_statement_of_the_same_content_keeps_its_certificate(objects: Objects) -> None:
    held = {**objects.fields, "certificate": {"tried": 7, "found": 7, "units": 1, "h": "0" * 64}}
    assert certified(objects, held)["tried"] == 7
    assert certified(objects, {**held, "content": {"h": "1" * 64}})["tried"] > 500


def test_a_large_library_is_tried_in_part(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate, "MOST_UNITS", 20)
    made = certified(objects)
    assert 10 < made["units"] < 60
    assert made["tried"] == made["found"] > 500


@pytest.mark.parametrize(
    ("char", "visible"), [("红", True), ("a", True), ("+", True), ("，", False), ("　", False)]
)
def test_what_counts_as_visible(char: str, visible: bool) -> None:
    assert is_visible(char) == visible
