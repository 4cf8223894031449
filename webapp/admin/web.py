"""A request below `/admin/` → somebody who may do this, or a refusal; nothing of the desk is reached around it.

Order: a safe connection, the own origin, a session, its token, the role. A view that is not in `roles.MAY` is closed.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any, cast

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import audit, sign_ins
from webapp.admin.accounts import expired
from webapp.admin.contents import parts_of, without_style
from webapp.admin.desk import Desk, profile_of
from webapp.admin.form_words import in_form_words
from webapp.admin.publishing import Actor
from webapp.admin.roles import OPEN, may
from webapp.admin.sign_ins import Who
from webapp.admin.states import EVENTS
from webapp.admin.tables import User
from webapp.admin.words import CHOICES
from webapp.compiler.problems import Problem
from webapp.errors import AppError
from webapp.rules.schema import TYPES, Field
from webapp.serve.addresses import root
from webapp.serve.locale import current_locale

KEY = "hongxian-desk"
LOOPBACK = ("127.0.0.1", "::1")
# What somebody may still do whose password or second factor has to be set first.
BEFORE_ANYTHING = ("me", "my_password", "my_code", "my_language", "sign_out", "style", "script")
# Databases count no further.
LARGEST_NUMBER = 2**31 - 1
JSON_VIEWS = ("autosave",)

blueprint = Blueprint("desk", __name__, url_prefix="/admin")


class RefusedError(Exception):
    """What somebody sees who may not do this."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def desk() -> Desk:
    """The desk of this application; `application.py` puts it there."""
    return cast(Desk, current_app.extensions[KEY])


def who() -> Who:
    """Whoever is signed in; every view but the open ones has somebody."""
    return cast(Who, g.who)


def actor() -> Actor:
    """Whoever is signed in, as publishing and its journal name them."""
    return Actor(who().id, who().name, address())


def address() -> str:
    """From where the request comes, for the audit and for counting failures; "" where nobody knows."""
    return request.remote_addr or ""


def to(view: str, **values: Any) -> str:
    """The relative address of a view, from the page being answered."""
    return root() + url_for(f"desk.{view}", **values).removeprefix(request.script_root)[1:]


def go(view: str, **values: Any) -> AnyResponse:
    """After a form: look at a page, which may be loaded again without doing anything again."""
    return redirect(to(view, **values), 303)


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A template of `templates/admin/` with these values → an answer of this status."""
    return make_response(render_template(f"admin/{template}", **values), status)


def note(
    action: str, object_: str = "", *, outcome: str = "done", by: str | None = None, **detail: Any
) -> None:
    """A line of the audit that belongs to no other transaction."""
    with desk().database.transaction() as session:
        note_in(session, action, object_, outcome=outcome, by=by, **detail)


def note_in(
    session: Session,
    action: str,
    object_: str = "",
    *,
    outcome: str = "done",
    by: str | None = None,
    **detail: Any,
) -> None:
    """A line of the audit that stands or falls with what it tells; `by`: where nobody is signed in yet."""
    name = by if by is not None else who().name
    audit.append(session, desk().clock, name, action, object_, outcome=outcome, address=address(), **detail)


def whole_number(given: str) -> int:
    """A number that a form or an address has; 0 for anything else."""
    return int(given[:9]) if given.isascii() and given.isdigit() else 0


def cookie_name(name: str) -> str:
    """`__Host-` ties a cookie to this host and to HTTPS; on loopback there is no HTTPS."""
    return f"__Host-{name}" if request.is_secure else f"hongxian-{name}"


def set_cookie(response: AnyResponse, name: str, value: str, *, seconds: int | None = None) -> None:
    """For this site and no script (HttpOnly, SameSite=Strict); without `seconds` until the browser ends."""
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=seconds,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


def drop_cookie(response: AnyResponse, name: str) -> None:
    """Takes a cookie away; its attributes have to be those with which it was set."""
    response.delete_cookie(
        cookie_name(name), path="/", secure=request.is_secure, httponly=True, samesite="Strict"
    )


def cookie(name: str) -> str | None:
    """What the browser sent under this short name, or None."""
    return request.cookies.get(cookie_name(name))


@blueprint.before_request
def guard() -> AnyResponse | None:
    """See the top of this file."""
    view = (request.endpoint or "").partition(".")[2]
    g.nonce = secrets.token_urlsafe(16)
    g.who = None
    if not request.is_secure and request.remote_addr not in LOOPBACK:
        raise RefusedError(403, "not-safe")
    if any("\0" in value for values in request.values.lists() for value in values[1]):
        raise RefusedError(400, "not-understood")  # no text that a browser sends; databases do not take it
    changing = request.method not in ("GET", "HEAD", "OPTIONS")
    if changing and not _from_here():
        raise RefusedError(403, "other-site")
    forced = _recognise()
    if view in OPEN:
        if changing and not _same(request.form.get("token"), cookie("form")):
            raise RefusedError(403, "stale-form")
        return None
    if g.who is None:
        if changing:
            raise RefusedError(401, "signed-out")
        return go("sign_in", next=request.full_path.removeprefix("/admin/").rstrip("?"))
    if changing and not _same(request.form.get("token"), who().token):
        raise RefusedError(403, "stale-form")
    if (request.view_args or {}).get("number", 0) > LARGEST_NUMBER:
        raise NotFound
    if forced and view not in BEFORE_ANYTHING:
        return go("me")
    if not may(view, who().roles):
        note("refused", view, outcome="refused")
        raise RefusedError(403, "role")
    return None


def _recognise() -> bool:
    """Who asks; → whether something of their account has to be set right first."""
    key = cookie("session")
    if not key:
        return False
    with desk().database.transaction() as session:
        profile = profile_of(session)
        g.who = sign_ins.who(session, desk().clock, key, profile)
        if g.who is None:
            return False
        g.language = g.who.language
        user = session.get_one(User, g.who.id)
        return expired(user, profile, desk().clock) or (profile.second_factor and not user.code_secret)


def _from_here() -> bool:
    """Browsers say where a form stands; a program that says nothing has no cookies to abuse either."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == f"{request.scheme}://{request.host}"
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def _same(given: str | None, wanted: str | None) -> bool:
    return bool(given and wanted) and hmac.compare_digest(str(given).encode(), str(wanted).encode())


def form_token() -> str:
    """For forms: of the session, or of this browser while nobody is signed in: ours when it repeats our cookie."""
    if g.get("who"):
        return who().token
    return cookie("form") or g.setdefault("form_token", secrets.token_urlsafe(24))


@blueprint.after_request
def harden(response: Response) -> Response:
    """Stricter than the public pages; a form needs to say where it comes from, so the referrer stays inside."""
    frame = "'self'" if g.get("framed") else "'none'"
    nonce = f" 'nonce-{g.nonce}'" if "nonce" in g and not g.get("framed") else " 'none'"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; script-src{nonce}; img-src 'self'; connect-src 'self'; "
        f"frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frame}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if g.get("framed") else "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    if g.get("who") is None and "form_token" in g:
        set_cookie(response, "form", g.form_token)
    return response


@blueprint.app_context_processor
def surroundings() -> dict[str, Any]:
    """What every page of the desk may use."""
    return {
        "to": to,
        "who": g.get("who"),
        "may": may,
        "form_token": form_token,
        "nonce": g.get("nonce"),
        "told": told,
        "event_names": EVENTS,
        "choice_names": CHOICES,
    }


def told(problem: Problem, *, place: bool = False) -> str:
    """A problem in the reader's language."""
    english = current_locale() == "en"
    said, hint = (problem.en, problem.hint_en) if english else (problem.zh, problem.hint_zh)
    where = f"{problem.path.rsplit('/', 1)[-1]}:{problem.line} " if place else ""
    return f"{where}{said}{' ' if english else ''}{hint}"


def readable(name: str, text: str | None) -> str:
    """A file for reading: its header in the words of the forms, with the titles of what it points to."""
    return in_form_words(without_style(text), TYPES[parts_of(name)[0]], lambda word: str(_(word)), _said)


def _said(field: Field, value: str) -> str | None:
    if field.name == "type" and value in TYPES:
        return str(_(TYPES[value].label))
    if field.kind == "choice" and field.choices:
        return str(_(CHOICES.get(value, value)))
    if field.kind == "bool":
        return {"true": str(_("是")), "false": str(_("否"))}.get(value)
    library = desk().contents.compiled().library if field.kind == "ref" else None
    title = library.title(value) if library and library.resolve(value) else value
    return None if title == value else f"{value}（{title}）"


@blueprint.errorhandler(RefusedError)
def refused(error: RefusedError) -> Response:
    """What somebody sees who may not do this: a page with the reason, for a script the same as JSON."""
    if (request.endpoint or "").partition(".")[2] in JSON_VIEWS:
        return make_response(jsonify({"code": error.code, "said": refusal(error.code)}), error.status)
    return page("error.html", error.status, title=_("没有进行"), said=refusal(error.code), code=error.code)


def in_own_language(error: AppError) -> str:
    """What was refused and what to do, in the reader's language."""
    return error.en if current_locale() == "en" else error.zh


@blueprint.errorhandler(AppError)
def failed(error: AppError) -> Response:
    """409 for what could not be done: the error's own sentences, in Chinese and in English."""
    return page("error.html", 409, title=_("没有完成"), said=error.zh, other=error.en, code="failed")


@blueprint.errorhandler(HTTPException)
def http(error: HTTPException) -> Response:
    """A page of the desk for an HTTP error: not there, not understood, or our own fault (500 and above)."""
    status = error.code or 500
    said = _("没有这一页，可能已经改名或删去。") if status == 404 else refusal("not-understood")
    if status >= 500:
        said = _("管理台出错了，刚才的操作可能没有完成。请看看“发布”一页，再试一次。")
    return page("error.html", status, title=_("没有进行"), said=said, code=str(status))


def refusal(code: str) -> str:
    """A code as a sentence that says what to do."""
    said = {
        "not-safe": _("管理台只能通过 HTTPS 打开，或者在这台服务器上打开。"),
        "other-site": _("这个请求来自别的网站，没有执行。"),
        "stale-form": _("这一页开得太久了。请返回、刷新，再提交一次；写的内容还在。"),
        "signed-out": _("登录已经过期。请重新登录；写的内容保存在这台电脑上，登录后会恢复。"),
        "role": _("您的账号没有这项权限。需要的话，请找管理账号的人。"),
        "not-understood": _("看不懂这个请求。"),
    }
    return str(said[code])
