"""The folder of a release as web addresses: the app itself, its icons, and everything under `sync/`.

The same files that a static export holds, with the same names; only the headers are ours.
"""

from __future__ import annotations

import re

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from webapp.i18n.locales import HTML_LANG
from webapp.serve.headers import WORKER, page_policy
from webapp.serve.site_context import context
from webapp.serve.static_files import answer

blueprint = Blueprint("site", __name__)

# On plain HTTP there is no service worker: only the HTTP cache can open the app without a network.
KEEP_FOR_A_YEAR = "public, max-age=31536000"
NEVER_CHANGES = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
A_DAY = "public, max-age=86400"

HASH_NAMED = re.compile(r"sync/(o/[0-9a-f]{2}|first|d)/[0-9a-f]{64}\.txt")


def cache_control(name: str) -> str:
    """How long a browser may keep a file without asking."""
    if name == "index.html":
        return KEEP_FOR_A_YEAR
    if HASH_NAMED.fullmatch(name):
        return NEVER_CHANGES
    if name.startswith(("icons/", "screenshots/")):
        return A_DAY
    return ASK_FIRST


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
