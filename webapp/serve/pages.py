"""One document → its plain page; all documents → the list. Readable and printable without JavaScript."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import get_locale
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from webapp.rules.model import Block
from webapp.rules.status import beijing_today
from webapp.serve import addresses, words
from webapp.serve.body_html import body_html, inline_html
from webapp.serve.document_view import view
from webapp.serve.errors import NoSuchDocument
from webapp.serve.site_context import context, served
from webapp.serve.static_files import answer

blueprint = Blueprint("pages", __name__)

ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@blueprint.get("/r/")
def list_page() -> Response:
    """Everything there is, by type."""
    library = served().library
    lists = addresses.in_lists(library)
    return _page(render_template("list.html", library=library, lists=lists, types=words.TYPES))


@blueprint.get("/r/<id_>/")
def document_page(id_: str) -> AnyResponse:
    """A document or an article; an old id leads to the present one."""
    library = served().library
    found = library.resolve(id_)
    if found is None:
        raise NoSuchDocument(id_)
    shown = view(library, *found, today())
    if shown.id != id_:
        return _moved(f"../{shown.id}/{addresses.language_suffix()}", shown.title)
    return _page(render_template("document.html", view=shown, library=library, words=words))


@blueprint.get("/r")
@blueprint.get("/r/<id_>")
def without_slash(id_: str = "r") -> AnyResponse:
    """Relative links need the slash at the end."""
    return redirect(f"{quote(id_)}/{addresses.language_suffix()}", 301)


@blueprint.get("/plain.css")
def style() -> Response:
    """The one style sheet of the plain pages."""
    loaded = context().own_files.load("plain.css")
    assert loaded is not None, "webapp/static/plain.css is part of the package"
    return answer(loaded, request, "no-cache")


def today() -> date:
    """The day by which status is judged, in Beijing, wherever the server stands."""
    return beijing_today(datetime.now(UTC))


def html(blocks: list[Block]) -> Markup:
    """The body tree with links that are right from the present page."""
    return body_html(blocks, addresses.page)


def marked(text: str, spans: list[list[int]]) -> Markup:
    """Text with what was looked for set off."""
    return inline_html(text, ([*span, "b"] for span in spans), addresses.page)


def partial_date(value: str) -> str:
    """`2015-03` → 2015年3月 or Mar 2015. Babel cannot write a date without a day."""
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return value
    if str(get_locale()) == "en":
        shown = [str(int(part)) for part in parts[:1:-1]] + [
            ENGLISH_MONTHS[int(part) - 1] for part in parts[1:2]
        ]
        return " ".join([*shown, parts[0]])
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _page(text: str) -> Response:
    response = make_response(text)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def _moved(to: str, title: str) -> AnyResponse:
    if context().frozen:  # no server will be there to redirect
        return _page(render_template("moved.html", to=to, title=title))
    return redirect(to, 301)
