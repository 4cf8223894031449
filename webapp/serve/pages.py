"""One document → its plain page; all documents → the list. Readable and printable without JavaScript."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.serve import addresses
from webapp.serve.dates import today
from webapp.serve.document_view import view
from webapp.serve.errors import NoSuchDocument
from webapp.serve.site_context import context, served
from webapp.serve.static_files import answer
from webapp.serve.templating import html_page, style_sheet

blueprint = Blueprint("pages", __name__)


@blueprint.get("/r/<id_>/")
def document_page(id_: str) -> AnyResponse:
    """A document or an article; an old id leads to the present one."""
    library = served().library
    shown = view(library, id_, today())
    if shown is None:
        raise NoSuchDocument(id_)
    if shown.id != id_:
        return _moved(f"../{shown.id}/{addresses.language_suffix()}", shown.title)
    return html_page("document.html", view=shown, library=library)


@blueprint.get("/r")
@blueprint.get("/r/<id_>")
def without_slash(id_: str = "r") -> AnyResponse:
    """Relative links need the slash at the end."""
    return redirect(f"{quote(id_)}/{addresses.language_suffix()}", 301)


@blueprint.get("/plain.css")
def style() -> Response:
    """Of all plain pages."""
    return answer(style_sheet(), request, "no-cache")


def _moved(to: str, title: str) -> AnyResponse:
    if context().frozen:  # no server will be there to redirect
        return html_page("moved.html", to=to, title=title)
    return redirect(to, 301)
