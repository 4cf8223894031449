"""Whatever goes wrong → a page in the reader's language, or JSON of one shape below `/api/`.

Nothing about the inside is shown, and nothing that a reader typed is logged.
"""

from __future__ import annotations

import base64
import hashlib
import traceback
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from webapp.errors import AppError
from webapp.serve.site_context import context, served
from webapp.serve.templating import style_sheet

Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

LONGEST_GUESSED_ID = 64


class NoSuchDocument(NotFound):
    """An address below `/r/` that leads nowhere."""

    def __init__(self, id_: str) -> None:
        super().__init__()
        self.id = id_


class ApiError(Exception):
    """A request that the API refuses, with the reason in both languages."""

    def __init__(self, status: int, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.status, self.code, self.zh, self.en = status, code, zh, en


class QuietFlask(Flask):
    """Flask that logs where it failed but not the values: the message of an exception may hold a query."""

    def log_exception(self, exc_info: Info) -> None:
        """Method, address without query, type, and the lines of code."""
        kind, _error, trace = exc_info
        places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        name = kind.__name__ if kind else "?"
        self.logger.error("%s on %s %s: %s", name, request.method, request.url_rule, " > ".join(places))


def init_errors(app: Flask) -> None:
    """Three kinds of failure: refused by the API, foreseen by us, everything that HTTP has a number for."""

    @app.errorhandler(ApiError)
    def refused(error: ApiError) -> Response:
        return _json(error.status, error.code, error.zh, error.en)

    @app.errorhandler(AppError)
    def unavailable(error: AppError) -> Response:
        if wants_json():
            return _json(503, "unavailable", error.zh, error.en)
        return _page(503, "error.html", title=_("暂时不能查询"), lines=(error.zh, error.en))

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> Response:
        response = _failed_json(error) if wants_json() else _failed_page(error)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response


def wants_json() -> bool:
    """Programs ask below `/api/` and at `/healthz`."""
    return request.path.startswith("/api/") or request.path == "/healthz"


def _failed_json(error: HTTPException) -> Response:
    status = error.code or 500
    if status == 404:
        return _json(404, "not-found", "没有这个地址或这份文件。", "There is no such address or document.")
    if status == 405:
        return _json(
            405, "method-not-allowed", "这个地址只能用 GET 读取。", "This address can only be read, with GET."
        )
    if status < 500:
        return _json(status, "bad-request", "看不懂这个请求。", "This request cannot be understood.")
    return _json(
        500, "internal", "服务器出错了，请稍后再试。", "Something went wrong on the server. Try again later."
    )


def _failed_page(error: HTTPException) -> Response:
    status = error.code or 500
    if status == 404 and context().frozen:
        return _adrift()
    if status == 404:
        return _page(404, "not_found.html", near=_near(error.id) if isinstance(error, NoSuchDocument) else [])
    if status == 405:
        return _page(405, "error.html", title=_("这里只能阅读"), lines=(_("这个地址不接受这种请求。"),))
    if status < 500:
        return _page(
            status, "error.html", title=_("看不懂这个请求"), lines=(_("请检查网址，或者回到首页重新查找。"),)
        )
    return _page(
        500,
        "error.html",
        title=_("服务器出错了"),
        lines=(_("请稍后再试。手机上已经打开过的内容仍然可以查。"),),
    )


def _adrift() -> Response:
    """A dumb server shows one page for every wrong address, at any depth, so it brings its style with it."""
    style = style_sheet().raw.decode()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _page(404, "adrift.html", style=Markup(style), style_digest=digest)


def _near(wanted: str) -> list[tuple[str, str]]:
    """Pages whose id looks like the wanted one, as (id, title)."""
    library = served().library
    wanted = wanted.lower()[:LONGEST_GUESSED_ID]
    near = get_close_matches(wanted, library.documents, n=5, cutoff=0.6)
    return [(id_, library.title(id_)) for id_ in near]


def _json(status: int, code: str, zh: str, en: str) -> Response:
    return make_response(jsonify({"error": {"code": code, "zh": zh, "en": en}}), status)


def _page(status: int, template: str, **values: object) -> Response:
    return make_response(render_template(template, **values), status)
