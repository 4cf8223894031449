"""Names, passwords and tokens → who somebody is. Accounts are switched off, never deleted: the audit names them."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.admin import passwords
from webapp.admin.clock import Clock
from webapp.admin.profiles import Profile, weakness
from webapp.admin.roles import ROLES
from webapp.admin.tables import Invitation, SignIn, User
from webapp.rules.instants import read, stored

SETUP_VALID = timedelta(hours=24)
INVITATION_VALID = timedelta(hours=72)
NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}", re.ASCII)


class UnsuitableError(Exception):
    """What was typed cannot be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def digest(secret: str) -> str:
    """What is stored of a random key: useless to whoever reads the database."""
    return hashlib.sha256(secret.encode()).hexdigest()


def any_user(session: Session) -> bool:
    """Whether there is an account at all, switched off or not; without one the desk offers its setup."""
    return session.scalar(select(func.count()).select_from(User)) != 0


def everybody(session: Session) -> list[User]:
    """Those who may sign in first, by name."""
    return list(session.scalars(select(User).order_by(User.active.desc(), User.name)))


def by_name(session: Session, name: str) -> User | None:
    """The account of a name as somebody types it: spaces and capitals do not count. None for nobody."""
    return session.scalars(select(User).where(User.name == name.strip().lower())).first()


def setup_token(session: Session, clock: Clock) -> str | None:
    """A token for the first account; None when there is an account already. Older tokens stop to work."""
    if any_user(session):
        return None
    for old in session.scalars(select(Invitation).where(Invitation.user_id.is_(None))):
        session.delete(old)
    return _token(session, clock, None, SETUP_VALID)


def invite(session: Session, clock: Clock, user: User) -> str:
    """A token with which somebody chooses a password."""
    for old in session.scalars(select(Invitation).where(Invitation.user_id == user.id)):
        session.delete(old)
    return _token(session, clock, user.id, INVITATION_VALID)


def _token(session: Session, clock: Clock, user_id: int | None, valid: timedelta) -> str:
    token = secrets.token_urlsafe(24)
    session.add(Invitation(key=digest(token), user_id=user_id, expires_at=stored(clock() + valid)))
    return token


def invitation(session: Session, clock: Clock, token: str) -> Invitation | None:
    """What a token stands for, while it is good."""
    found = session.get(Invitation, digest(token))
    return found if found and not found.used_at and found.expires_at > stored(clock()) else None


def add_user(session: Session, clock: Clock, name: str, shown: str, roles: Iterable[str]) -> User:
    """A new account without a password."""
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise UnsuitableError("name")
    if by_name(session, name):
        raise UnsuitableError("taken")
    user = User(
        name=name,
        shown=shown.strip()[:64] or name,
        roles=_roles(roles),
        created_at=stored(clock()),
    )
    session.add(user)
    session.flush()
    return user


def change_user(session: Session, clock: Clock, user: User, roles: Iterable[str], active: bool) -> None:
    """Other roles, or switched off; either way whoever is signed in has to sign in again."""
    wanted = _roles(roles)
    if (not active or "admin" not in wanted.split()) and _last_admin(session, user):
        raise UnsuitableError("last-admin")
    user.roles, user.active = wanted, active
    end_all(session, clock, user)


def _roles(roles: Iterable[str]) -> str:
    chosen = set(roles)
    if not chosen or chosen - set(ROLES):
        raise UnsuitableError("roles")
    return " ".join(role for role in ROLES if role in chosen)


def _last_admin(session: Session, user: User) -> bool:
    others = session.scalars(select(User).where(User.id != user.id, User.active))
    return "admin" in user.role_set and not any("admin" in other.role_set for other in others)


def set_password(session: Session, clock: Clock, user: User, password: str, profile: Profile) -> None:
    """Choose a password; all sessions end."""
    code = weakness(password, user.name, profile)
    if code is None and any(passwords.matches(password, old) for old in _kept(user, profile)):
        code = "used"
    if code:
        raise UnsuitableError(code)
    if user.password:
        user.passwords_before = [user.password, *user.passwords_before][:5]
    user.password = passwords.hashed(password)
    user.password_set_at = stored(clock())
    end_all(session, clock, user)


def _kept(user: User, profile: Profile) -> list[str]:
    known = [user.password, *user.passwords_before] if user.password else []
    return [old for old in known if old][: profile.remembered]


def expired(user: User, profile: Profile, clock: Clock) -> bool:
    """Whether the profile asks for a new password now."""
    if profile.kept_for is None or user.password_set_at is None:
        return False
    return read(user.password_set_at) + profile.kept_for < clock()


def end_all(session: Session, clock: Clock, user: User) -> None:
    """Every session of somebody ends now."""
    open_ones = select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    for sign_in in session.scalars(open_ones):
        sign_in.ended_at = stored(clock())
