"""A WSGI application → the same one that answers the statement from memory while its file stays as it is.

Every phone asks for `sync/head.json`, most of them in vain, so this one answer decides how many phones a server
carries. It is the application's own answer, kept; nothing is decided twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from webapp.release.store import HEAD
from webapp.serve.stamp import Stamp, stamp_of

MOST = 64
# What the answer depends on, besides the file.
ASKED = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "wsgi.url_scheme")

Answer = tuple[str, list[tuple[str, str]], bytes]


class RememberedStatement:
    """The answers to those who ask for the statement as phones do."""

    def __init__(self, app: WSGIApplication, site: Path) -> None:
        self._app = app
        self._head = site / HEAD
        self._stamp: Stamp | None = None
        self._answers: dict[tuple[Any, ...], Answer] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """PEP 3333. Answers a plain GET of the statement from memory when an answer for its headers is kept.

        All else, also a request for a range, goes to the application.
        """
        if not _is_plain(environ):
            return self._app(environ, start_response)
        stamp = stamp_of(self._head)
        if stamp is None:
            return self._app(environ, start_response)
        key = (stamp, *map(environ.get, ASKED))
        answer = self._answers.get(key)
        if answer is None:
            answer = _answer(self._app, environ)
            self._keep(key, answer)
        status, headers, body = answer
        start_response(status, list(headers))
        return [body]

    def _keep(self, key: tuple[Any, ...], answer: Answer) -> None:
        """The file may have changed while the application read it: then the answer serves this once."""
        if answer[0][:3] not in ("200", "304") or stamp_of(self._head) != key[0]:
            return
        if self._stamp != key[0] or len(self._answers) >= MOST:
            self._stamp, self._answers = key[0], {}
        self._answers[key] = answer


def _is_plain(environ: WSGIEnvironment) -> bool:
    return (
        environ["PATH_INFO"] == f"/{HEAD}"
        and environ["REQUEST_METHOD"] == "GET"
        and "HTTP_RANGE" not in environ
    )


def _answer(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _exc_info: object = None) -> Any:
        said.append((status, headers))
        return lambda _data: None

    parts = app(environ, start)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return *said[-1], body
