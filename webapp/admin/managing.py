"""Accounts, what this office has chosen, and the audit."""

from __future__ import annotations

import csv
import io

from flask import Response, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from webapp.admin import accounts, audit, audit_heads
from webapp.admin.audit_chain import FIELDS
from webapp.admin.audit_words import ACTIONS, DETAILS, OUTCOMES
from webapp.admin.desk import four_eyes, profile_of, set_option
from webapp.admin.entrance import why_unsuitable
from webapp.admin.profiles import PROFILES
from webapp.admin.roles import ROLES, mixed
from webapp.admin.tables import AuditRow, User
from webapp.admin.web import blueprint, desk, go, note_in, page, whole_number

LINES = 100


@blueprint.get("/accounts/")
def account_list() -> AnyResponse:
    """Everybody with an account, and what this office has chosen; for those who manage accounts."""
    return _accounts()


def _accounts(status: int = 200, **more: object) -> AnyResponse:
    with desk().database.transaction() as session:
        people = accounts.everybody(session)
        return page(
            "accounts.html",
            status,
            people=people,
            roles=ROLES,
            profile=profile_of(session),
            profiles=PROFILES,
            four_eyes=four_eyes(session),
            mixed={user.id for user in people if mixed(user.role_set)},
            **more,
        )


@blueprint.post("/accounts/add")
def account_add() -> AnyResponse:
    """A new account, and the link with which its owner chooses a password."""
    form = request.form
    try:
        with desk().database.transaction() as session:
            user = accounts.add_user(
                session, desk().clock, form.get("name", ""), form.get("shown", ""), form.getlist("roles")
            )
            token = accounts.invite(session, desk().clock, user)
            note_in(session, "account-add", user.name, roles=user.roles)
    except accounts.UnsuitableError as error:
        return _accounts(422, said=why_unsuitable(error.code))
    return _accounts(invited=user, key=token)


@blueprint.post("/accounts/<int:number>")
def account_change(number: int) -> AnyResponse:
    """Other roles, off or on, a new link for a forgotten password, no second factor any more."""
    deed = request.form.get("deed", "")
    try:
        with desk().database.transaction() as session:
            user = session.get(User, number)
            if user is None:
                raise NotFound
            token = _change(session, user, deed)
            note_in(session, f"account-{deed}", user.name, roles=user.roles, active=user.active)
    except accounts.UnsuitableError as error:
        return _accounts(422, said=why_unsuitable(error.code))
    return _accounts(invited=user, key=token) if token else go("account_list")


def _change(session: Session, user: User, deed: str) -> str | None:
    """Do what was asked with an account; → the key of a new link, if that was it."""
    clock, form = desk().clock, request.form
    if deed == "invite":
        return accounts.invite(session, clock, user)
    if deed == "forget-code":
        user.code_secret, user.code_step = None, 0
        accounts.end_all(session, clock, user)
    elif deed == "change":
        accounts.change_user(session, clock, user, form.getlist("roles"), bool(form.get("active")))
    else:
        raise BadRequest
    return None


@blueprint.post("/options")
def options() -> AnyResponse:
    """Which demands hold, and whether two pairs of eyes are needed."""
    form = request.form
    with desk().database.transaction() as session:
        if form.get("profile") in PROFILES:
            set_option(session, "profile", form["profile"])
        set_option(session, "four_eyes", "yes" if form.get("four_eyes") else "no")
        note_in(session, "options", profile=profile_of(session).name, four_eyes=four_eyes(session))
    return go("account_list")


@blueprint.get("/audit/")
def audit_list() -> AnyResponse:
    """The latest lines, and whether the chain holds."""
    given = request.args.get("before", "")
    with desk().database.transaction() as session:
        chosen = select(AuditRow).order_by(AuditRow.seq.desc()).limit(LINES)
        if before := whole_number(given):
            chosen = chosen.where(AuditRow.seq < before)
        return page(
            "audit.html",
            rows=list(session.scalars(chosen)),
            count=session.scalar(select(func.count()).select_from(AuditRow)),
            broken=audit.verify(session, desk().settings.data),
            signed=audit_heads.latest(desk().settings.data),
            codes={code: zh for code, (zh, _en) in audit.CODES.items()},
            actions=ACTIONS,
            outcomes=OUTCOMES,
            details=DETAILS,
        )


@blueprint.get("/audit/head.json")
def audit_head() -> Response:
    """The latest signed head, to be kept where nobody of this desk can reach it."""
    head = audit_heads.latest(desk().settings.data)
    if head is None:
        raise NotFound
    response = Response((desk().settings.data / head.name).read_bytes(), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="audit-head-{head.seq}.json"'
    return response


@blueprint.get("/audit/audit.csv")
def audit_file() -> Response:
    """All of it, for whoever keeps it elsewhere. A cell that a spreadsheet would calculate is made a text."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([*FIELDS, "hash"])
    with desk().database.transaction() as session:
        for line in audit.lines(session):
            table.writerow([_cell(line[name]) for name in (*FIELDS, "hash")])
    response = Response("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
