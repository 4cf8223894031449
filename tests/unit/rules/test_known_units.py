"""After a change the units are those that would have been made from the beginning, and few are made again."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from webapp.analysis.tables import Tables, build_tables
from webapp.compiler.compile import compile_content
from webapp.query.engine import Engine
from webapp.rules.known_units import KnownUnits
from webapp.rules.units import units

CONTENT = Path(__file__).resolve().parents[3] / "content"
Documents = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def documents() -> Documents:
    return dict(compile_content(CONTENT).documents)  # type: ignore[arg-type]


def first(documents: Documents, type_: str) -> str:
    return next(id_ for id_, document in documents.items() if document["type"] == type_)


def another_title(type_: str) -> Callable[[Documents], None]:
    def change(documents: Documents) -> None:
        documents[first(documents, type_)]["title"] = "改了名字"

    return change


def one_gone(documents: Documents) -> None:
    del documents[first(documents, "rule")]


def region_gone(documents: Documents) -> None:
    del documents[next(each["region"] for each in documents.values() if each.get("region"))]


def one_more(documents: Documents) -> None:
    documents["xin"] = {**documents[first(documents, "rule")], "id": "xin"}


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (another_title("rule"), 2),
        (another_title("ruleset"), 60),
        (another_title("topic"), 60),
        (another_title("region"), 114),
        (another_title("issuer"), 60),
        (one_gone, 2),
        (region_gone, 114),
        (one_more, 2),
        (lambda documents: None, 0),
    ],
)
def test_only_what_a_change_reaches_is_made_again(
    documents: Documents, change: Callable[[Documents], None], most: int
) -> None:
    before = KnownUnits(documents)
    changed = deepcopy(documents)
    change(changed)
    after = KnownUnits(changed, before)
    assert after.listed == units(changed)
    kept = {id(unit) for unit in before.listed}
    assert sum(id(unit) not in kept for unit in after.listed) <= most


def test_an_engine_that_builds_on_another_answers_as_a_new_one(documents: Documents) -> None:
    tables = Tables.from_json(build_tables())
    old = Engine(documents, tables)
    questions = ("红包", "群里发红包可以吗", "第三条")
    for question in questions:
        old.search(question)
    changed = deepcopy(documents)
    changed[first(changed, "rule")]["title"] = "红包改了名字"
    new, built = Engine(changed, tables), Engine(changed, tables, before=old)
    for question in questions:
        assert built.search(question) == new.search(question)
    shared = old._corpus.forms._kept[10]
    assert shared is not None and any(forms is shared for forms in built._corpus.forms._kept)
