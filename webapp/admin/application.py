"""The application with the desk below `/admin/`. Wiring only."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.admin import arrivals, editing, entrance, feedback, managing, releasing, reviewing
from webapp.admin.desk import Desk
from webapp.admin.web import KEY, blueprint
from webapp.serve.http_server import LARGEST_UPLOAD
from webapp.serve.site_context import context
from webapp.serve.static_files import Loaded, answer

VIEWS = (arrivals, entrance, editing, feedback, reviewing, releasing, managing)
# An upload; everything else is a form of texts.
LARGEST_FORM = 4 * 1024 * 1024


@blueprint.get("/desk.css")
def style() -> Response:
    """The colours of the app, the plain pages, and what the desk adds."""
    return answer(context().own_files.joined("css/tokens.css", "plain.css", "desk.css"), request, "no-cache")


@blueprint.get("/desk.js")
def script() -> Response:
    """What makes the forms pleasant; they work without it."""
    return answer(_own("js/desk/desk.js"), request, "no-cache")


def _own(name: str) -> Loaded:
    return context().own_files.joined(name)


def add_desk(app: Flask, desk: Desk) -> None:
    """Put the desk into an application of `serve`."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.config["MAX_FORM_PARTS"] = 4000
    app.extensions[KEY] = desk
    app.register_blueprint(blueprint)
    if desk.proxies:
        # Exactly as many as stand there are believed; what a client adds in front of them is not.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=desk.proxies, x_proto=desk.proxies, x_host=desk.proxies)  # type: ignore[method-assign]
