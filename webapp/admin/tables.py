"""What the desk remembers, as tables: people, changes on their way, publications, and the audit. No behaviour.

Instants are texts like `2026-11-26T08:00:00Z`: they sort as time does, in every database alike.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from webapp.admin.states import UNDER_WAY

INSTANT = String(20)


class Base(DeclarativeBase):
    """All tables."""


class User(Base):
    """Somebody with an account. `roles` are words with spaces between them."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    shown: Mapped[str] = mapped_column(String(64))
    roles: Mapped[str] = mapped_column(String(100))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    password: Mapped[str | None] = mapped_column(String(200))
    password_set_at: Mapped[str | None] = mapped_column(INSTANT)
    passwords_before: Mapped[list[str]] = mapped_column(JSON, default=list)
    code_secret: Mapped[str | None] = mapped_column(String(64))
    code_step: Mapped[int] = mapped_column(Integer, default=0)
    language: Mapped[str | None] = mapped_column(String(10))
    created_at: Mapped[str] = mapped_column(INSTANT)

    @property
    def role_set(self) -> frozenset[str]:
        """The roles one by one, of `roles.ROLES`; what `may` asks for."""
        return frozenset(self.roles.split())


class SignIn(Base):
    """A session. Only the digest of its key is stored, so a copy of the database opens nothing."""

    __tablename__ = "sign_ins"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[str] = mapped_column(INSTANT)
    seen_at: Mapped[str] = mapped_column(INSTANT)
    address: Mapped[str] = mapped_column(String(64))
    ended_at: Mapped[str | None] = mapped_column(INSTANT)


class Device(Base):
    """A browser from which somebody has signed in before; a lock made by strangers does not keep it out."""

    __tablename__ = "devices"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[str] = mapped_column(INSTANT)


class Counter(Base):
    """Failed attempts of an account, a device or an address."""

    __tablename__ = "counters"
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    since: Mapped[str] = mapped_column(INSTANT)
    locked_until: Mapped[str | None] = mapped_column(INSTANT)


class Invitation(Base):
    """A one-time token: for the first account (no user yet), or to choose a password."""

    __tablename__ = "invitations"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[str] = mapped_column(INSTANT)
    used_at: Mapped[str | None] = mapped_column(INSTANT)


class Option(Base):
    """What this office has chosen: `profile`, `four_eyes`."""

    __tablename__ = "options"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class Draft(Base):
    """A change to one file of `content/`. `text` None: it is to be removed; `base` None: it is new.

    `base` is the file as it was when the change began, so that changes from outside are noticed.
    """

    __tablename__ = "drafts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), index=True)
    title: Mapped[str] = mapped_column(String(200))
    base: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    # New files that it needs and that nobody has made so far: name → text.
    beside: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[str | None] = mapped_column(INSTANT)
    changed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[str] = mapped_column(INSTANT)
    publication_id: Mapped[int | None] = mapped_column(ForeignKey("publications.id"))
    # What an import has to say of itself.
    record: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    # At most one change of a document is on its way, whoever asks at the same moment.
    __table_args__ = (
        Index(
            "one_under_way",
            "name",
            unique=True,
            sqlite_where=sql(f"state IN {UNDER_WAY}"),
            postgresql_where=sql(f"state IN {UNDER_WAY}"),
        ),
    )


class DraftEvent(Base):
    """Who did what to a change, when and why."""

    __tablename__ = "draft_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    at: Mapped[str] = mapped_column(INSTANT)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    step: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")


class Opened(Base):
    """A text as somebody has it before them: what their next change begins with."""

    __tablename__ = "opened"
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)


class Publication(Base):
    """The journal of publishing: `intent` before anything is written, `done` or `failed` afterwards."""

    __tablename__ = "publications"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[str] = mapped_column(INSTANT)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str | None] = mapped_column(String(30))
    release: Mapped[str | None] = mapped_column(String(30))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("publications.id"))

    # Publishing is one at a time, in every process.
    __table_args__ = (
        Index(
            "one_intent",
            "state",
            unique=True,
            sqlite_where=sql("state = 'intent'"),
            postgresql_where=sql("state = 'intent'"),
        ),
    )


class AuditRow(Base):
    """One line of the audit. `hash` covers the line and the hash before it; the database refuses to change any."""

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(INSTANT)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(String(20))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    address: Mapped[str] = mapped_column(String(64))
    before: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
