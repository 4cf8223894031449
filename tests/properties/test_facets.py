"""Whatever filter an answer offers leaves as many results as it says, and never an empty page."""

from __future__ import annotations

import json
from pathlib import Path

from tests.properties.phone_engine import TODAY
from tests.properties.typed_queries import typed_queries
from webapp.analysis.tables import Tables, build_tables
from webapp.query.engine import Engine
from webapp.rules.library import Library
from webapp.rules.units import units

REAL = [
    case["query"] for case in json.loads(Path(__file__).with_name("officials.json").read_text("utf-8"))[::12]
]


def test_every_filter_that_is_offered_leaves_what_it_says(content: Library, content_engine: Engine) -> None:
    made = typed_queries(units(content.documents), Tables.from_json(build_tables()), 25, 21)
    tried = 0
    for query in [*REAL, *made]:
        offered = content_engine.search(query, limit=0, today=TODAY).facets
        for name, counts in offered.items():
            for value, count in counts.items():
                chosen = content_engine.search(query, limit=0, today=TODAY, filters={name: value})
                # A title may be the name of more than one thing: never fewer than promised, and never none.
                assert chosen.total >= count > 0, (query, name, value)
                tried += 1
    assert tried > 250


def test_a_second_filter_is_counted_within_the_first(content_engine: Engine) -> None:
    for query in ("红包", "微信", "群", "规定"):
        for region in content_engine.search(query, limit=0, today=TODAY).facets["region"]:
            narrowed = content_engine.search(query, limit=0, today=TODAY, filters={"region": region})
            for name in ("topic", "kind", "status"):
                for value, count in narrowed.facets[name].items():
                    both = {"region": region, name: value}
                    assert content_engine.search(query, limit=0, today=TODAY, filters=both).total >= count > 0
