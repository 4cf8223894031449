"""A person's step → a change further on its way, with its history, or why not.

Until it is published its text lives in the database and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.admin import states
from webapp.admin.clock import Clock
from webapp.admin.contents import Contents, parts_of
from webapp.admin.rows_of_content import Change
from webapp.admin.source_text import read_source
from webapp.admin.tables import Draft, DraftEvent, User
from webapp.rules.instants import stored

WROTE = ("start", "save")


class ConflictError(Exception):
    """Somebody else has saved since this text was opened."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.name)
        self.version = draft.version


def under_way(session: Session, name: str) -> Draft | None:
    """The one change of a document that is on its way."""
    return session.scalars(select(Draft).where(Draft.name == name, Draft.state.in_(states.UNDER_WAY))).first()


def start(
    session: Session,
    clock: Clock,
    user_id: int,
    name: str,
    base: str | None,
    text: str | None,
    *,
    beside: Mapping[str, str] | None = None,
    record: Mapping[str, Any] | None = None,
) -> Draft:
    """Begin a change, or go on with the one that is on its way."""
    found = under_way(session, name)
    if found:
        return found
    draft = Draft(
        name=name,
        title=title_of(name, text if text is not None else base),
        base=base,
        text=text,
        state="draft",
        changed_by=user_id,
        changed_at=stored(clock()),
        beside=dict(beside or {}),
        record=dict(record) if record else None,
    )
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:  # somebody else began at the same moment
        other = under_way(session, name)
        if other is None:
            raise
        return other
    add_event(session, clock, draft, user_id, "start")
    return draft


def save(session: Session, clock: Clock, user_id: int, draft: Draft, text: str, version: int) -> None:
    """Keep a text; `version` is the one that its author had before them."""
    hold(session, draft)
    if draft.state != "draft":
        raise states.NotPossibleError("state")
    if draft.text == text:
        return
    if draft.version != version:
        raise ConflictError(draft)
    draft.text, draft.title = text, title_of(draft.name, text)
    draft.version += 1
    draft.changed_by, draft.changed_at = user_id, stored(clock())
    if _last_writer(session, draft) != user_id:
        add_event(session, clock, draft, user_id, "save")


def hold(session: Session, draft: Draft) -> None:
    """As it is now, and nobody else changes it before this transaction ends."""
    session.refresh(draft, with_for_update=True)


def step(
    session: Session,
    clock: Clock,
    user_id: int,
    draft: Draft,
    name: str,
    reason: str,
    *,
    four_eyes: bool,
    version: int | None = None,
) -> None:
    """Take one step of `states.STEPS`. `version`: of the text that was seen, where somebody answers for it."""
    hold(session, draft)
    if version is not None and states.STEPS[name].seen and version != draft.version:
        raise states.NotPossibleError("not-seen" if draft.state in states.STEPS[name].of else "state")
    draft.state = states.after(
        name, draft.state, actor=user_id, authors=authors(session, draft), four_eyes=four_eyes, reason=reason
    )
    draft.version += 1
    add_event(session, clock, draft, user_id, name, reason.strip())


def rebase(session: Session, clock: Clock, user_id: int, draft: Draft, base: str | None) -> None:
    """The author has seen what was changed outside and has taken it into account."""
    hold(session, draft)
    if draft.state != "draft":
        raise states.NotPossibleError("state")
    draft.base = base
    draft.version += 1
    add_event(session, clock, draft, user_id, "merged")


def add_event(
    session: Session, clock: Clock, draft: Draft, user_id: int, name: str, reason: str = ""
) -> None:
    """A line of a change's history; publishing and taking back write theirs as well."""
    session.add(
        DraftEvent(draft_id=draft.id, at=stored(clock()), user_id=user_id, step=name, reason=reason[:2000])
    )
    session.flush()


def authors(session: Session, draft: Draft) -> frozenset[int]:
    """Everybody who wrote some of it."""
    wrote = select(DraftEvent.user_id).where(DraftEvent.draft_id == draft.id, DraftEvent.step.in_(WROTE))
    return frozenset(session.scalars(wrote))


def history(session: Session, draft: Draft) -> list[tuple[DraftEvent, str]]:
    """Every step with who took it, oldest first."""
    rows = session.execute(
        select(DraftEvent, User.shown)
        .join(User, User.id == DraftEvent.user_id)
        .where(DraftEvent.draft_id == draft.id)
        .order_by(DraftEvent.id)
    )
    return [(event, shown) for event, shown in rows]


def of_document(session: Session, name: str) -> list[Draft]:
    """All changes that a document has seen, newest first."""
    return list(session.scalars(select(Draft).where(Draft.name == name).order_by(Draft.id.desc())))


def in_states(session: Session, wanted: Iterable[str]) -> list[Draft]:
    """Changes that are so far, the latest first."""
    chosen = select(Draft).where(Draft.state.in_(tuple(wanted))).order_by(Draft.changed_at.desc(), Draft.id)
    return list(session.scalars(chosen))


def all_changes(session: Session) -> list[Change]:
    """Every change of every document, oldest first, without its text."""
    rows = session.execute(select(Draft.name, Draft.title, Draft.state).order_by(Draft.id))
    return [Change(name, title, state) for name, title, state in rows]


def texts_of(contents: Contents, draft: Draft) -> dict[str, str | None]:
    """Every file as it would be: its own, and those beside it that are still missing."""
    missing = {name: text for name, text in draft.beside.items() if contents.read(name) is None}
    return {**missing, draft.name: draft.text}


def outside(contents: Contents, draft: Draft) -> str | None:
    """The text of the file when it is not the one that the change began with; None when it is."""
    now = contents.read(draft.name)
    if now == draft.base:
        return None
    return now or ""


def title_of(name: str, text: str | None) -> str:
    """What a list calls it."""
    source = read_source(text) if text else None
    title = source.values.get("title") if source else None
    return title[:200] if isinstance(title, str) and title else parts_of(name)[1]


def _last_writer(session: Session, draft: Draft) -> int | None:
    wrote = select(DraftEvent.user_id).where(DraftEvent.draft_id == draft.id, DraftEvent.step.in_(WROTE))
    return session.scalars(wrote.order_by(DraftEvent.id.desc()).limit(1)).first()
