"""A name and a password → a session on the server, or one refusal that tells a stranger nothing.

The key of a session is 256 random bits in a cookie; the database holds its digest. A session ends by itself when idle
or old, and at once when somebody ends it, anywhere.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.admin import counters
from webapp.admin.accounts import by_name, digest
from webapp.admin.clock import Clock
from webapp.admin.one_time_code import step_of
from webapp.admin.profiles import Profile
from webapp.admin.tables import Device, SignIn, User
from webapp.rules.instants import read, stored

Refusal = Literal["wrong", "code", "locked"]
# Writing down every click would make readers wait for each other.
SEEN_EVERY_SECONDS = 60


@dataclass(frozen=True)
class Attempt:
    """What somebody typed, and from where."""

    name: str
    password: str
    code: str
    address: str
    device: str | None


@dataclass(frozen=True)
class Who:
    """Somebody signed in, as a request sees them."""

    id: int
    name: str
    shown: str
    roles: frozenset[str]
    language: str | None
    sign_in_id: int
    token: str


def keys_of(session: Session, attempt: Attempt) -> tuple[str, str]:
    """What is counted: the account, or the device that it knows, and the address."""
    user = by_name(session, attempt.name)
    device = session.get(Device, digest(attempt.device)) if attempt.device else None
    known = device is not None and user is not None and device.user_id == user.id
    account = (
        f"device:{digest(attempt.device or '')[:32]}" if known else f"account:{attempt.name[:64].lower()}"
    )
    return account, f"address:{attempt.address[:64]}"


def stored_password(session: Session, name: str) -> str | None:
    """To compare with, outside of any transaction: nobody waits for the database while we hash."""
    user = by_name(session, name)
    return user.password if user and user.active else None


def judge(
    session: Session, clock: Clock, attempt: Attempt, profile: Profile, fits: bool
) -> tuple[User | None, Refusal | None]:
    """The account, or why not; failures are counted."""
    user, refusal = by_name(session, attempt.name), None
    if user is None or not fits or not user.active:
        user, refusal = None, "wrong"
    elif user.code_secret:
        step = step_of(attempt.code, user.code_secret, clock().timestamp(), user.code_step)
        if step is None:
            user, refusal = None, "code"
        else:
            user.code_step = step
    keys = keys_of(session, attempt)
    if user is None:
        counters.failed(session, clock, keys[0], profile.failures, profile.locked_for)
        counters.failed(session, clock, keys[1], counters.ADDRESS_FAILURES, profile.locked_for)
        return None, "code" if refusal == "code" else "wrong"
    counters.cleared(session, keys[0])
    return user, None


def begin(session: Session, clock: Clock, user: User, address: str) -> str:
    """A new session with a new key, whatever was there before; → the key."""
    key, now = secrets.token_urlsafe(32), stored(clock())
    session.add(
        SignIn(
            key=digest(key),
            user_id=user.id,
            token=secrets.token_urlsafe(32),
            created_at=now,
            seen_at=now,
            address=address[:64],
        )
    )
    return key


def remember_device(session: Session, clock: Clock, user: User) -> str:
    """This browser has been used by its owner; → a key that it keeps."""
    key = secrets.token_urlsafe(32)
    session.add(Device(key=digest(key), user_id=user.id, created_at=stored(clock())))
    return key


def who(session: Session, clock: Clock, key: str, profile: Profile) -> Who | None:
    """Who has the key of a session that is still good."""
    found = session.execute(
        select(SignIn, User).join(User, User.id == SignIn.user_id).where(SignIn.key == digest(key))
    ).first()
    if found is None:
        return None
    sign_in, user = found
    now = clock()
    seen = read(sign_in.seen_at)
    if sign_in.ended_at or not user.active:
        return None
    if seen + profile.idle < now or read(sign_in.created_at) + profile.absolute < now:
        sign_in.ended_at = stored(now)
        return None
    if (now - seen).total_seconds() >= SEEN_EVERY_SECONDS:
        sign_in.seen_at = stored(now)
    return Who(user.id, user.name, user.shown, user.role_set, user.language, sign_in.id, sign_in.token)


def end(session: Session, clock: Clock, sign_in_id: int, user_id: int) -> None:
    """End one session of this person."""
    found = session.get(SignIn, sign_in_id)
    if found and found.user_id == user_id and not found.ended_at:
        found.ended_at = stored(clock())
