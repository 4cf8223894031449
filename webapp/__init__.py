"""红线随身查: Markdown rules on the left, a phone that searches without a network on the right (README)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.admin.desk import Desk
    from webapp.settings import Settings


def create_app(settings: Settings, *, frozen: bool = False, desk: Desk | None = None) -> Flask:
    """The web application over the current release of `settings.data`, with the desk below `/admin/` if there is one.

    `frozen` is for an export that keeps its pages. Flask is imported inside, so that commands without a
    server do not load it.
    """
    from webapp.serve.factory import make_app

    app = make_app(settings, frozen=frozen)
    if desk:
        from webapp.admin.application import add_desk

        add_desk(app, desk)
    return app
