"""What stands around a document is the same on the phone and on a plain page, for every document and article."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from webapp.rules.library import Library
from webapp.rules.pages import Page, Place, page_of

# Today; a day on which every status has grown old; a day before most of it was in force.
DAYS = (date(2026, 11, 22), date(2040, 1, 1), date(2015, 6, 1))
SCRIPT = Path(__file__).with_name("pages_of.mjs")


def around(page: Page) -> dict[str, Any]:
    lists = (page.versions, page.rules, page.citing, page.siblings, page.members, page.parts)
    return {
        "now": page.now,
        "higher": [[each.id, each.now] for each in page.higher],
        "places": [_place(page.before), _place(page.after)],
        "lists": [list(each) for each in lists],
        "sources": [
            {"title": each.document["title"], "level": each.level, "excerpts": list(each.excerpts)}
            for each in page.sources
        ],
    }


def _place(place: Place | None) -> list[str] | None:
    return [place.id, place.label] if place else None


def test_every_page_on_every_day(content: Library, node: str) -> None:
    ids = [
        *content.documents,
        *(each["id"] for document in content.documents.values() for each in document.get("articles", ())),
    ]
    asked = {"documents": list(content.documents.values()), "ids": ids, "days": [str(day) for day in DAYS]}
    done = subprocess.run([node, SCRIPT], input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for day, answers in zip(DAYS, json.loads(done.stdout), strict=True):
        for id_, answer in zip(ids, answers, strict=True):
            page = page_of(content, id_, day)
            assert page
            assert around(page) == answer, (day, id_)
