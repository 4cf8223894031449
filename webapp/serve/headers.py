"""Every answer, errors included → strict security headers.

The policy of the app's page stands in the page itself (a dumb server sends no headers), so it is read from
there and the two can never differ; `frame-ancestors` is the part that only a header can say.
"""

from __future__ import annotations

import html
import re

from flask import Flask, Response, request

from webapp.release.delivery import FIXED, FRAMING

NOTHING_ELSE = f"base-uri 'none'; {FRAMING}"
PLAIN_PAGE = f"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; {NOTHING_ELSE}"
DATA = f"default-src 'none'; {NOTHING_ELSE}"
WORKER = f"default-src 'none'; script-src 'self'; connect-src 'self'; {NOTHING_ELSE}"

ONE_YEAR = "max-age=31536000"

META = re.compile(rb'<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"', re.IGNORECASE)


def policy_in_page(page: bytes) -> str | None:
    """The content of the page's own `<meta http-equiv="Content-Security-Policy">`."""
    found = META.search(page)
    return html.unescape(found.group(1).decode()) if found else None


def page_policy(page: bytes) -> str:
    """The header for the app's page: its own policy and who may frame it."""
    own = policy_in_page(page)
    return f"{own.rstrip('; ')}; {FRAMING}" if own else PLAIN_PAGE


def init_headers(app: Flask) -> None:
    """Add them last, to everything."""

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if "Content-Security-Policy" not in response.headers:
            response.headers["Content-Security-Policy"] = (
                PLAIN_PAGE if response.mimetype == "text/html" else DATA
            )
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = ONE_YEAR
        return response
