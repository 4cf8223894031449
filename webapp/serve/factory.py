"""Settings → the Flask application: its parts, and the order in which they see an answer. Wiring only."""

from __future__ import annotations

from flask import Flask

from webapp.release.location import site_folder
from webapp.serve import api, pages, screens, search, site
from webapp.serve.addresses import init_addresses
from webapp.serve.current_release import CurrentRelease
from webapp.serve.errors import QuietFlask, init_errors
from webapp.serve.headers import init_headers
from webapp.serve.locale import init_locale
from webapp.serve.remembered import RememberedStatement
from webapp.serve.site_context import KEY, SiteContext
from webapp.serve.static_files import StaticFiles
from webapp.serve.templating import init_templates
from webapp.settings import PACKAGE, Settings


def make_app(settings: Settings, *, frozen: bool) -> Flask:
    """See `webapp.create_app`."""
    app = QuietFlask("webapp", static_folder=None, template_folder=str(PACKAGE / "templates"))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    # Werkzeug's own redirects name the host that the request named, which anyone can forge.
    app.url_map.merge_slashes = app.url_map.redirect_defaults = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[KEY] = SiteContext(
        CurrentRelease(settings.data),
        StaticFiles(site_folder(settings.data)),
        StaticFiles(PACKAGE / "static"),
        frozen,
        f"{settings.base_url.rstrip('/')}/" if settings.base_url else "",
    )
    init_headers(app)
    init_locale(app, settings.translations, settings.default_locale)
    init_templates(app)
    init_addresses(app)
    init_errors(app)
    for part in (site, pages, screens, search, api):
        app.register_blueprint(part.blueprint)
    app.wsgi_app = RememberedStatement(app.wsgi_app, site_folder(settings.data))  # type: ignore[method-assign]
    return app
