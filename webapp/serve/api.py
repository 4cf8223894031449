"""Requests below `/api/` → JSON. Parameters are declared once, in the operations, and checked from there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import NotFound

from webapp.rules.library import Library
from webapp.rules.vocabulary import KINDS
from webapp.serve import openapi
from webapp.serve.dates import today
from webapp.serve.openapi import Operation, Parameter
from webapp.serve.rows import row
from webapp.serve.site_context import served

blueprint = Blueprint("api", __name__)

VERSION = "1"
DEFAULT_LIMIT, HIGHEST_LIMIT = 20, 100
LIMIT = {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT}

SEARCH = Operation(
    "/api/search",
    "Ranked results of the server's engine, the same as on a phone.",
    "Answer",
    (
        Parameter("q", {"type": "string"}, "What is looked for; cut after 64 characters.", required=True),
        Parameter("limit", LIMIT, "How many results at most."),
        Parameter(
            "region",
            {"type": "string"},
            "Id, title or other name of a region; places inside it are included.",
        ),
        Parameter("topic", {"type": "string"}, "Id, title or other name of a topic."),
        Parameter("kind", {"type": "string", "enum": list(KINDS)}, "Kind of rule."),
        Parameter(
            "literal", {"type": "string", "enum": ["true"]}, "Searches as typed: nothing is put right."
        ),
    ),
)
SUGGEST = Operation(
    "/api/suggest",
    "What may be asked, from what has been typed so far: names, aliases and typical questions.",
    "Suggestions",
    (
        Parameter(
            "q", {"type": "string"}, "What has been typed: characters, pinyin or initials.", required=True
        ),
        Parameter("limit", {**LIMIT, "default": 8}, "How many suggestions at most."),
    ),
)
RULE = Operation(
    "/api/rules/{id}",
    "Any document or article by its id; an old id gives the present document.",
    "Rule",
    (Parameter("id", {"type": "string"}, "Id of the document or article.", where="path"),),
)
HEALTH = Operation("/healthz", "Whether there is something to answer from.", "Health")
OPERATIONS = (SEARCH, SUGGEST, RULE, HEALTH)


@blueprint.get("/api/search")
def search() -> Response:
    """Results as JSON."""
    given = SEARCH.read(request.args)
    current = served()
    filters = facets(current.library, given)
    literal = given.get("literal") == "true"
    answer = current.engine.search(
        given["q"], limit=given["limit"], filters=filters, today=today(), literal=literal
    )
    return jsonify(answer.to_json())


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """Suggestions as JSON."""
    given = SUGGEST.read(request.args)
    found = served().engine.suggest(given["q"], given["limit"])
    return jsonify({"query": given["q"], "suggestions": [each.to_json() for each in found]})


def facets(library: Library, given: dict[str, Any]) -> dict[str, str]:
    """The filters that are set; raises `ApiError` when one names nothing in the library."""
    for name in ("region", "topic"):
        value, known = given.get(name), library.of_type(name)
        if value and not any(
            value in (each["id"], each["title"], *each.get("aliases", ())) for each in known
        ):
            raise openapi.unknown_value(404, name, [each["id"] for each in known])
    return {name: given[name] for name in ("region", "topic", "kind") if given.get(name)}


@blueprint.get("/api/rules/<id_>")
def rule(id_: str) -> Response:
    """One document as JSON."""
    RULE.read(request.args)
    library = served().library
    found = library.resolve(id_)
    if found is None:
        raise NotFound
    document, article = found
    shown = row(library, document, article, today())
    answer: dict[str, Any] = {
        "id": shown.id,
        "type": shown.type,
        "title": shown.title,
        "status": shown.status,
        "as_of": today().isoformat(),
        "source_level": shown.level,
        "rests_on": document.get("answer_basis", []),
        "document": document,
    }
    return jsonify({**answer, "article": article} if article else answer)


@blueprint.get("/api/openapi.json")
def description() -> Response:
    """What this API offers, for programs that read such things."""
    return jsonify(openapi.document(OPERATIONS, VERSION))


@blueprint.get("/healthz")
def health() -> Response:
    """For monitoring: is a release loaded, and which. Nothing that an outsider could not read in `sync/`."""
    HEALTH.read(request.args)
    current = served()
    statement = current.release.statement
    return jsonify(
        ok=True,
        epoch=statement["epoch"],
        seq=statement["seq"],
        channel=statement["ch"],
        documents=len(current.library.documents),
    )
