"""The folder of a release as web addresses: the app itself, its icons, and everything under `sync/`.

The same files that a static export holds, with the same names; only the headers are ours.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from webapp.i18n.locales import HTML_LANG
from webapp.release.delivery import cache_control
from webapp.serve.headers import WORKER, page_policy
from webapp.serve.site_context import context
from webapp.serve.static_files import answer

blueprint = Blueprint("site", __name__)


@blueprint.get("/", defaults={"name": "index.html"})
@blueprint.get("/<any('index.html', 'sw.js', 'manifest.webmanifest'):name>")
def app_file(name: str) -> Response:
    """The bootloader, its service worker, the web app manifest."""
    context().current.get()  # without a release say so, instead of "not found"
    return _file(name)


@blueprint.get("/<any(sync, icons, screenshots):folder>/<path:rest>")
def folder_file(folder: str, rest: str) -> Response:
    """A file of the release."""
    return _file(f"{folder}/{rest}")


def _file(name: str) -> Response:
    loaded = context().site_files.load(name)
    if loaded is None:
        raise NotFound
    response = answer(loaded, request, cache_control(name))
    if name == "index.html":
        response.headers["Content-Security-Policy"] = page_policy(loaded.raw)
        response.headers["Content-Language"] = HTML_LANG["zh"]
    if name == "sw.js":
        response.headers["Content-Security-Policy"] = WORKER
    return response
