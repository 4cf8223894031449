"""Where a page is, seen from the page being answered: relative addresses that work below any prefix."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask, request

from webapp.i18n.locales import match_tag
from webapp.rules.library import Library
from webapp.serve.document_view import LISTED


def root() -> str:
    """`../../` from `/r/x/`, `./` from `/search`; counted as the browser does: `%2F` is no slash."""
    path = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or request.path
    path = path.partition("?")[0].removeprefix(request.script_root)
    return "../" * max(0, path.count("/") - 1) or "./"


def page(id_: str) -> str:
    """The page of a document or of an article."""
    return f"{root()}r/{id_}/{language_suffix()}"


def listing() -> str:
    """The page of all documents."""
    return f"{root()}r/{language_suffix()}"


def in_app(id_: str) -> str:
    """The same document in the app."""
    return f"{root()}#/r/{id_}"


def language_suffix() -> str:
    """A language chosen by address goes along from page to page; there are no cookies to keep it in."""
    chosen = match_tag(request.args.get("lang", ""))
    return f"?lang={chosen}" if chosen else ""


def in_language(locale: str) -> str:
    """The same page in another language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return "?" + urlencode([*kept, ("lang", locale)])


def every_page(library: Library) -> Iterator[tuple[str, str]]:
    """All plain pages as (address, file), for an export; what was renamed gets a page that leads on."""
    yield "/r/", "r/index.html"
    yield "/plain.css", "plain.css"
    for id_ in every_id(library):
        yield f"/r/{id_}/", f"r/{id_}/index.html"


def every_id(library: Library) -> Iterator[str]:
    """Documents, bare and annotated articles, and old ids."""
    for document in library.documents.values():
        yield document["id"]
        yield from document.get("redirects", ())
        for article in document.get("articles", ()):
            yield article["id"]


def in_lists(library: Library) -> dict[str, list[str]]:
    """Type → ids, in the order of lists."""
    return {
        type_: [each["id"] for each in library.of_type(type_)] for type_ in LISTED if library.of_type(type_)
    }


def init_addresses(app: Flask) -> None:
    """Make them available to templates."""
    app.jinja_env.globals.update(
        root=root,
        page=page,
        listing=listing,
        in_app=in_app,
        in_language=in_language,
        language_suffix=language_suffix,
    )
