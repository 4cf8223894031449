"""红线随身查: Markdown rules on the left, a phone that searches without a network on the right. See README.md here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.settings import Settings


def create_app(settings: Settings, *, frozen: bool = False) -> Flask:
    """The web application over the current release of `settings.data`; `frozen` for an export that keeps its pages.

    Only wiring. Imports stand inside so that `import webapp` does not load Flask for the commands without a server.
    """
    from webapp.serve.factory import make_app

    return make_app(settings, frozen=frozen)
