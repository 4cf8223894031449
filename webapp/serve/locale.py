"""A request → the language of the interface, with the texts read straight from `translations/*.po`.

`?lang=` wins, then what the browser asks for, then the language of the deployment.
"""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, request
from flask_babel import Babel, Domain, get_locale

from webapp.i18n.catalogs import read_catalog
from webapp.i18n.locales import HTML_LANG, LOCALES, OWN_NAMES, choose, match_tag


class PoDomain(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    """Catalogues compiled in memory when a language is first used; nothing is written to disk."""

    def __init__(self, translations: Path) -> None:
        super().__init__(str(translations))
        self._translations = translations

    def get_translations(self) -> NullTranslations:
        """The texts of the current request's language."""
        name = current_locale()
        if name not in self.cache:
            compiled = BytesIO()
            write_mo(compiled, read_catalog(self._translations, name))
            compiled.seek(0)
            self.cache[name] = Translations(compiled)
        found: NullTranslations = self.cache[name]
        return found


class PoBabel(Babel):  # type: ignore[misc]
    """Flask-Babel with that domain as its only one."""

    def __init__(self, translations: Path) -> None:
        super().__init__()
        self._translations = translations

    @cached_property
    def domain_instance(self) -> PoDomain:
        """Asked for by Flask-Babel on every translation."""
        return PoDomain(self._translations)


def current_locale() -> str:
    """One of `LOCALES`, as a string."""
    locale = get_locale()
    return str(locale) if locale is not None and str(locale) in LOCALES else LOCALES[0]


def init_locale(app: Flask, translations: Path, default: str) -> None:
    """Choose the language of every answer and say which one it is."""

    def select() -> str:
        # Whoever is signed in at the desk has chosen a language there.
        wanted = match_tag(request.args.get("lang", "") or g.get("language") or "")
        return wanted or choose(request.accept_languages.values(), default)

    PoBabel(translations).init_app(app, default_locale=default, locale_selector=select)

    @app.context_processor
    def languages() -> dict[str, object]:
        return {"locale": current_locale(), "html_lang": HTML_LANG, "own_names": OWN_NAMES}

    @app.after_request
    def name_the_language(response: Response) -> Response:
        if response.mimetype == "text/html" and "Content-Language" not in response.headers:
            response.headers["Content-Language"] = HTML_LANG[current_locale()]
            response.vary.add("Accept-Language")
        return response
