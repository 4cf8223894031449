"""A query in the address → a page of results without JavaScript. The query goes into no log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext

from webapp.query.answer import WHY, Answer, Result
from webapp.rules.library import Library
from webapp.serve.api import DEFAULT_LIMIT
from webapp.serve.dates import today
from webapp.serve.lists import topics_with_counts
from webapp.serve.rows import row_of
from webapp.serve.site_context import served
from webapp.serve.words import KINDS, N_, PLATFORMS, STATUS_TONES, TYPES

blueprint = Blueprint("search", __name__)

FILTERS = {
    "region": N_("地区"),
    "topic": N_("主题"),
    "kind": N_("类别"),
    "status": N_("状态"),
    "platform": N_("平台"),
    "type": N_("类型"),
}
WORDS = {
    "kind": KINDS,
    "status": tuple(STATUS_TONES),
    "platform": PLATFORMS,
    "type": tuple(TYPES),
}
# Beyond this nobody reads on; a program asks the API.
LAST_PAGE = 50


@dataclass(frozen=True)
class Filter:
    """One choice of the form: its values, what they are called, and how many results each leaves."""

    name: str
    label: str
    options: list[tuple[str, str, int]]


@blueprint.get("/search")
def search_page() -> Response:
    """The form, and some results of a query. A filter that names nothing is left out, not refused."""
    current = served()
    query, number = request.args.get("q", ""), _page_number()
    given = {name: request.args.get(name, "") for name in FILTERS}
    chosen = {name: value for name, value in given.items() if _known(current.library, name, value)}

    def ask(filters: dict[str, str], limit: int = 0) -> Answer:
        return current.engine.search(query, limit=limit, filters=filters, today=today())

    answer = ask(chosen, DEFAULT_LIMIT * number) if query.strip() else None
    shown = render_template(
        "search.html",
        query=query,
        chosen=chosen,
        answer=answer,
        called=lambda name, value: _called(current.library, name, value),
        library=current.library,
        filters=_filters(current.library, chosen, answer, ask),
        topics=topics_with_counts(current.library, today()),
        unfiltered=_address(**dict.fromkeys(FILTERS, "")),
        **_listed(current.library, answer, number),
        **_understood(answer, query),
    )
    response = make_response(shown)
    # What someone looked for must not stay in the cache of a shared computer.
    response.headers["Cache-Control"] = "no-store"
    return response


def _listed(library: Library, answer: Answer | None, number: int) -> dict[str, Any]:
    """The results of one page, and where the others are."""
    results = answer.results[DEFAULT_LIMIT * (number - 1) :] if answer else []
    return {
        "results": results,
        "found": {result.id: row_of(library, result.id, today()) for result in results},
        "why": _why,
        "waiting": _versions(library, results),
        "first": DEFAULT_LIMIT * (number - 1) + 1,
        "before": _address(page=number - 1) if number > 1 else "",
        "after": _address(page=number + 1) if answer and answer.total > DEFAULT_LIMIT * number else "",
    }


def _understood(answer: Answer | None, query: str) -> dict[str, Any]:
    """How the query was read, with an address for each other way to read it."""
    return {
        "parts_of_query": [each for each in answer.understood if "without" in each] if answer else [],
        "asked_words": _words(answer, query),
        "without": lambda part: _address(q=part["without"]),
        "only": lambda word: _address(q=word["text"]),
        # A phrase is searched as it stands.
        "as_typed": _address(q=f'"{answer.corrected["from"]}"') if answer and answer.corrected else "",
    }


def _versions(library: Library, results: list[Result]) -> dict[str, list[Result]]:
    """The other versions of a work wait behind the first that was found: that id → those results."""
    first: dict[str, str] = {}
    waiting: dict[str, list[Result]] = {}
    for result in results:
        document = library.get(result.id)
        work = document.get("work", "") if document and document["type"] == "ruleset" else ""
        if work and first.setdefault(work, result.id) != result.id:
            waiting.setdefault(first[work], []).append(result)
    return waiting


def _words(answer: Answer | None, query: str) -> dict[bool, list[dict[str, Any]]]:
    """What of the question the library has, and what it has not. A character by itself leads nowhere."""
    asked = (
        [each for each in answer.understood if "found" in each and each["text"] != query] if answer else []
    )
    return {
        True: [each for each in asked if each["found"] and len(each["text"]) > 1],
        False: [each for each in asked if not each["found"]],
    }


def _filters(
    library: Library, chosen: dict[str, str], answer: Answer | None, ask: Callable[[dict[str, str]], Answer]
) -> list[Filter]:
    """Every choice leaves something: what is chosen already is counted as if it were open."""
    if answer is None:
        return []
    filters = []
    for name, label in FILTERS.items():
        others = {other: value for other, value in chosen.items() if other != name}
        counts = (answer if name not in chosen else ask(others)).facets[name]
        if name in chosen:
            counts.setdefault(chosen[name], 0)
        options = [(value, _called(library, name, value), count) for value, count in counts.items()]
        filters.append(Filter(name, label, sorted(options, key=lambda each: (-each[2], each[0]))))
    return [each for each in filters if each.options]


def _called(library: Library, name: str, value: str) -> str:
    if name in ("region", "topic"):
        return library.title(value)
    word = TYPES[value] if name == "type" else value
    return str(gettext(word))


def _known(library: Library, name: str, value: str) -> bool:
    if name in ("region", "topic"):
        return value in {each["id"] for each in library.of_type(name)}
    return value in WORDS[name]


def _page_number() -> int:
    text = request.args.get("page", "")
    return (
        min(int(text), LAST_PAGE)
        if text.isascii() and text.isdigit() and 0 < len(text) < 4 and int(text)
        else 1
    )


def _address(**changed: object) -> str:
    """The same question, changed; what is empty is left out. Another question begins at its first page."""
    kept = {name: value for name, value in request.args.items() if name != "page"}
    return "?" + urlencode({name: value for name, value in {**kept, **changed}.items() if value})


def _why(reason: dict[str, str]) -> str:
    """The reason for a result in the reader's language; `ui/reasons.js` marks the same sentences for translation."""
    sentence = WHY[reason["code"]]
    return str(gettext(sentence).replace("{term}", reason["term"]))
