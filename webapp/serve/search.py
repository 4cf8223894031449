"""A query in the address → a page of results without JavaScript. The query goes into no log."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext

from webapp.query.answer import WHY
from webapp.rules.library import Library
from webapp.rules.vocabulary import KINDS
from webapp.serve.api import DEFAULT_LIMIT, facets
from webapp.serve.document_view import DocumentView, view
from webapp.serve.errors import ApiError
from webapp.serve.pages import today
from webapp.serve.site_context import served

blueprint = Blueprint("search", __name__)

FILTERS = ("region", "topic", "kind")


@blueprint.get("/search")
def search_page() -> Response:
    """The form, and the results of a query. A filter that names nothing is left out, not refused."""
    current = served()
    query = request.args.get("q", "")
    given = {name: request.args.get(name, "") for name in FILTERS}
    chosen = {name: value for name, value in given.items() if _known(name, value)}
    answer = None
    if query.strip():
        answer = current.engine.search(query, limit=DEFAULT_LIMIT, filters=chosen, today=today())
    response = make_response(
        render_template(
            "search.html",
            query=query,
            chosen=chosen,
            answer=answer,
            why=_why,
            found=[_shown(current.library, result.id) for result in answer.results] if answer else [],
            library=current.library,
            topic_ids=[each["id"] for each in current.library.of_type("topic")],
            topics=[(each["id"], each["title"]) for each in current.library.of_type("topic")],
            regions=[(each["id"], each["title"]) for each in current.library.of_type("region")],
            kinds=[(kind, gettext(kind)) for kind in KINDS],
        )
    )
    # What someone looked for must not stay in the cache of a shared computer.
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(library: Library, id_: str) -> DocumentView | None:
    """What a result's labels are taken from."""
    found = library.resolve(id_)
    return view(library, *found, today()) if found else None


def _why(reason: dict[str, str]) -> str:
    """The reason for a result in the reader's language; `ui/reasons.js` marks the same sentences for translation."""
    sentence = WHY[reason["code"]]
    return str(gettext(sentence).replace("{term}", reason["term"]))


def _known(name: str, value: str) -> bool:
    if name == "kind":
        return value in KINDS
    try:
        return name in facets(served().library, {name: value})
    except ApiError:
        return False
