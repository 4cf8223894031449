"""Signing in and out, the first account, invitations, and one's own account."""

from __future__ import annotations

import base64
import io
import re
import secrets

import segno
from flask import redirect, request
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import accounts, audit, counters, passwords, sign_ins
from webapp.admin.accounts import UnsuitableError
from webapp.admin.desk import desk_name, option, profile_of, set_option
from webapp.admin.one_time_code import address as code_address
from webapp.admin.one_time_code import step_of
from webapp.admin.profiles import PROFILES, WEAKNESSES
from webapp.admin.roles import CONTENT
from webapp.admin.tables import SignIn, User
from webapp.admin.web import (
    address,
    blueprint,
    cookie,
    desk,
    drop_cookie,
    go,
    note_in,
    page,
    set_cookie,
    who,
    whole_number,
)
from webapp.i18n.locales import match_tag

OWN_PAGE = re.compile(r"[a-z]+(/[a-z0-9/.-]*)?(\?[a-z0-9=&.-]*)?", re.ASCII)
DEVICE_SECONDS = 180 * 24 * 3600


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> AnyResponse:
    """One refusal for a wrong name and a wrong password."""
    if request.method == "GET":
        return page("sign_in.html", next=request.args.get("next", ""))
    attempt = sign_ins.Attempt(
        request.form.get("name", ""),
        request.form.get("password", "")[:1000],
        request.form.get("code", ""),
        address(),
        cookie("device"),
    )
    key, said = _try(attempt)
    if key is None:
        return page("sign_in.html", 401, said=said, next=request.form.get("next", ""), name=attempt.name)
    response = _inside(request.form.get("next", ""))
    set_cookie(response, "session", key[0])
    set_cookie(response, "device", key[1], seconds=DEVICE_SECONDS)
    return response


def _try(attempt: sign_ins.Attempt) -> tuple[tuple[str, str] | None, str]:
    database, clock = desk().database, desk().clock
    with database.transaction() as session:
        profile = profile_of(session)
        if counters.locked(session, clock, *sign_ins.keys_of(session, attempt)):
            audit.append(session, clock, attempt.name, "sign-in", outcome="locked", address=attempt.address)
            return None, _("试错太多次了，请 15 分钟后再试。")
        stored = sign_ins.stored_password(session, attempt.name)
    fits = passwords.matches(attempt.password, stored)
    with database.transaction() as session:
        user, refused = sign_ins.judge(session, clock, attempt, profile, fits)
        if user is None:
            audit.append(
                session, clock, attempt.name, "sign-in", outcome=refused or "wrong", address=attempt.address
            )
            return None, _("登录名、口令或动态码不对。")
        key = sign_ins.begin(session, clock, user, attempt.address)
        device = attempt.device or ""
        if not sign_ins.keys_of(session, attempt)[0].startswith("device:"):
            device = sign_ins.remember_device(session, clock, user)
        audit.append(session, clock, user.name, "sign-in", address=attempt.address)
        return (key, device), ""


def _inside(asked: str) -> AnyResponse:
    """Back to the page that was asked for, if it can be one of ours."""
    if OWN_PAGE.fullmatch(asked) and "//" not in asked:
        return redirect(asked, 303)
    return go("home")


@blueprint.post("/sign-out")
def sign_out() -> AnyResponse:
    """End this session and forget its cookie, for whoever is signed in; → the page for signing in."""
    with desk().database.transaction() as session:
        sign_ins.end(session, desk().clock, who().sign_in_id, who().id)
        note_in(session, "sign-out")
    response = go("sign_in")
    drop_cookie(response, "session")
    return response


@blueprint.route("/setup", methods=["GET", "POST"])
def setup() -> AnyResponse:
    """The first account, for whoever has the token that the server printed."""
    given = request.values.get("key", "")
    with desk().database.transaction() as session:
        if accounts.any_user(session):
            return go("sign_in")
    if request.method == "GET":
        return page("setup.html", key=given, profiles=PROFILES, chosen="asvs")
    try:
        with desk().database.transaction() as session:
            _first_account(session, given)
    except UnsuitableError as error:
        return page(
            "setup.html",
            422,
            key=given,
            profiles=PROFILES,
            chosen=request.form.get("profile", "asvs"),
            said=why_unsuitable(error.code),
            name=request.form.get("name", ""),
            shown=request.form.get("shown", ""),
        )
    return go("sign_in")


def _first_account(session: Session, token: str) -> None:
    clock, form = desk().clock, request.form
    found = accounts.invitation(session, clock, token)
    if found is None or found.user_id is not None or accounts.any_user(session):
        raise UnsuitableError("token")
    if form.get("profile") in PROFILES:
        set_option(session, "profile", form["profile"])
    user = accounts.add_user(session, clock, form.get("name", ""), form.get("shown", ""), {*CONTENT, "admin"})
    _choose_password(session, user)
    found.used_at = user.password_set_at
    note_in(session, "setup", by=user.name, profile=option(session, "profile"))


@blueprint.route("/invited", methods=["GET", "POST"])
def invited() -> AnyResponse:
    """Somebody chooses a password with the link that the person who manages accounts has handed over."""
    given = request.values.get("key", "")
    try:
        with desk().database.transaction() as session:
            found = accounts.invitation(session, desk().clock, given)
            if found is None or found.user_id is None:
                raise UnsuitableError("token")
            user = session.get_one(User, found.user_id)
            if request.method == "GET":
                return page("invited.html", key=given, user=user, profile=profile_of(session))
            _choose_password(session, user)
            found.used_at = user.password_set_at
            note_in(session, "password", by=user.name)
    except UnsuitableError as error:
        return page("invited.html", 422, key=given, user=None, said=why_unsuitable(error.code))
    return go("sign_in")


def _choose_password(session: Session, user: User) -> None:
    first, second = request.form.get("password", ""), request.form.get("again", "")
    if first != second:
        raise UnsuitableError("differ")
    accounts.set_password(session, desk().clock, user, first, profile_of(session))


@blueprint.get("/me/")
def me() -> AnyResponse:
    """Password, second factor, language, and where one is signed in."""
    return _me()


def _me(status: int = 200, said: str = "") -> AnyResponse:
    with desk().database.transaction() as session:
        user, profile = session.get_one(User, who().id), profile_of(session)
        mine = select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
        return page(
            "me.html",
            status,
            said=said,
            user=user,
            profile=profile,
            expired=accounts.expired(user, profile, desk().clock),
            sessions=list(session.scalars(mine.order_by(SignIn.seen_at.desc()))),
            secret=(fresh := base64.b32encode(secrets.token_bytes(20)).decode()),
            picture=_picture(code_address(fresh, f"{user.name}@{desk_name(desk().settings)}")),
        )


def _picture(text: str) -> Markup:
    """A QR code as SVG inside the page: no image has to be let in from anywhere."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=4, border=2, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return Markup(out.getvalue().decode())


@blueprint.post("/me/password")
def my_password() -> AnyResponse:
    """Asks for the old one first; all sessions end, also this one."""
    if said := _not_oneself():
        return _me(422, said)
    try:
        with desk().database.transaction() as session:
            user = session.get_one(User, who().id)
            _choose_password(session, user)
            note_in(session, "password", by=user.name)
    except UnsuitableError as error:
        return _me(422, why_unsuitable(error.code))
    return go("sign_in")


def _not_oneself() -> str:
    """Why what was typed does not show who sits there; tries are counted as for signing in."""
    database, clock, key = desk().database, desk().clock, f"own:{who().id}"
    with database.transaction() as session:
        if counters.locked(session, clock, key):
            return str(_("试错太多次了，请 15 分钟后再试。"))
        stored, profile = session.get_one(User, who().id).password, profile_of(session)
    fits = passwords.matches(request.form.get("old", "")[:1000], stored)
    with database.transaction() as session:
        if fits:
            counters.cleared(session, key)
            return ""
        counters.failed(session, clock, key, profile.failures, profile.locked_for)
        note_in(session, "own-account", outcome="wrong")
    return str(_("现在的口令不对。"))


@blueprint.post("/me/code")
def my_code() -> AnyResponse:
    """The second factor counts once the first digits of it were right. Asks for the password: a PC may be left open."""
    if said := _not_oneself():
        return _me(422, said)
    secret = request.form.get("secret", "")
    try:
        step = step_of(request.form.get("code", ""), secret, desk().clock().timestamp(), 0)
    except ValueError:
        step = None
    if step is None:
        return _me(422, _("动态码不对，请看手机上现在显示的六位数字。"))
    with desk().database.transaction() as session:
        user = session.get_one(User, who().id)
        user.code_secret, user.code_step = secret, step
        note_in(session, "second-factor")
    return go("me")


@blueprint.post("/me/language")
def my_language() -> AnyResponse:
    """Choose the language of the desk for oneself; what we do not have means: as the browser says."""
    with desk().database.transaction() as session:
        session.get_one(User, who().id).language = match_tag(request.form.get("language", "")) or None
    return go("me")


@blueprint.post("/me/session")
def my_session() -> AnyResponse:
    """End one of one's own sessions, perhaps on another PC."""
    given = request.form.get("session", "")
    with desk().database.transaction() as session:
        sign_ins.end(session, desk().clock, whole_number(given), who().id)
        note_in(session, "end-session", given)
    return go("me")


def why_unsuitable(code: str) -> str:
    """A code as a sentence."""
    if code in WEAKNESSES:
        return str(_(WEAKNESSES[code]))
    said = {
        "token": _("这个链接已经用过、过期，或者抄错了。请重新要一个。"),
        "differ": _("两次输入的口令不一样。"),
        "name": _("登录名用小写字母开头，后面是小写字母、数字、点、横线，2 到 32 个字符。"),
        "taken": _("这个登录名已经有人用了。"),
        "roles": _("请至少勾选一种职责。"),
        "last-admin": _("这是最后一个管理账号的人，不能停用，也不能去掉这项职责。"),
    }
    return str(said[code])
