"""What a change does to the search: every typical question is asked of both libraries, the nearest first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from webapp.admin.search_effect import Effect, Trial, questions, trial
from webapp.analysis.tables import build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.rules.library import Library

ROOT = Path(__file__).resolve().parents[3]
CHANGED = "jia-guiding--hongbao"
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def before() -> Library:
    return compile_content(ROOT / "tests" / "corpora" / "small")


def changed(library: Library, **fields: object) -> Library:
    one = library.documents[CHANGED]
    return Library([*(each for each in library.documents.values() if each is not one), {**one, **fields}])  # type: ignore[typeddict-item]


def tried(before: Library, after: Library, enough: bool = False) -> Trial:
    engines = (Engine(before, build_tables()), Engine(after, build_tables()))
    return trial(before, after, engines, [CHANGED], TODAY, lambda: enough)


def test_every_question_of_the_content_is_asked_once_and_the_near_ones_first(before: Library) -> None:
    after = changed(before, aliases=["撒钱"])
    found = questions(before.documents, after.documents, [CHANGED])
    assert found[0] == before.documents[CHANGED]["title"] and "撒钱" in found[:10]
    assert len(found) == len(set(found))
    for document in before.documents.values():
        said = {document["title"], *document.get("aliases", ()), *document.get("asks", ())}
        assert said <= set(found)


def test_what_comes_what_goes_and_what_moves(before: Library) -> None:
    after = Library(each for each in before.documents.values() if each["id"] != CHANGED)
    seen = tried(before, after)
    assert seen.asked == seen.known and seen.effects
    assert all(CHANGED not in each.after for each in seen.effects)
    assert {CHANGED} == {id_ for each in seen.effects for id_ in each.lost}
    back = tried(after, before)
    assert [(each.query, each.gained) for each in back.effects] == [
        (each.query, each.lost) for each in seen.effects
    ]


def test_a_change_that_nobody_can_find_by_anything_changes_nothing(before: Library) -> None:
    seen = tried(before, changed(before, updated_on="2026-11-27"))
    assert (seen.effects, seen.reordered) == ((), 0)


def test_when_time_is_up_the_nearest_were_asked(before: Library) -> None:
    seen = tried(before, changed(before, title="红包一概不收"), enough=True)
    assert seen.asked == 1 < seen.known


def test_the_order_alone_is_told_apart() -> None:
    assert Effect("", ("a", "b", "c"), ("a", "c", "b")).only_moves
    assert not Effect("", ("a", "b"), ("b", "a")).only_moves
