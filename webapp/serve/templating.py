"""What every template may use: filters for the text of documents and for dates, fixed words, the release shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, make_response, render_template, request
from markupsafe import Markup

from webapp.errors import AppError
from webapp.release.keys import DEV_PREFIX
from webapp.rules.model import Block
from webapp.serve import addresses, words
from webapp.serve.body_html import body_html, inline_html
from webapp.serve.current_release import Served
from webapp.serve.dates import instant, partial_date
from webapp.serve.lists import guide_of
from webapp.serve.rows import USUAL
from webapp.serve.site_context import context, served
from webapp.serve.static_files import Loaded


@dataclass(frozen=True)
class Edition:
    """Which release a page was made from, as a reader is told."""

    seq: int
    time: str
    channel: str
    documents: int
    fingerprint: str
    certificate: Mapping[str, Any]  # how many runs of text were tried and found; empty in old releases

    @property
    def for_trial(self) -> bool:
        """Made with a development key: not what an office publishes."""
        return self.channel.startswith(DEV_PREFIX)

    @property
    def fours(self) -> list[str]:
        """The fingerprint in pieces that an eye can compare."""
        return [self.fingerprint[at : at + 4] for at in range(0, len(self.fingerprint), 4)]


def edition_of(current: Served) -> Edition:
    """The release that is served."""
    statement = current.release.statement
    return Edition(
        statement["seq"],
        statement["time"],
        statement["ch"],
        statement["content"]["count"],
        current.fingerprint,
        statement.get("certificate", {}),
    )


def style_sheet() -> Loaded:
    """The one style sheet of the plain pages: the app's colours, and what is done with them here."""
    return context().own_files.joined("css/tokens.css", "plain.css")


def html_page(template: str, **values: Any) -> Response:
    """A page that browsers keep, but ask about before they show it again."""
    response = make_response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


def html(blocks: list[Block]) -> Markup:
    """The body tree with links that are right from the present page."""
    return body_html(blocks, addresses.page)


def marked(text: str, spans: list[list[int]]) -> Markup:
    """Text with what was looked for set off."""
    return inline_html(text, ([*span, "b"] for span in spans), addresses.page)


def quoted(words: str) -> str:
    """Words that bring quotation marks of their own get no second pair around them."""
    return words if "“" in words else f"“{words}”"


def short(value: str) -> str:
    """A word of the vocabulary without the forms in brackets that it stands for: 不(不以) → 不."""
    return value.partition("(")[0].strip()


def day(time: str) -> str:
    """The day of an instant, in Beijing."""
    return instant(time).rsplit(" ", 1)[0]


def init_templates(app: Flask) -> None:
    """Fill the environment of the templates."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        body=html,
        marked=marked,
        quoted=quoted,
        short=short,
        partial_date=partial_date,
        instant=instant,
        day=day,
    )
    app.jinja_env.globals.update(words=words, usual_labels=USUAL, guide_of=guide_of)

    @app.context_processor
    def surroundings() -> dict[str, Any]:
        """A page that says what is wrong is made without a release, too."""
        try:
            shown = edition_of(served())
        except AppError:
            shown = None
        return {"edition": shown, "frozen": context().frozen, "home": context().home}
