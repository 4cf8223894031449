"""A connection of waitress whose refusals are ours: our headers, both languages, and nothing echoed."""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from webapp.release.delivery import FIXED
from webapp.serve.headers import DATA

REFUSED = {
    413: "请求太大。\nThe request is too large.\n",
    431: "请求头太长。\nThe header of the request is too long.\n",
}
NOT_UNDERSTOOD = "看不懂这个请求。\nThis request cannot be understood.\n"


class Refused(ErrorTask):  # type: ignore[misc]  # waitress ships no types
    """What never reaches the application: our headers on it too, both languages, and nothing echoed."""

    def execute(self) -> None:
        """Called by waitress in place of its own answer, which names the mistake in English with its bytes."""
        code, reason = self.request.error.code, self.request.error.reason
        body = REFUSED.get(code, NOT_UNDERSTOOD).encode()
        self.status = f"{code} {reason}"
        self.response_headers += [
            *FIXED.items(),
            ("Content-Security-Policy", DATA),
            ("Cache-Control", "no-store"),
            ("Content-Type", "text/plain; charset=utf-8"),
        ]
        self.content_length = len(body)
        self.set_close_on_finish()
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection of waitress whose refusals are ours."""

    error_task_class = Refused
