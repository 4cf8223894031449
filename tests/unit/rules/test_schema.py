"""The table of fields and the type of documents say the same; canonical JSON is one form only."""

from __future__ import annotations

import pytest

from webapp.rules.canonical import canonical_json, without_empty
from webapp.rules.model import Document
from webapp.rules.schema import TYPES

COMPILED = {"body", "articles", "text", "label"}


def test_every_field_is_in_the_type_of_documents_and_back() -> None:
    fields = {field.name for kind in TYPES.values() for field in kind.fields if field.published}
    assert fields | COMPILED == set(Document.__annotations__)


def test_a_name_means_the_same_kind_of_value_on_every_type() -> None:
    """`Document` has one type for a name; what differs between types is vocabulary only."""
    kinds: dict[str, set[tuple[str, bool]]] = {}
    for kind in TYPES.values():
        for field in kind.fields:
            kinds.setdefault(field.name, set()).add((field.kind, field.many))
    assert {name for name, found in kinds.items() if len(found) > 1} == set()


def test_references_name_types_that_exist() -> None:
    refers = {name for kind in TYPES.values() for field in kind.fields for name in field.refers}
    assert refers <= set(TYPES)


def test_facets_are_not_results() -> None:
    assert {name for name, kind in TYPES.items() if not kind.searchable} == {
        "topic",
        "region",
        "issuer",
        "lexicon",
        "source",
    }


def test_canonical_json() -> None:
    assert (
        canonical_json({"b": [1, None, False], "a": "红“包”"}) == '{"a":"红“包”","b":[1,null,false]}'.encode()
    )
    assert without_empty({"a": None, "b": "", "c": [], "d": {}, "e": False, "f": 0}) == {"e": False, "f": 0}
    with pytest.raises(ValueError):
        canonical_json(float("nan"))
    with pytest.raises(UnicodeEncodeError):
        canonical_json("\ud800")
