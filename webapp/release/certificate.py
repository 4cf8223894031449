"""Objects → the recall certificate: so many runs of visible text were looked for, and found where they stand.

What counts as visible is decided here, without the analyzer. Which runs are tried follows from the content alone, so
everyone who has the release can try the same ones again. A library of many articles is tried in part: whether a run is
found in an article depends on that article alone. `./run bench recall` tries far more.
"""

from __future__ import annotations

import hashlib
import json
import random
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from webapp.errors import BuildError
from webapp.query.engine import Engine
from webapp.release.objects import Objects
from webapp.rules.units import UNIT_TYPES, Unit
from webapp.rules.wire import from_wire

RUNS = 600
LONGEST = 24
MOST_UNITS = RUNS  # about so many are tried of a large library
MOST_ARTICLES = 20  # of one rule set then: few of many sets rather than all of a few
NAME = "certificate"
_MADE: dict[tuple[str, str], dict[str, Any]] = {}


def certified(objects: Objects, known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The certificate of a release; that of `known`, a statement, when it is of the same content and tables."""
    key = _key(objects.fields)
    if known and NAME in known and _key(known) == key:
        return dict(known[NAME])
    if key not in _MADE:
        _MADE[key] = _certificate(objects)
    return _MADE[key]


def try_runs(documents: Mapping[str, Any], tables: Any, seed: str) -> tuple[dict[str, Any], list[str]]:
    """The certificate, and the runs that were not found with the document that has them."""
    chance = random.Random(int(seed, 16))
    engine = Engine(documents, tables)
    listed = engine.known.listed
    tried, missed = hashlib.sha256(), []
    runs = [(unit, run) for unit, run in (_run(chance, listed) for _ in range(RUNS if listed else 0)) if run]
    for unit, run in runs:
        tried.update(f"{unit['id']}\t{run}\n".encode())
        if unit["id"] not in engine.holding(run):
            missed.append(f"{unit['id']}: {run}")
    found = len(runs) - len(missed)
    return {"tried": len(runs), "found": found, "units": len(listed), "h": tried.hexdigest()}, missed


def _certificate(objects: Objects) -> dict[str, Any]:
    content, analyzer = _key(objects.fields)
    chosen = _chosen(objects, content)
    tables = json.loads(objects.by_digest[analyzer])
    certificate, missed = try_runs(chosen, tables, content)
    if missed:
        listed = "；".join(missed[:5])
        raise BuildError(
            f"有 {len(missed)} 段文字查不到，没有发布：{listed}。请把这份内容交给开发者。",
            f"{len(missed)} runs of text are not found, nothing was published: {listed}. Send this content to us.",
        )
    return certificate


def _chosen(objects: Objects, seed: str) -> dict[str, Any]:
    """Documents by chance until there is enough to try, and all those that are no result themselves."""
    wired = {id_: json.loads(objects.by_digest[sha256]) for id_, sha256, _ in sorted(objects.entries)}
    some = sum(map(_size, wired.values())) > MOST_UNITS
    chance, room, chosen = random.Random(int(seed, 16)), MOST_UNITS, dict[str, Any]()
    for id_ in chance.sample(sorted(wired), len(wired)):
        if room > 0 or not _size(wired[id_]):
            document = dict(from_wire(wired[id_]))
            if some and len(document.get("articles", ())) > MOST_ARTICLES:
                document["articles"] = chance.sample(document["articles"], MOST_ARTICLES)
            chosen[id_] = document
            room -= _size(document)
    return {id_: chosen[id_] for id_ in sorted(chosen)}


def _size(document: Mapping[str, Any]) -> int:
    """About how many units a document has; none when it is no result itself."""
    return 1 + len(document.get("articles", ())) if document["type"] in UNIT_TYPES else 0


def _run(chance: random.Random, listed: list[Unit]) -> tuple[Unit, str]:
    """1 to 24 visible characters of one text of a unit, without what stands between them."""
    unit = listed[chance.randrange(len(listed))]
    texts = [text for field in unit["fields"].values() for text in field]  # type: ignore[attr-defined]
    visible = "".join(filter(is_visible, chance.choice(texts))) if texts else ""
    start = chance.randrange(len(visible)) if visible else 0
    return unit, visible[start : start + chance.randint(1, LONGEST)]


@lru_cache(maxsize=4096)
def is_visible(char: str) -> bool:
    """Neither space nor punctuation nor control."""
    return not char.isspace() and unicodedata.category(char)[0] not in "PZC"


def _key(fields: Mapping[str, Any]) -> tuple[str, str]:
    return fields["content"]["h"], fields["analyzer"]["h"]
