"""Settings → the Flask application: its parts, and the order in which they see an answer. Wiring only."""

from __future__ import annotations

from flask import Flask

from webapp.serve import api, pages, search, site, words
from webapp.serve.addresses import init_addresses
from webapp.serve.current_release import CurrentRelease
from webapp.serve.errors import QuietFlask, init_errors
from webapp.serve.headers import init_headers
from webapp.serve.locale import init_locale
from webapp.serve.site_context import KEY, SiteContext
from webapp.serve.static_files import StaticFiles
from webapp.settings import PACKAGE, Settings


def make_app(settings: Settings, *, frozen: bool) -> Flask:
    """See `webapp.create_app`."""
    app = QuietFlask("webapp", static_folder=None, template_folder=str(PACKAGE / "templates"))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    # Werkzeug's own redirects name the host that the request named, which anyone can forge.
    app.url_map.merge_slashes = app.url_map.redirect_defaults = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(body=pages.html, marked=pages.marked, partial_date=pages.partial_date)
    app.extensions[KEY] = SiteContext(
        CurrentRelease(settings.data),
        StaticFiles(settings.data / "site"),
        StaticFiles(PACKAGE / "static"),
        frozen,
    )
    app.jinja_env.globals.update(frozen=frozen, type_words=words.TYPES)
    init_headers(app)
    init_locale(app, settings.translations, settings.default_locale)
    init_addresses(app)
    init_errors(app)
    for part in (site, pages, search, api):
        app.register_blueprint(part.blueprint)
    return app
